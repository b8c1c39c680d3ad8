/** The parts of an endpoint that a public API can stand before, as AWS shows them. */
import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import { paginateListInferenceComponents } from '@aws-sdk/client-sagemaker'
import { attempt } from '../attempt'
import type { AwsClients } from '../aws/client/create-clients'
import { splitUri } from '../aws/s3-object'
import type { EndpointTargets } from './target-choices'
import type { EndpointDetail } from './types'

/** The most that a person reads through; others can be typed. */
const mostModels = 50

/** A list that AWS refuses is left empty, and the reason is beside it. */
export async function readTargets(clients: AwsClients, endpoint: EndpointDetail): Promise<EndpointTargets> {
  const { kind, variants, asynchronous } = endpoint
  const prefix = variants.find((variant) => variant.modelsPrefix)?.modelsPrefix
  const bare = variants.length > 0 && variants.every((variant) => !variant.modelName)
  const [multiModel, components] = await Promise.all([
    prefix ? readModels(clients, prefix) : undefined,
    bare ? readComponents(clients, endpoint.name) : undefined,
  ])
  return {
    kind,
    variants: variants.map(({ name, weight }) => ({ name, weight })),
    multiModel,
    components,
    asynchronous,
  }
}

async function readModels({ s3 }: AwsClients, prefix: string): Promise<EndpointTargets['multiModel']> {
  const { bucket, key } = splitUri(prefix) ?? { bucket: '', key: '' }
  const read = await attempt(() =>
    s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: key, MaxKeys: mostModels })),
  )
  if (!read.ok) return { prefix, models: [], unread: read.error.message }
  const models = (read.value.Contents ?? []).map((one) => (one.Key ?? '').slice(key.length))
  return { prefix, models: models.filter((path) => path && !path.endsWith('/')), more: read.value.IsTruncated ?? false }
}

async function readComponents({ sagemaker }: AwsClients, name: string): Promise<EndpointTargets['components']> {
  const read = await attempt(async () => {
    const names: { name: string; status: string }[] = []
    const query = { EndpointNameEquals: name, SortBy: 'Name' as const, SortOrder: 'Ascending' as const }
    for await (const page of paginateListInferenceComponents({ client: sagemaker, pageSize: 100 }, query)) {
      for (const one of page.InferenceComponents ?? [])
        names.push({ name: one.InferenceComponentName ?? '', status: one.InferenceComponentStatus ?? 'unknown' })
    }
    return names
  })
  return read.ok ? { names: read.value } : { names: [], unread: read.error.message }
}

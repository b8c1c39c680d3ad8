/** Reads what AWS shows of a model: cheapest first, and what it keeps of its data only if that is needed. */

import type { S3Client } from '@aws-sdk/client-s3'
import {
  DescribeInferenceComponentCommand,
  DescribeModelCommand,
  DescribeModelPackageCommand,
  ListTagsCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker'
import { attempt } from '../../attempt'
import type { AwsClients } from '../../aws/client/create-clients'
import { readObject } from '../../aws/s3-object'
import { type ModelFacts, type PackageFacts, settingsOf } from '../../model/profile/facts'
import type { Failure, Result } from '../../result'
import type { Target } from '../../spec/route-parts/target'
import type { EndpointDetail } from '../types'
import { findEvidence } from './find-evidence'
import { hasDescribingFiles, readModelFiles } from './read-model-files'

export interface FactsRead {
  facts: ModelFacts
  /** What AWS refused to show, one for each action. */
  refused: Failure[]
  /** An inference component without a copy: a call of it would have to wait for one. */
  noCopy?: boolean
  /** The model package of what answers. */
  packageName?: string
}

/** Reads the image, its settings, the endpoint's tags and the model package. What AWS refuses is left out, and named. */
export async function readFacts(
  clients: AwsClients,
  endpoint: EndpointDetail,
  target: Target | undefined,
): Promise<FactsRead> {
  const { sagemaker } = clients
  const { variants } = endpoint
  const variant = target?.kind === 'variant' ? variants.find(({ name }) => name === target.variant) : variants[0]
  const [tags, component] = await Promise.all([
    attempt(() => readTags(sagemaker, endpoint.arn)),
    target?.kind === 'component' ? attempt(() => readComponent(sagemaker, target.component)) : undefined,
  ])
  const hosted = component?.ok ? component.value : undefined
  const packageName = hosted?.packageName ?? variant?.packageName
  const registered = packageName ? await attempt(() => readPackage(sagemaker, packageName)) : undefined
  const value = <T>(read: Result<T> | undefined): T | undefined => (read?.ok ? read.value : undefined)
  return {
    facts: {
      // A model that names a package can have nothing but its name.
      image: hosted?.image ?? variant?.image ?? value(registered)?.image,
      environment: { ...value(registered)?.settings, ...(hosted?.settings ?? variant?.settings) },
      modelData:
        modelOfMany(variant?.modelsPrefix, target) ??
        hosted?.modelData ??
        variant?.modelData ??
        value(registered)?.modelData,
      tags: value(tags),
      modelPackage: value(registered)?.facts,
      clarify: endpoint.clarify,
    },
    refused: [tags, component, registered].flatMap((read) => (read && !read.ok ? [read.error] : [])),
    noCopy: hosted?.copies === 0,
    ...(packageName ? { packageName } : {}),
  }
}

/** The archive of the model that is called first. https://docs.aws.amazon.com/sagemaker/latest/dg/invoke-multi-model-endpoint.html */
function modelOfMany(prefix: string | undefined, target: Target | undefined): string | undefined {
  const path = target?.kind === 'model' ? target.models[0] : undefined
  return prefix !== undefined && path ? `${prefix.replace(/\/$/, '')}/${path}` : undefined
}

/** The same with what AWS keeps of the endpoint's data and the files that describe its model, which takes some reads of S3. */
export async function withData(clients: AwsClients, endpointName: string, read: FactsRead): Promise<FactsRead> {
  const { clarify, modelData } = read.facts
  const [search, files, baseline] = await Promise.all([
    attempt(() => findEvidence(clients, endpointName, read.packageName)),
    modelData && hasDescribingFiles(read.facts) ? attempt(() => readModelFiles(clients.s3, modelData)) : undefined,
    clarify?.baselineUri ? attempt(() => readBaseline(clients.s3, clarify.baselineUri ?? '')) : undefined,
  ])
  const failures = [search, files, baseline].flatMap((one) => (one && !one.ok ? [one.error] : []))
  return {
    ...read,
    facts: {
      ...read.facts,
      ...(search.ok ? { found: search.value.found } : {}),
      ...(files?.ok ? { files: files.value } : {}),
      ...(clarify && baseline?.ok ? { clarify: { ...clarify, baseline: baseline.value } } : {}),
    },
    refused: [...read.refused, ...failures, ...(search.ok ? search.value.refused : [])],
  }
}

/** The rows that Clarify's explanations start from: a hundred are usual. */
const mostBaselineBytes = 256 * 1024

async function readBaseline(s3: S3Client, uri: string): Promise<string | undefined> {
  const object = await readObject(s3, uri, mostBaselineBytes)
  const text = object && new TextDecoder().decode(object.bytes)
  // The last line of a part can be half a line.
  return object?.cut ? text?.slice(0, text.lastIndexOf('\n')) : text
}

async function readTags(sagemaker: SageMakerClient, arn: string): Promise<Record<string, string>> {
  const { Tags = [] } = await sagemaker.send(new ListTagsCommand({ ResourceArn: arn }))
  return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]))
}

async function readPackage(sagemaker: SageMakerClient, name: string) {
  const found = await sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName: name }))
  const { Containers: [container] = [], SupportedContentTypes: contentTypes } = found.InferenceSpecification ?? {}
  const facts: PackageFacts = {
    domain: found.Domain,
    task: found.Task,
    contentTypes,
    framework: container?.Framework,
    nearest: container?.NearestModelName,
    shapes: container?.ModelInput?.DataInputConfig,
  }
  return {
    facts,
    image: container?.Image,
    settings: settingsOf(container?.Environment),
    modelData: container?.ModelDataUrl ?? container?.ModelDataSource?.S3DataSource?.S3Uri,
  }
}

/** A component has a container of its own, or a model's. */
async function readComponent(sagemaker: SageMakerClient, name: string) {
  const { Specification, RuntimeConfig } = await sagemaker.send(
    new DescribeInferenceComponentCommand({ InferenceComponentName: name }),
  )
  const own = Specification?.Container
  const { ModelName } = Specification ?? {}
  const model = ModelName ? await sagemaker.send(new DescribeModelCommand({ ModelName })) : undefined
  const container = model?.PrimaryContainer ?? model?.Containers?.[0]
  return {
    image: own?.DeployedImage?.SpecifiedImage ?? container?.Image,
    settings: settingsOf(own?.Environment ?? container?.Environment),
    modelData: own?.ArtifactUrl ?? container?.ModelDataUrl,
    packageName: container?.ModelPackageName,
    copies: RuntimeConfig?.CurrentCopyCount,
  }
}

/** What only AWS knows of a target, filled in; and what is against it. */
import { DescribeInferenceComponentCommand } from '@aws-sdk/client-sagemaker'
import type { AwsClients } from '../../aws/client/create-clients'
import type { EndpointIdentity } from '../../aws/endpoint'
import type { AsyncTarget, Target } from '../../spec/route-parts/target'
import type { WiringTarget } from '../../spec/spec'
import type { Plan } from '../state/plan'

type Blockers = Plan['blockers']

interface Resolved {
  target?: Target
  blockers: Blockers
}

export async function resolveTarget(
  clients: AwsClients,
  target: Target | undefined,
  endpoint: EndpointIdentity,
  where: WiringTarget,
): Promise<Resolved> {
  const resource = `Endpoint ${endpoint.name}`
  const refused = (message: string, remedy: string): Resolved => ({ target, blockers: [{ resource, message, remedy }] })
  if (endpoint.asynchronous && target?.kind !== 'async')
    return refused(
      `${endpoint.name} takes asynchronous requests only, by way of S3.`,
      'Choose the asynchronous target in the options.',
    )
  if (target?.kind === 'async') {
    if (!endpoint.asynchronous)
      return refused(
        `${endpoint.name} answers at once; its configuration has no AsyncInferenceConfig.`,
        'Choose another target in the options.',
      )
    return resolveAsync(target, endpoint, where)
  }
  if (target?.kind === 'variant' && endpoint.variants.length > 0 && !endpoint.variants.includes(target.variant))
    return refused(
      `${endpoint.name} has no production variant ${target.variant}.`,
      `Choose one of these: ${endpoint.variants.join(', ')}.`,
    )
  return target?.kind === 'component' ? resolveComponent(clients, target, endpoint) : { target, blockers: [] }
}

function resolveAsync(target: AsyncTarget, endpoint: EndpointIdentity, where: WiringTarget): Resolved {
  const { output, kmsKeyId } = endpoint.asynchronous ?? {}
  const resource = `Endpoint ${endpoint.name}`
  const blockers: Blockers = []
  if (!output)
    blockers.push({
      resource,
      message: 'The endpoint’s configuration names no S3OutputPath.',
      remedy: 'Give AsyncInferenceConfig.OutputConfig an S3OutputPath, so that the role is allowed there only.',
    })
  if (kmsKeyId && !keyArn(kmsKeyId, where))
    blockers.push({
      resource,
      message: `Its answers are encrypted under the alias ${kmsKeyId}, and a policy cannot name a key by alias.`,
      remedy:
        'Name the key itself in OutputConfig.KmsKeyId, or use a role of your own that is allowed to decrypt with it.',
    })
  return { target: withPlaces(target, endpoint, where), blockers }
}

/**
 * Returns the target with the present prefixes of an asynchronous endpoint's answers: an update of the endpoint might have
 * moved them.
 */
export function withPlaces<T extends Target | undefined>(
  target: T,
  endpoint: Pick<EndpointIdentity, 'asynchronous'> | undefined,
  where: WiringTarget,
): T {
  if (target?.kind !== 'async' || !endpoint?.asynchronous) return target
  const { output, failure, kmsKeyId } = endpoint.asynchronous
  return { ...target, output, failure, kmsKeyArn: kmsKeyId ? keyArn(kmsKeyId, where) : undefined }
}

function keyArn(id: string, { partition, region, accountId }: WiringTarget): string | undefined {
  if (/^arn:[^:]+:kms:[^:]+:\d+:key\//.test(id)) return id
  return /^(mrk-)?[0-9a-f-]{32,}$/.test(id) ? `arn:${partition}:kms:${region}:${accountId}:key/${id}` : undefined
}

async function resolveComponent(
  { sagemaker }: AwsClients,
  target: Extract<Target, { kind: 'component' }>,
  endpoint: EndpointIdentity,
): Promise<Resolved> {
  const { component } = target
  const resource = `Inference component ${component}`
  const remedy = `Choose a component of ${endpoint.name} that is InService.`
  const refused = (message: string): Resolved => ({ target, blockers: [{ resource, message, remedy }] })
  try {
    const found = await sagemaker.send(new DescribeInferenceComponentCommand({ InferenceComponentName: component }))
    const resolved = { ...target, arn: found.InferenceComponentArn }
    if (found.EndpointName !== endpoint.name) return refused(`${component} belongs to ${found.EndpointName}.`)
    if (found.InferenceComponentStatus === 'InService' || found.InferenceComponentStatus === 'Updating')
      return { target: resolved, blockers: [] }
    return { ...refused(`${component} is ${found.InferenceComponentStatus}.`), target: resolved }
  } catch (error) {
    if (!(error instanceof Error && /Could not find inference component/i.test(error.message))) throw error
    return refused(`There is no inference component ${component}.`)
  }
}

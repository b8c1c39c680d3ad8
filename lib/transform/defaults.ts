/** Which model of an endpoint a transform job would run, on what, and why there can be none. */
import { TransformInstanceType } from '@aws-sdk/client-sagemaker'
import type { EndpointDetail } from '../endpoints/types'
import { fail, ok, type Result } from '../result'
import { defaultBucket } from './names'
import type { TransformDefaults } from './types'

/** Serverless endpoints name no instance, and some types are for endpoints only. */
const fallbackType = 'ml.m5.large'
const known: readonly string[] = Object.values(TransformInstanceType)

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html */
export const instanceTypeFor = (own: string | undefined): string =>
  own !== undefined && known.includes(own) ? own : fallbackType

const noJob = (message: string) =>
  fail({ code: 'no-transform', message, remedy: 'Send the rows through the public API instead.' })

/**
 * Multi-model containers are not supported in batch transform.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoints.html
 */
export function transformDefaults(
  { variants, unread }: Pick<EndpointDetail, 'variants' | 'unread'>,
  { region, accountId }: { region: string; accountId: string },
): Result<TransformDefaults> {
  // DescribeModel shows whether the container holds many models.
  const refused = unread.config ?? unread.models
  if (refused) return fail(refused)
  const [variant, ...others] = variants
  if (!variant) return noJob('The configuration of the endpoint could not be found, so its model is not known.')
  if (others.length > 0)
    return noJob(`The endpoint has ${variants.length} variants, and a transform job runs one model.`)
  if (!variant.modelName)
    return noJob('The models of the endpoint are inference components, which a transform job cannot run.')
  if (variant.modelsPrefix !== undefined)
    return noJob('The container of the endpoint holds many models, which a transform job cannot run.')
  return ok({
    modelName: variant.modelName,
    instanceType: instanceTypeFor(variant.instanceType),
    bucket: defaultBucket(region, accountId),
  })
}

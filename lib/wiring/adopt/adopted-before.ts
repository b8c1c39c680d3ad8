/**
 * What an adopted path was before, in tags of its API, so that it is given back as it was even where the function is gone.
 * What no call of ours names (request parameters, cache keys, TLS, and what AWS can add yet) stays where it is. Pure.
 */
import {
  adoptedCredentialsTag,
  adoptedDeploymentTag,
  adoptedThrottleTag,
  adoptedTimeoutTag,
  adoptedUriTag,
} from '../../spec/names'
import { integrationTimeoutMs } from '../openapi/document'
import type { FullApi } from '../state/observed'

export interface AdoptedBefore {
  uri: string
  timeoutMs: number
  /** The role that the gateway called the function as. */
  credentials?: string
  /** The throttle of the method's own settings; absent if it had none. */
  throttle?: { rateLimit: number; burstLimit: number }
  /** What the stage served; absent where the adoption is older than this record. */
  deploymentId?: string
}

/** Says that the stage leaves a limit to the account. */
const unlimited = -1

/** @param method `v1/predict/ANY`, as a stage's settings name it */
export function tagsOfBefore(api: FullApi, stageName: string, method: string): Record<string, string> {
  const at = method.lastIndexOf('/')
  const own = `/${method.slice(0, at)} ${method.slice(at + 1)} integration.`
  const stage = api.stages.find(({ name }) => name === stageName)
  const setting = stage?.methods[method]
  const { [`${own}timeoutInMillis`]: timeout, [`${own}credentials`]: credentials } = api.fields
  return {
    ...(timeout ? { [adoptedTimeoutTag]: timeout } : {}),
    ...(credentials ? { [adoptedCredentialsTag]: credentials } : {}),
    ...(setting
      ? { [adoptedThrottleTag]: `${setting.rateLimit ?? unlimited}/${setting.burstLimit ?? unlimited}` }
      : {}),
    ...(stage ? { [adoptedDeploymentTag]: stage.deploymentId } : {}),
  }
}

export function beforeIn(tags: Record<string, string>): AdoptedBefore {
  const [, rateLimit, burstLimit] = tags[adoptedThrottleTag]?.match(/^(-?[\d.]+)\/(-?\d+)$/) ?? []
  return {
    uri: tags[adoptedUriTag] ?? '',
    timeoutMs: Number(tags[adoptedTimeoutTag]) || integrationTimeoutMs,
    credentials: tags[adoptedCredentialsTag],
    throttle: rateLimit === undefined ? undefined : { rateLimit: Number(rateLimit), burstLimit: Number(burstLimit) },
    deploymentId: tags[adoptedDeploymentTag],
  }
}

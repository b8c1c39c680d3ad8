/**
 * A stage's settings by method. AWS answers each under the key that it was addressed by: `~1iris/ANY` of the path
 * `/~1iris/ANY/throttling/rateLimit`, `iris/ANY` of `/iris/ANY/throttling/rateLimit`; both hold for the same method.
 * https://docs.aws.amazon.com/cli/latest/reference/apigateway/update-stage.html (example 1)
 */
import type { MethodSetting, ThrottleSettings } from '@aws-sdk/client-api-gateway'

/** Holds limits of a stage or method: requests a second, and requests at once. Absent: the account's own. */
export interface Throttle {
  rateLimit?: number
  burstLimit?: number
}

type Settings = Record<string, MethodSetting>

/** `~1v1~1iris/ANY`, `v1~1iris/ANY` → `v1/iris/ANY`. */
export function methodOf(key: string): string {
  const at = key.lastIndexOf('/')
  return `${key.slice(0, at).replaceAll('~1', '/').replaceAll('~0', '~')}${key.slice(at)}`.replace(/^\//, '')
}

/** `v1/iris/ANY` → `~1v1~1iris/ANY`, by which an entry is made that is not there yet. */
export function keyOf(method: string): string {
  const at = method.lastIndexOf('/')
  return `~1${method.slice(0, at).replaceAll('~', '~0').replaceAll('/', '~1')}${method.slice(at)}`
}

/** By method; of two entries for one, the one that is addressed with its slash, as Portico does. */
export function settingsByMethod(settings: Settings | undefined): Record<string, MethodSetting & { keys: string[] }> {
  const byMethod: Record<string, MethodSetting & { keys: string[] }> = {}
  for (const [key, setting] of Object.entries(settings ?? {}).filter(([one]) => one !== allMethods)) {
    const method = methodOf(key)
    const { keys = [], ...other } = byMethod[method] ?? {}
    byMethod[method] = key.startsWith('~1')
      ? { ...setting, keys: [key, ...keys] }
      : { ...setting, ...other, keys: [...keys, key] }
  }
  return byMethod
}

/** Is the key of the settings that apply to every method of a stage. */
export const allMethods = '*/*'

/** -1 leaves it to the account too, where somebody wrote it. */
export const throttleOf = (setting: MethodSetting | undefined): Throttle => ({
  rateLimit: limit(setting?.throttlingRateLimit),
  burstLimit: limit(setting?.throttlingBurstLimit),
})

const limit = (value: number | undefined): number | undefined => (value !== undefined && value >= 0 ? value : undefined)

/**
 * What somebody chose: an entry that was made for another setting reads back with the account's own limits.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_GetAccount.html
 */
export function chosenThrottle(
  setting: MethodSetting | undefined,
  account: ThrottleSettings | undefined,
): Required<Throttle> | undefined {
  const { rateLimit, burstLimit } = throttleOf(setting)
  if (rateLimit === undefined || burstLimit === undefined) return undefined
  return rateLimit === account?.rateLimit && burstLimit === account?.burstLimit ? undefined : { rateLimit, burstLimit }
}

/** One short text for everything that a deploy made, written as a tag when it is done: it shows quickly with what. */

import { shortHash } from '../../../spec/names'
import type { Desired } from '../../state/desired'

/** Independent of who deployed, of the account's guard rails, of ids that AWS gives, and of the order of keys that we do not choose. */
export function fingerprintOf(desired: Desired): string {
  const { role, logGroup, accessLog, function: fn, api, stage, keys, permissionSource, canary } = desired
  return shortHash(
    JSON.stringify([
      { ...role, boundary: undefined },
      logGroup?.name,
      logGroup?.retentionDays,
      fn?.settings,
      fn?.codeSha256,
      api.definitionHash,
      stage,
      permissionSource,
      ...(keys ? [keys] : []),
      ...(desired.domain ? [desired.domain] : []),
      ...(accessLog ? [accessLog] : []),
      ...(desired.alarms ? [desired.alarms] : []),
      ...(canary ? [canary.percent, canary.function.settings, canary.function.codeSha256] : []),
    ]),
    32,
  )
}

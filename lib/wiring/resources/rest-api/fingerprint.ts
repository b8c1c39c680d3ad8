/** One short text for everything that a deploy made, written as a tag when it is done: it shows quickly with what. */

import { shortHash } from '../../../spec/names'
import type { Desired, DesiredParts } from '../../state/desired'

/** In the order in which they came to be, so that what is deployed keeps its fingerprint: a new part comes last. */
const parts: Record<keyof DesiredParts, true> = {
  keys: true,
  domain: true,
  accessLog: true,
  alarms: true,
  webAcl: true,
}

const settledOf = ({ accessLog, ...desired }: Desired, part: keyof DesiredParts) =>
  part === 'accessLog' ? { ...accessLog, kmsKeyArn: undefined } : desired[part]

/** Independent of who deployed, of the account's guard rails, of ids that AWS gives, and of the order of keys that we do not choose. */
export function fingerprintOf(desired: Desired): string {
  const { role, logGroup, function: fn, api, stage, permissionSource, canary } = desired
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
      ...(Object.keys(parts) as (keyof DesiredParts)[]).flatMap((part) =>
        desired[part] ? [settledOf(desired, part)] : [],
      ),
      ...(desired.spec.tags ? [desired.spec.tags] : []),
      ...(canary ? [canary.percent, canary.function.settings, canary.function.codeSha256] : []),
    ]),
    32,
  )
}

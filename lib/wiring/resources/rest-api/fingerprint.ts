/** One short text for everything that a deploy made, written as a tag when it is done: it shows quickly with what. */

import { shortHash } from '../../../spec/names'
import type { Desired, DesiredParts } from '../../state/desired'

/** The parts of the first builds, in their order, so that what is deployed keeps its fingerprint. Later ones follow by name. */
const firstParts: (keyof DesiredParts)[] = ['keys', 'domain', 'accessLog', 'alarms', 'webAcl']

/** What is no part of the desired state that only some public APIs have. */
const noParts: Record<Exclude<keyof Desired, keyof DesiredParts>, true> = {
  ...{ spec: true, target: true, endpointName: true, tags: true, requiredTags: true, api: true, stage: true },
  ...{ record: true, route: true, streaming: true, role: true, logGroup: true, function: true, aliasArn: true },
  ...{ canary: true, permissionSource: true },
}

const laterParts = (desired: Desired): [string, unknown][] =>
  Object.entries(desired)
    .filter(([name, part]) => part && !(name in noParts) && !firstParts.some((first) => first === name))
    .map(([name]): [string, unknown] => [name, settledOf(desired, name as keyof DesiredParts)])
    .sort(([a], [b]) => (a < b ? -1 : 1))

function settledOf({ accessLog, authorizer, ...desired }: Desired, part: keyof DesiredParts) {
  if (part === 'accessLog') return { ...accessLog, kmsKeyArn: undefined }
  return part === 'authorizer' ? { ...authorizer, boundary: undefined } : desired[part]
}

/** Independent of who deployed, of the account's guard rails, of ids that AWS gives, and of the order of keys that we do not choose. */
export function fingerprintOf(desired: Desired): string {
  const { role, logGroup, function: fn, api, stage, permissionSource, canary } = desired
  return shortHash(
    JSON.stringify([
      // The path is a part of the ARN, and no role of the first builds had one of its own.
      { ...role, boundary: undefined, path: undefined },
      logGroup?.name,
      logGroup?.retentionDays,
      fn?.settings,
      fn?.codeSha256,
      api.definitionHash,
      stage,
      permissionSource,
      ...firstParts.flatMap((part) => (desired[part] ? [settledOf(desired, part)] : [])),
      ...laterParts(desired),
      ...(desired.spec.tags ? [desired.spec.tags] : []),
      ...(canary ? [canary.percent, canary.function.settings, canary.function.codeSha256] : []),
    ]),
    32,
  )
}

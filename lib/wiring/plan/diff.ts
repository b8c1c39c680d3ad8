/**
 * What differs between wish and world, as meanings: only fields that are ours, never documents as text. `plan-deploy`
 * shows it, `apply` acts on it; both ask here, so that what is shown is what is done.
 */

import { inWords, type Statement, samePolicy, statementMeaning } from '../../aws/iam/policy'
import type { FunctionSettings, ObservedLogGroup, ObservedStage, ObservedVersion } from '../../aws/types'
import { belongsTo, domainTag, fingerprintTag, integrationTag, namesOf, restApiIdPlaceholder } from '../../spec/names'
import { apiFieldsOf } from '../openapi/fields'
import { roleAdditions, stageAdditions } from './additions'
import { type Desired, type FunctionWish, hasFunction, type LogGroup } from './desired'
import { fieldChanges } from './field-changes'
import { fingerprintOf } from './fingerprint'
import type { Observed } from './observed'
import type { FieldChange } from './plan'

/** The description of a deployment names the definition that it froze; AWS tells nothing else of a snapshot. */
export const deploymentDescriptionOf = (wish: Desired): string => `Portico ${wish.api.definitionHash}`

/** Of a deployment that was not yet found to hold what it should: another run may have overwritten the definition. */
export const unprovedDescription = 'Portico unproved'

/** Whether a deployment was made by a run of ours. */
export const isOurs = (description: string): boolean =>
  description.startsWith('Portico ') && description !== unprovedDescription

export function roleChanges(wish: Desired, { role }: Observed): FieldChange[] {
  if (wish.role.kind !== 'create' || !role) return []
  const changes: FieldChange[] = []
  if (!samePolicy(role.trust, wish.role.trust)) {
    changes.push({ field: 'AssumeRolePolicyDocument', from: inWords(role.trust), to: inWords(wish.role.trust) })
  }
  if (!samePolicy(role.policy, wish.role.policy)) {
    changes.push({
      field: `policy ${wish.role.policyName}`,
      from: role.policy && inWords(role.policy),
      to: inWords(wish.role.policy),
    })
  }
  changes.push(...roleAdditions(role))
  return changes
}

/** Of a log group as it should be; nothing where it is not there. */
export const retentionChanges = (group: LogGroup, there: ObservedLogGroup | undefined): FieldChange[] =>
  there
    ? fieldChanges({ retentionInDays: days(there.retentionDays) }, { retentionInDays: days(group.retentionDays) })
    : []

const days = (count: number | undefined): string => (count === undefined ? 'for ever' : String(count))

const settingFields = ({ environment, additions, ...settings }: FunctionSettings): Record<string, string> => ({
  Role: settings.roleArn,
  Runtime: settings.runtime,
  Handler: settings.handler,
  MemorySize: String(settings.memoryMb),
  Timeout: String(settings.timeoutSeconds),
  Architectures: settings.architecture,
  ...Object.fromEntries(Object.entries(environment).map(([name, value]) => [`Environment.${name}`, value])),
  ...additions,
})

export const settingsChanges = (wish: FunctionWish, version: ObservedVersion): FieldChange[] =>
  fieldChanges(settingFields(version.settings), settingFields(wish.function.settings))

export const codeChanged = (wish: FunctionWish, version: ObservedVersion): boolean =>
  version.codeSha256 !== wish.function.codeSha256

/** Whether this version is what is wished, code and settings. */
export const fits = (wish: FunctionWish, version: ObservedVersion | undefined): boolean =>
  version !== undefined && versionChanges(wish, version).length === 0

/** Of what callers reach; where that is as wished, of `$LATEST`, which the next update would build on. */
export function functionChanges(wish: FunctionWish, observed: Observed): FieldChange[] {
  const { live } = observed.alias ?? {}
  const latest = observed.function?.latest
  if (!live) return latest ? versionChanges(wish, latest) : []
  if (!latest || !fits(wish, live)) return versionChanges(wish, live)
  const newest = newestOf(wish)
  const second = observed.alias?.canary?.settled
  if (wish.canary && !fits(newest, second)) return versionChanges(newest, second ?? live)
  return versionChanges(newest, latest).map((change) => ({ ...change, field: `$LATEST ${change.field}` }))
}

/** The wish that `$LATEST` was last made to fit. */
export const newestOf = (wish: FunctionWish): FunctionWish =>
  wish.canary ? { ...wish, spec: wish.canary.spec, function: wish.canary.function, canary: undefined } : wish

/** How the calls are shared; a version that is not published yet has no number. */
export function sharingChanges(wish: FunctionWish, observed: Observed): FieldChange[] {
  const { canary } = observed.alias ?? {}
  const inPlace = wish.canary && fits(newestOf(wish), canary?.settled)
  const words = (percent: number, version: string) => `${percent}% to version ${version}`
  return fieldChanges(
    { RoutingConfig: canary ? words(canary.percent, canary.version) : 'all to one version' },
    {
      RoutingConfig: wish.canary
        ? words(wish.canary.percent, inPlace && canary ? canary.version : 'to come')
        : 'all to one version',
    },
  )
}

function versionChanges(wish: FunctionWish, version: ObservedVersion): FieldChange[] {
  const code = codeChanged(wish, version)
    ? [{ field: 'CodeSha256', from: version.codeSha256.slice(0, 12), to: wish.function.codeSha256.slice(0, 12) }]
    : []
  return [...code, ...settingsChanges(wish, version), ...grantChanges(wish, version)]
}

/** Another ARN is a change of its own, and gets a grant of its own. */
const grantChanges = ({ role }: FunctionWish, { settings, grantedTo, grantLost }: ObservedVersion): FieldChange[] =>
  role.kind !== 'none' && settings.roleArn === role.arn && grantLost !== undefined
    ? [{ field: 'KMS grant', from: grantedTo ?? 'a role that is gone', to: grantLost }]
    : []

/** Of somebody else's API only what is ours. */
export function definitionChanges(wish: Desired, fields: Record<string, string>): FieldChange[] {
  const wished = apiFieldsOf(wish.api.definition)
  if (!wish.spec.adopted) return fieldChanges(fields, wished)
  return fieldChanges(Object.fromEntries(Object.entries(fields).filter(([name]) => name in wished)), wished)
}

export const stageOf = (wish: Desired, observed: Observed): ObservedStage | undefined =>
  observed.api?.stages.find((stage) => stage.name === wish.stage.name)

/** Whether the stage serves a snapshot of the wished definition. */
export const isDeployed = (wish: Desired, stage: ObservedStage | undefined): boolean =>
  stage?.deploymentDescription === deploymentDescriptionOf(wish)

/** The same, where the owner of an adopted API deployed after us: then their snapshot has what somebody did to our method. */
export const isServed = (wish: Desired, api: Observed['api'], stage: ObservedStage | undefined): boolean =>
  isDeployed(wish, stage) && !(stage?.deployedByOthers && api && definitionChanges(wish, api.fields).length > 0)

/** Whose throttle is ours: `iris/ANY` of somebody else's API, else every method of the stage. */
export const throttledMethod = ({ spec }: Desired): string | undefined =>
  spec.adopted && `${spec.resourcePath}/${spec.adopted.method}`

export const throttleChanges = (wish: Desired, stage: ObservedStage): FieldChange[] => {
  const method = throttledMethod(wish)
  const { rateLimit, burstLimit } = method === undefined ? stage : (stage.methods[method] ?? {})
  return fieldChanges(
    { throttlingRateLimit: text(rateLimit), throttlingBurstLimit: text(burstLimit) },
    { throttlingRateLimit: text(wish.stage.rateLimit), throttlingBurstLimit: text(wish.stage.burstLimit) },
  )
}

/** Throttle, whether the function is told that the gateway streams, and where each call leaves a line. */
export const stageChanges = (wish: Desired, stage: ObservedStage): FieldChange[] => [
  ...throttleChanges(wish, stage),
  ...transferChanges(wish, stage),
  ...cacheChanges(wish, stage),
  ...stageLogChanges(wish, stage),
  ...stageAdditions(wish, stage),
]

/** What the stage of somebody else's API writes is theirs, and so is a log that somebody else set up on ours. */
export const stageLogChanges = (wish: Desired, { accessLog }: ObservedStage): FieldChange[] => {
  const ours = namesOf(wish.spec.endpointName, wish.target).accessLogArn
  if (wish.spec.adopted || (!wish.accessLog && accessLog?.arn !== ours)) return []
  return fieldChanges(
    { 'accessLogSettings.destinationArn': accessLog?.arn ?? '', 'accessLogSettings.format': accessLog?.format ?? '' },
    {
      'accessLogSettings.destinationArn': wish.accessLog?.arn ?? '',
      'accessLogSettings.format': wish.accessLog?.format ?? '',
    },
  )
}

/** A stage costs by the hour for it, so one that nobody wished for is a difference too; somebody else's API keeps its own. */
export const cacheChanges = (wish: Desired, stage: ObservedStage): FieldChange[] =>
  wish.spec.adopted
    ? []
    : fieldChanges(
        { cacheClusterSize: stage.cache?.sizeGb ?? '', cacheTtlInSeconds: String(stage.cache?.ttlSeconds ?? '') },
        {
          cacheClusterSize: wish.stage.cache?.sizeGb ?? '',
          cacheTtlInSeconds: String(wish.stage.cache?.ttlSeconds ?? ''),
        },
      )

/** The stage variables of somebody else's API are theirs. */
const transferChanges = (wish: Desired, stage: ObservedStage): FieldChange[] =>
  wish.spec.adopted
    ? []
    : fieldChanges(
        { 'variables.transferMode': stage.transferMode ?? '' },
        { 'variables.transferMode': wish.stage.transferMode ?? '' },
      )

const text = (value: number | undefined): string => (value === undefined ? "the account's" : String(value))

/** Stages of the API that this wiring no longer has. */
export const staleStages = (wish: Desired, observed: Observed): ObservedStage[] =>
  (observed.api?.stages ?? []).filter(
    (stage) => stage.name !== wish.stage.name && belongsTo(stage.tags, wish.spec.endpointName),
  )

/** Whether API Gateway has a role to write logs with, as far as it was asked: a stage keeps its log though the role is gone. */
export const mayLog = ({ gatewayLogsRole }: Observed): boolean => gatewayLogsRole !== null

/** A log group of ours that nothing writes to any more. */
export const staleAccessLog = (wish: Desired, { accessLog }: Observed): boolean =>
  !wish.accessLog && accessLog !== undefined && belongsTo(accessLog.tags, wish.spec.endpointName)

export const sourceArnFor = (wish: FunctionWish, restApiId: string): string =>
  wish.permissionSource.replace(restApiIdPlaceholder, restApiId)

/** The permission as Lambda keeps it. */
const wishedStatement = (wish: FunctionWish, restApiId: string): Statement => ({
  Effect: 'Allow',
  Principal: { Service: 'apigateway.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: wish.aliasArn,
  Condition: { ArnLike: { 'AWS:SourceArn': sourceArnFor(wish, restApiId) } },
})

export function isPermitted(wish: FunctionWish, permissions: Statement[], restApiId: string | undefined): boolean {
  if (!restApiId) return false
  const meaning = statementMeaning(wishedStatement(wish, restApiId))
  return permissions.some((statement) => statementMeaning(statement) === meaning)
}

/** Null where no function is called; undefined before there is an API that may call it. */
export const wishedMeaning = (wish: Desired, restApiId: string | undefined): string | undefined | null =>
  hasFunction(wish) ? restApiId && statementMeaning(wishedStatement(wish, restApiId)) : null

/** What an earlier wish's function left where none is needed any more: goes after the switch. */
export const staleFunction = (wish: Desired, { function: fn, logGroup }: Observed) => ({
  function: !hasFunction(wish) && belongsTo(fn?.tags, wish.spec.endpointName) ? fn : undefined,
  logGroup: !hasFunction(wish) && belongsTo(logGroup?.tags, wish.spec.endpointName) ? logGroup : undefined,
})

/** Our own role, where the wish has another or none. */
export const staleRole = (wish: Desired, { role }: Observed) =>
  wish.role.kind !== 'create' && belongsTo(role?.tags, wish.spec.endpointName) ? role : undefined

/** Tags that only an earlier wish needed: this one is in a zip, or has no domain name. */
export const staleTags = (wish: Desired, tags: Record<string, string>): string[] =>
  [...(hasFunction(wish) ? [integrationTag] : []), ...(wish.domain ? [] : [domainTag])].filter(
    (key) => tags[key] !== undefined,
  )

/** The tags that are written last, where they are not as wished. */
export function recordChanges(wish: Desired, tags: Record<string, string>): Record<string, string> {
  const record = { ...wish.record, [fingerprintTag]: fingerprintOf(wish) }
  return Object.fromEntries(Object.entries(record).filter(([key, value]) => tags[key] !== value))
}

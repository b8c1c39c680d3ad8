/**
 * What differs between desired and observed state, as meanings: only fields that are ours, never documents as text. `plan-deploy`
 * shows it, `apply` acts on it; both ask here, so that what is shown is what is done.
 */

import { inWords, type Statement, samePolicy, statementMeaning } from '../../aws/iam/policy'
import type { FunctionSettings, ObservedLogGroup, ObservedStage, ObservedVersion } from '../../aws/types'
import { belongsTo, domainTag, fingerprintTag, integrationTag, namesOf, restApiIdPlaceholder } from '../../spec/names'
import { apiFieldsOf } from '../openapi/fields'
import { fingerprintOf } from '../resources/rest-api/fingerprint'
import { type Desired, type DesiredWithFunction, hasFunction, type LogGroup } from '../state/desired'
import { fieldChanges } from '../state/field-changes'
import type { Observed } from '../state/observed'
import type { FieldChange } from '../state/plan'
import { roleAdditions, stageAdditions } from './additions'

/** The description of a deployment names the definition that it froze; AWS tells nothing else of a snapshot. */
export const deploymentDescriptionOf = (desired: Desired): string => `Portico ${desired.api.definitionHash}`

/** Of a deployment that was not yet found to hold what it should: another run may have overwritten the definition. */
export const unprovedDescription = 'Portico unproved'

/** Whether a deployment was made by a run of ours. */
export const isOurs = (description: string): boolean =>
  description.startsWith('Portico ') && description !== unprovedDescription

export function roleChanges(desired: Desired, { role }: Observed): FieldChange[] {
  if (desired.role.kind !== 'create' || !role) return []
  const changes: FieldChange[] = []
  if (!samePolicy(role.trust, desired.role.trust)) {
    changes.push({ field: 'AssumeRolePolicyDocument', from: inWords(role.trust), to: inWords(desired.role.trust) })
  }
  if (!samePolicy(role.policy, desired.role.policy)) {
    changes.push({
      field: `policy ${desired.role.policyName}`,
      from: role.policy && inWords(role.policy),
      to: inWords(desired.role.policy),
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

export const settingsChanges = (desired: DesiredWithFunction, version: ObservedVersion): FieldChange[] =>
  fieldChanges(settingFields(version.settings), settingFields(desired.function.settings))

export const codeChanged = (desired: DesiredWithFunction, version: ObservedVersion): boolean =>
  version.codeSha256 !== desired.function.codeSha256

/** Whether this version is what the spec says, code and settings. */
export const fits = (desired: DesiredWithFunction, version: ObservedVersion | undefined): boolean =>
  version !== undefined && versionChanges(desired, version).length === 0

/** Of what callers reach; where that is up to date, of `$LATEST`, which the next update would build on. */
export function functionChanges(desired: DesiredWithFunction, observed: Observed): FieldChange[] {
  const { live } = observed.alias ?? {}
  const latest = observed.function?.latest
  if (!live) return latest ? versionChanges(desired, latest) : []
  if (!latest || !fits(desired, live)) return versionChanges(desired, live)
  const newest = newestOf(desired)
  const second = observed.alias?.canary?.settled
  if (desired.canary && !fits(newest, second)) return versionChanges(newest, second ?? live)
  return versionChanges(newest, latest).map((change) => ({ ...change, field: `$LATEST ${change.field}` }))
}

/** The spec that `$LATEST` was last made to fit. */
export const newestOf = (desired: DesiredWithFunction): DesiredWithFunction =>
  desired.canary
    ? { ...desired, spec: desired.canary.spec, function: desired.canary.function, canary: undefined }
    : desired

/** How the calls are shared; a version that is not published yet has no number. */
export function sharingChanges(desired: DesiredWithFunction, observed: Observed): FieldChange[] {
  const { canary } = observed.alias ?? {}
  const inPlace = desired.canary && fits(newestOf(desired), canary?.settled)
  const words = (percent: number, version: string) => `${percent}% to version ${version}`
  return fieldChanges(
    { RoutingConfig: canary ? words(canary.percent, canary.version) : 'all to one version' },
    {
      RoutingConfig: desired.canary
        ? words(desired.canary.percent, inPlace && canary ? canary.version : 'to come')
        : 'all to one version',
    },
  )
}

function versionChanges(desired: DesiredWithFunction, version: ObservedVersion): FieldChange[] {
  const code = codeChanged(desired, version)
    ? [{ field: 'CodeSha256', from: version.codeSha256.slice(0, 12), to: desired.function.codeSha256.slice(0, 12) }]
    : []
  return [...code, ...settingsChanges(desired, version), ...grantChanges(desired, version)]
}

/** Another ARN is a change of its own, and gets a grant of its own. */
const grantChanges = (
  { role }: DesiredWithFunction,
  { settings, grantedTo, grantLost }: ObservedVersion,
): FieldChange[] =>
  role.kind !== 'none' && settings.roleArn === role.arn && grantLost !== undefined
    ? [{ field: 'KMS grant', from: grantedTo ?? 'a role that is gone', to: grantLost }]
    : []

/** Of somebody else's API only what is ours. */
export function definitionChanges(desired: Desired, fields: Record<string, string>): FieldChange[] {
  const desiredFields = apiFieldsOf(desired.api.definition)
  if (!desired.spec.adopted) return fieldChanges(fields, desiredFields)
  return fieldChanges(
    Object.fromEntries(Object.entries(fields).filter(([name]) => name in desiredFields)),
    desiredFields,
  )
}

export const stageOf = (desired: Desired, observed: Observed): ObservedStage | undefined =>
  observed.api?.stages.find((stage) => stage.name === desired.stage.name)

/** Whether the stage serves a snapshot of the desired definition. */
export const isDeployed = (desired: Desired, stage: ObservedStage | undefined): boolean =>
  stage?.deploymentDescription === deploymentDescriptionOf(desired)

/** The same, where the owner of an adopted API deployed after us: then their snapshot has what somebody did to our method. */
export const isServed = (desired: Desired, api: Observed['api'], stage: ObservedStage | undefined): boolean =>
  isDeployed(desired, stage) && !(stage?.deployedByOthers && api && definitionChanges(desired, api.fields).length > 0)

/** Whose throttle is ours: `iris/ANY` of somebody else's API, else every method of the stage. */
export const throttledMethod = ({ spec }: Desired): string | undefined =>
  spec.adopted && `${spec.resourcePath}/${spec.adopted.method}`

export const throttleChanges = (desired: Desired, stage: ObservedStage): FieldChange[] => {
  const method = throttledMethod(desired)
  const { rateLimit, burstLimit } = method === undefined ? stage : (stage.methods[method] ?? {})
  return fieldChanges(
    { throttlingRateLimit: text(rateLimit), throttlingBurstLimit: text(burstLimit) },
    { throttlingRateLimit: text(desired.stage.rateLimit), throttlingBurstLimit: text(desired.stage.burstLimit) },
  )
}

/** Throttle, whether the function is told that the gateway streams, and where each call leaves a line. */
export const stageChanges = (desired: Desired, stage: ObservedStage): FieldChange[] => [
  ...throttleChanges(desired, stage),
  ...transferChanges(desired, stage),
  ...cacheChanges(desired, stage),
  ...stageLogChanges(desired, stage),
  ...stageAdditions(desired, stage),
]

/** What the stage of somebody else's API writes is theirs, and so is a log that somebody else set up on ours. */
export const stageLogChanges = (desired: Desired, { accessLog }: ObservedStage): FieldChange[] => {
  const ours = namesOf(desired.spec.endpointName, desired.target).accessLogArn
  if (desired.spec.adopted || (!desired.accessLog && accessLog?.arn !== ours)) return []
  return fieldChanges(
    { 'accessLogSettings.destinationArn': accessLog?.arn ?? '', 'accessLogSettings.format': accessLog?.format ?? '' },
    {
      'accessLogSettings.destinationArn': desired.accessLog?.arn ?? '',
      'accessLogSettings.format': desired.accessLog?.format ?? '',
    },
  )
}

/** A stage costs by the hour for it, so one that the spec does not name is a difference too; somebody else's API keeps its own. */
export const cacheChanges = (desired: Desired, stage: ObservedStage): FieldChange[] =>
  desired.spec.adopted
    ? []
    : fieldChanges(
        { cacheClusterSize: stage.cache?.sizeGb ?? '', cacheTtlInSeconds: String(stage.cache?.ttlSeconds ?? '') },
        {
          cacheClusterSize: desired.stage.cache?.sizeGb ?? '',
          cacheTtlInSeconds: String(desired.stage.cache?.ttlSeconds ?? ''),
        },
      )

/** The stage variables of somebody else's API are theirs. */
const transferChanges = (desired: Desired, stage: ObservedStage): FieldChange[] =>
  desired.spec.adopted
    ? []
    : fieldChanges(
        { 'variables.transferMode': stage.transferMode ?? '' },
        { 'variables.transferMode': desired.stage.transferMode ?? '' },
      )

const text = (value: number | undefined): string => (value === undefined ? "the account's" : String(value))

/** Stages of the API that this wiring no longer has. */
export const staleStages = (desired: Desired, observed: Observed): ObservedStage[] =>
  (observed.api?.stages ?? []).filter(
    (stage) => stage.name !== desired.stage.name && belongsTo(stage.tags, desired.spec.endpointName),
  )

/** Whether API Gateway has a role to write logs with, as far as it was asked: a stage keeps its log though the role is gone. */
export const mayLog = ({ gatewayLogsRole }: Observed): boolean => gatewayLogsRole !== null

/** A log group of ours that nothing writes to any more. */
export const staleAccessLog = (desired: Desired, { accessLog }: Observed): boolean =>
  !desired.accessLog && accessLog !== undefined && belongsTo(accessLog.tags, desired.spec.endpointName)

export const sourceArnFor = (desired: DesiredWithFunction, restApiId: string): string =>
  desired.permissionSource.replace(restApiIdPlaceholder, restApiId)

/** The permission as Lambda keeps it. */
const desiredStatement = (desired: DesiredWithFunction, restApiId: string): Statement => ({
  Effect: 'Allow',
  Principal: { Service: 'apigateway.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: desired.aliasArn,
  Condition: { ArnLike: { 'AWS:SourceArn': sourceArnFor(desired, restApiId) } },
})

export function isPermitted(
  desired: DesiredWithFunction,
  permissions: Statement[],
  restApiId: string | undefined,
): boolean {
  if (!restApiId) return false
  const meaning = statementMeaning(desiredStatement(desired, restApiId))
  return permissions.some((statement) => statementMeaning(statement) === meaning)
}

/** Null where no function is called; undefined before there is an API that may call it. */
export const desiredMeaning = (desired: Desired, restApiId: string | undefined): string | undefined | null =>
  hasFunction(desired) ? restApiId && statementMeaning(desiredStatement(desired, restApiId)) : null

/** What an earlier spec's function left where none is needed any more: goes after the switch. */
export const staleFunction = (desired: Desired, { function: fn, logGroup }: Observed) => ({
  function: !hasFunction(desired) && belongsTo(fn?.tags, desired.spec.endpointName) ? fn : undefined,
  logGroup: !hasFunction(desired) && belongsTo(logGroup?.tags, desired.spec.endpointName) ? logGroup : undefined,
})

/** Our own role, where the spec has another or none. */
export const staleRole = (desired: Desired, { role }: Observed) =>
  desired.role.kind !== 'create' && belongsTo(role?.tags, desired.spec.endpointName) ? role : undefined

/** Tags that only an earlier spec needed: this one is in a zip, or has no domain name. */
export const staleTags = (desired: Desired, tags: Record<string, string>): string[] =>
  [...(hasFunction(desired) ? [integrationTag] : []), ...(desired.domain ? [] : [domainTag])].filter(
    (key) => tags[key] !== undefined,
  )

/** The tags that are written last, where they are not as the spec says. */
export function recordChanges(desired: Desired, tags: Record<string, string>): Record<string, string> {
  const record = { ...desired.record, [fingerprintTag]: fingerprintOf(desired) }
  return Object.fromEntries(Object.entries(record).filter(([key, value]) => tags[key] !== value))
}

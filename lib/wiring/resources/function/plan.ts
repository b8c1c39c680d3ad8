/** The function: its code, its settings, and the version that fits the spec. */

import { partitionOf } from '../../../aws/partition'
import type { FunctionSettings, ObservedFunction, ObservedVersion } from '../../../aws/types'
import { isEnforced } from '../../../model/requests/request-shape'
import { plural } from '../../../plural'
import {
  aliasName,
  belongsTo,
  fingerprintTag,
  restApiIdPlaceholder,
  sourceArnOf,
  sourcePath,
  type WiringNames,
  wiringDescription,
} from '../../../spec/names'
import { isStreaming, type Route, servingEndpoint } from '../../../spec/route'
import { mcpVariables } from '../../../spec/route-parts/mcp'
import { openAiVariables } from '../../../spec/route-parts/openai'
import { targetEnvironment } from '../../../spec/route-parts/target'
import type { WiringTarget } from '../../../spec/spec'
import { originsOf } from '../../openapi/cors'
import { type DesiredInput, type DesiredRoute, hasFunction, type RouteWithFunction } from '../../state/desired'
import { added, fieldChanges } from '../../state/field-changes'
import { change, enforcedForCallers, item, kept, noted, removed, unchecked } from '../../state/item'
import type { Observed } from '../../state/observed'
import type { FieldChange, PlanItem } from '../../state/plan'
import type { ResourcePlan } from '../resource'
import { ownRoleUnchecked } from '../role/plan'

/** What a route has only where a function answers. */
export function functionPart(
  route: Route,
  { spec, target, zip, consoleOrigin }: DesiredInput,
  names: WiringNames,
  role: DesiredRoute['role'],
): Pick<DesiredRoute, 'logGroup' | 'function' | 'aliasArn' | 'permissionSource'> {
  return {
    logGroup: { name: names.logGroupName, arn: names.logGroupArn, retentionDays: spec.logRetentionDays },
    function: {
      name: names.functionName,
      arn: names.functionArn,
      description: wiringDescription(route.endpointName),
      settings: {
        roleArn: role.kind === 'none' ? '' : role.arn,
        runtime: 'nodejs24.x',
        handler: 'index.handler',
        memoryMb: route.memoryMb,
        timeoutSeconds: route.timeoutSeconds,
        architecture: 'x86_64',
        environment: {
          ENDPOINT_NAME: servingEndpoint(route),
          ALLOWED_ORIGINS: originsOf(spec.corsOrigins, consoleOrigin).join(','),
          QUERY_PARAMETER: route.queryParameter,
          ...shapeVariables(route),
          ...domainVariable(target),
          ...(isStreaming(route, spec) ? { RESPONSE_MODE: 'stream' } : {}),
          ...targetEnvironment(route.target),
          ...openAiVariables(spec.openAi),
          ...mcpVariables(spec.mcp, route.resourcePath),
        },
      },
      codeSha256: zip.sha256,
      zip: zip.bytes,
    },
    aliasArn: names.aliasArn,
    permissionSource: sourceArnOf(target, restApiIdPlaceholder, sourcePath(route, spec)),
  }
}

/** Only what differs from the defaults, so that a spec of before has the settings of before. */
function shapeVariables({ request, response, contract }: Route): Record<string, string> {
  return {
    ...(request.methods === 'any' ? {} : { REQUEST_METHODS: request.methods.toUpperCase() }),
    ...(request.form === 'rows' ? {} : { REQUEST_FORM: request.form }),
    ...(isEnforced({ request, contract }) ? { ENFORCE_COLUMNS: 'true' } : {}),
    ...(response.form === 'model' ? {} : { RESPONSE_FORM: response.form }),
    ...(response.accept === undefined ? {} : { MODEL_ACCEPT: response.accept }),
  }
}

/** The end of AWS's host names, which the function cannot know by itself; in most partitions it is the same. */
function domainVariable({ region }: WiringTarget): Record<string, string> {
  const { domain } = partitionOf(region)
  return domain === 'amazonaws.com' ? {} : { DOMAIN_SUFFIX: domain }
}

/** Settings by AWS's own words, to be compared. */
export const settingFields = ({ environment, additions, ...settings }: FunctionSettings): Record<string, string> => ({
  Role: settings.roleArn,
  Runtime: settings.runtime,
  Handler: settings.handler,
  MemorySize: String(settings.memoryMb),
  Timeout: String(settings.timeoutSeconds),
  Architectures: settings.architecture,
  ...Object.fromEntries(Object.entries(environment).map(([name, value]) => [`Environment.${name}`, value])),
  ...additions,
})

export const settingsChanges = (desired: RouteWithFunction, version: ObservedVersion): FieldChange[] =>
  fieldChanges(settingFields(version.settings), settingFields(desired.function.settings))

export const codeChanged = (desired: RouteWithFunction, version: ObservedVersion): boolean =>
  version.codeSha256 !== desired.function.codeSha256

/** Says whether this version is what the spec says, code and settings. */
export const fits = (desired: RouteWithFunction, version: ObservedVersion | undefined): boolean =>
  version !== undefined && versionChanges(desired, version).length === 0

/** Compares the version that callers reach; if that is up to date, `$LATEST`, on which the next update would build. */
function functionChanges(desired: RouteWithFunction, observed: Observed): FieldChange[] {
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
export const newestOf = <Newest extends RouteWithFunction>(desired: Newest): Newest =>
  desired.canary
    ? { ...desired, route: desired.canary.route, function: desired.canary.function, canary: undefined }
    : desired

function versionChanges(desired: RouteWithFunction, version: ObservedVersion): FieldChange[] {
  const code = codeChanged(desired, version)
    ? [{ field: 'CodeSha256', from: version.codeSha256.slice(0, 12), to: desired.function.codeSha256.slice(0, 12) }]
    : []
  return [...code, ...settingsChanges(desired, version), ...grantChanges(desired, version)]
}

/** Another ARN is a change of its own, and gets a grant of its own. */
const grantChanges = (
  { role }: RouteWithFunction,
  { settings, grantedTo, grantLost }: ObservedVersion,
): FieldChange[] =>
  role.kind !== 'none' && settings.roleArn === role.arn && grantLost !== undefined
    ? [{ field: 'KMS grant', from: grantedTo ?? 'a role that is gone', to: grantLost }]
    : []

/** Says what becomes of the version that only a role of before can run. */
function grantNote({ alias }: Observed, fields: FieldChange[]): string[] {
  if (!alias?.live?.grantLost || !fields.some(({ field }) => field === 'KMS grant')) return []
  return [
    `a new version gets a grant to the role as it is now; version ${alias.version} cannot decrypt its variables any more, and callers never reach it again`,
  ]
}

/** The function that no spec needs any more. It goes after the switch. */
export const staleFunction = (desired: DesiredRoute, { function: fn }: Observed): ObservedFunction | undefined =>
  !hasFunction(desired) && belongsTo(fn?.tags, desired.route.endpointName) ? fn : undefined

/** What could not be read of a function that is there. */
export const functionUnchecked = (
  { function: fn, functionUrls, versionPermissions, aliasPermissions }: Observed,
  arn: string,
): string[] =>
  fn
    ? [
        ...(functionUrls ? [] : [unchecked('lambda:ListFunctionUrlConfigs', arn, 'function URLs')]),
        ...(versionPermissions ? [] : [unchecked('lambda:ListVersionsByFunction', arn, 'permissions on versions')]),
        ...(versionPermissions?.denied ?? [])
          .slice(0, 1)
          .map((version) => unchecked('lambda:GetPolicy', `${arn}:${version}`, 'permissions on versions')),
        ...(aliasPermissions ? [] : [unchecked('lambda:ListAliases', arn, 'permissions on other aliases')]),
        ...(aliasPermissions?.denied ?? [])
          .slice(0, 1)
          .map((alias) => unchecked('lambda:GetPolicy', `${arn}:${alias}`, 'permissions on other aliases')),
        // No deploy takes aliases away, so these stay unread.
        ...notRead(aliasPermissions?.unread, 'more alias', 'more aliases'),
      ]
    : []

/** What is shown of a function beside that: the versions and aliases that a look leaves out. */
export const functionNotes = ({ versionPermissions }: Observed): string[] =>
  notRead(versionPermissions?.unread, 'older version', 'older versions')

const notRead = (count: number | undefined, one: string, many: string): string[] =>
  count ? [`permissions on ${plural(count, one, many)} are not checked`] : []

/** A limit on the function is a limit on callers, whatever the stage allows. */
const functionAdditions = (fn: ObservedFunction | undefined): FieldChange[] =>
  fn?.reservedConcurrency === undefined ? [] : [added('ReservedConcurrentExecutions', String(fn.reservedConcurrency))]

/** Says whether callers of a URL that was deployed before meet the check of columns for the first time. */
const startsEnforcing = ({ function: { settings } }: RouteWithFunction, { api, alias }: Observed): boolean =>
  settings.environment.ENFORCE_COLUMNS !== undefined &&
  api?.tags[fingerprintTag] !== undefined &&
  alias?.live?.settings.environment.ENFORCE_COLUMNS === undefined

function functionItem(desired: RouteWithFunction, observed: Observed): PlanItem {
  const { name, arn, settings } = desired.function
  const fields = [...functionChanges(desired, observed), ...functionAdditions(observed.function)]
  const unread = [...functionUnchecked(observed, arn), ...ownRoleUnchecked(desired, observed)]
  const notes = [...(observed.function ? functionNotes(observed) : []), ...grantNote(observed, fields)]
  return item({
    type: 'lambda-function',
    name,
    change: change(observed.function !== undefined, fields),
    why: startsEnforcing(desired, observed) ? enforcedForCallers : undefined,
    fact: `${settings.runtime}, ${settings.memoryMb} MB, ${settings.timeoutSeconds} s${noted([...unread, ...notes])}`,
    ...(unread.length > 0 ? { unchecked: unread } : {}),
    fields,
    documents: [{ name: 'Environment', text: JSON.stringify(settings.environment, null, 2) }],
  })
}

export const functionPlan: ResourcePlan = {
  items: (desired, observed) => (hasFunction(desired) ? [functionItem(desired, observed)] : []),
  taggables: (desired, observed) =>
    desired.function && observed.function
      ? [{ ...observed.function, type: 'lambda-function', arn: desired.function.arn }]
      : [],
  leftovers(desired, observed) {
    const fn = staleFunction(desired, observed)
    const fact = 'no function stands in between any more'
    return fn ? [item({ type: 'lambda-function', name: fn.name, change: 'delete', fact })] : []
  },
  removal: (endpointName, { function: fn }) =>
    fn
      ? [
          belongsTo(fn.tags, endpointName)
            ? removed('lambda-function', fn.name, `with its versions and the alias ${aliasName}`)
            : kept('lambda-function', fn.name, 'without our tag'),
        ]
      : [],
  named: (desired, observed) =>
    desired.function ? [[`Lambda function ${desired.function.name}`, observed.function?.tags]] : [],
  steps: ({ route: { integration } }, canaryPercent) => [
    ...(integration ? [] : [{ id: 'function', title: 'Function' }]),
    ...(canaryPercent === undefined ? [] : [{ id: 'canary', title: 'Canary version' }]),
  ],
  removalStep: { id: 'function', title: 'Function' },
  ofOneRun: (observed, made) => ({ function: made(observed.function) }),
}

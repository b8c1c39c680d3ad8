/** The difference between desired and observed state as a page shows it: resource by resource, field by field, before anything is written. */

import { prettyPolicy } from '../../aws/iam/policy'
import type { ObservedLogGroup } from '../../aws/types'
import { plural } from '../../plural'
import { domainUrl } from '../../spec/domain'
import { aliasName, belongsTo, gatewayLogsRoleName, isManaged, restApiIdPlaceholder } from '../../spec/names'
import { isStreaming } from '../../spec/spec'
import { targetInWords } from '../../spec/target'
import type { ApiDefinition } from '../openapi/definition'
import { integrationTimeoutMs } from '../openapi/document'
import { operationsOf } from '../openapi/request'
import {
  certificateChanges,
  isShared,
  mappedPath,
  observedDomainOf,
  ownPaths,
  pathChanges,
  staleDomains,
  stalePaths,
} from '../resources/domain/plan'
import { type Desired, type DesiredWithFunction, hasFunction, type LogGroup } from '../state/desired'
import type { Observed } from '../state/observed'
import type { ChangeKind, FieldChange, Plan, PlanItem } from '../state/plan'
import { isSameSpec } from '../state/recorded-specs'
import {
  functionAdditions,
  functionNotes,
  functionUnchecked,
  ownRoleUnchecked,
  roleNotes,
  roleUnchecked,
  stageNotes,
} from './additions'
import {
  definitionChanges,
  fits,
  functionChanges,
  isDeployed,
  isPermitted,
  isServed,
  mayLog,
  recordChanges,
  retentionChanges,
  roleChanges,
  sharingChanges,
  sourceArnFor,
  stageChanges,
  stageOf,
  staleAccessLog,
  staleFunction,
  staleRole,
  staleStages,
  staleTags,
} from './diff'
import { keyItems, staleKeyItems, whyForCallers } from './plan-keys'
import { foreignKeyItems, strayItems } from './strays'

type Found = [string, Record<string, string> | undefined]
type Blocker = Plan['blockers'][number]

const change = (exists: boolean, fields: FieldChange[]): ChangeKind =>
  exists ? (fields.length > 0 ? 'update' : 'none') : 'create'

const whyOf: Record<ChangeKind, string> = {
  create: 'It is not there yet',
  update: 'It differs from the spec',
  replace: 'It cannot be changed in place',
  delete: 'Nothing uses it any more',
  none: 'Up to date',
}

const item = (fields: Omit<PlanItem, 'why' | 'fields'> & { why?: string; fields?: FieldChange[] }): PlanItem => ({
  ...fields,
  why: fields.why ?? whyOf[fields.change],
  fields: fields.fields ?? [],
})

const noted = (notes: string[]): string => notes.map((note) => `, ${note}`).join('')

/** @param invokeUrl with the placeholder where the API is not there yet */
export function planOf(desired: Desired, observed: Observed, invokeUrl: string, blockers: Blocker[] = []): Plan {
  const items = [...behind(desired, observed), ...gateway(desired, observed), ...leftovers(desired, observed)]
  const settled = recordItem(desired, observed, items)
  return {
    items: settled,
    blockers: [...foreign(desired, observed), ...blockers],
    invokeUrl,
    changeCount: settled.filter((one) => one.change !== 'none').length,
  }
}

/** What stands behind the gateway. */
function behind(desired: Desired, observed: Observed): PlanItem[] {
  const role = desired.role.kind === 'none' ? [] : [roleItem(desired, observed, desired.role)]
  return hasFunction(desired) ? [...role, ...functionItems(desired, observed)] : role
}

function functionItems(desired: DesiredWithFunction, observed: Observed): PlanItem[] {
  const { settings } = desired.function
  const functionFields = [...functionChanges(desired, observed), ...functionAdditions(observed.function)]
  const moves = observed.alias && !fits(desired, observed.alias.live)
  const unread = [...functionUnchecked(observed, desired.function.arn), ...ownRoleUnchecked(desired, observed)]
  const sharing = observed.alias || desired.canary ? sharingChanges(desired, observed) : []
  return [
    groupItem('log-group', desired.logGroup, observed.logGroup),
    item({
      type: 'lambda-function',
      name: desired.function.name,
      change: change(Boolean(observed.function), functionFields),
      fact: `${settings.runtime}, ${settings.memoryMb} MB, ${settings.timeoutSeconds} s${noted([...unread, ...(observed.function ? functionNotes(observed) : [])])}`,
      ...(unread.length > 0 ? { unchecked: unread } : {}),
      fields: functionFields,
      documents: [{ name: 'Environment', text: JSON.stringify(settings.environment, null, 2) }],
    }),
    item({
      type: 'lambda-alias',
      name: aliasName,
      change: observed.alias ? (moves || sharing.length > 0 ? 'update' : 'none') : 'create',
      fact: observed.alias ? `version ${observed.alias.version}` : 'the published version',
      why: moves
        ? 'Moves to the new version, once all else is ready'
        : desired.canary && sharing.length > 0
          ? 'A share of the calls goes to the new version, once it is proved'
          : undefined,
      fields: sharing,
    }),
  ]
}

function roleItem(desired: Desired, observed: Observed, role: Exclude<Desired['role'], { kind: 'none' }>): PlanItem {
  if (role.kind === 'existing') {
    return item({
      type: 'iam-role',
      name: role.arn.split('/').at(-1) ?? role.arn,
      change: 'none',
      fact: 'your own role',
      why: 'Checked, never changed, never removed',
    })
  }
  const fields = roleChanges(desired, observed)
  const notes = observed.role ? roleNotes(observed.role) : []
  const unread = observed.role ? roleUnchecked(observed.role) : []
  return item({
    type: 'iam-role',
    name: role.name,
    change: change(Boolean(observed.role), fields),
    fact: `${plural(role.policy.Statement.length, 'statement')}${isStreaming(desired.spec) ? ', the answer as a stream too' : ''}${desired.spec.target ? `, ${targetInWords(desired.spec.target)}` : ''}${noted([...notes, ...unread])}`,
    ...(unread.length > 0 ? { unchecked: unread } : {}),
    fields,
    documents: [
      { name: 'Permissions', text: prettyPolicy(role.policy) },
      { name: 'Trust', text: prettyPolicy(role.trust) },
    ],
  })
}

function gateway(desired: Desired, observed: Observed): PlanItem[] {
  const { api } = observed
  const { definition } = desired.api
  const fields = api ? definitionChanges(desired, api.fields) : []
  const stage = stageOf(desired, observed)
  const deployed = isServed(desired, observed.api, stage)
  const adoptable = desired.spec.adopted !== undefined && !isManaged(api?.tags)
  const stageFields = stage ? stageChanges(desired, stage) : []
  return [
    item({
      type: 'rest-api',
      name: api?.id ?? definition.name,
      change: api ? (adoptable ? 'update' : 'none') : 'create',
      fact: desired.spec.adopted
        ? 'not made by Portico'
        : api
          ? 'tagged for this endpoint'
          : 'Regional, tagged from birth',
      why: adoptable ? 'Taken under management: tagged, nothing of it overwritten' : undefined,
    }),
    item({
      type: 'api-definition',
      name: `${definition.adopted?.method ?? verbsOf(definition)} ${definition.path}`,
      change: api ? (definedBefore(desired, observed) ? change(true, fields) : 'create') : 'create',
      fact: definition.adopted
        ? `?${definition.queryParameter}=, the integration of this method only`
        : definitionFact(definition),
      why: api ? whyForCallers(fields) : undefined,
      fields,
      documents: [
        { name: definition.adopted ? 'Fields' : 'OpenAPI', text: JSON.stringify(desired.api.openApi, null, 2) },
        ...(definition.policy ? [{ name: 'Resource policy', text: prettyPolicy(definition.policy) }] : []),
      ],
    }),
    item({
      type: 'deployment',
      name: stage?.deploymentId ?? 'new snapshot',
      change: deployed ? 'none' : stage ? 'replace' : 'create',
      fact: 'what the stage serves',
      why:
        deployed || !stage
          ? undefined
          : definition.adopted
            ? 'A deployment publishes the whole API as it is now, other routes included'
            : 'The stage serves another definition; a deployment is a snapshot',
    }),
    ...accessLogItems(desired, observed),
    item({
      type: 'stage',
      name: desired.stage.name,
      change: change(Boolean(stage), stageFields),
      fact: `${desired.stage.rateLimit} req/s, burst ${desired.stage.burstLimit}${desired.stage.cache ? `, ${desired.stage.cache.sizeGb} GB cache by the hour` : ''}${stage ? noted(stageNotes(stage)) : ''}`,
      why: stage || !isOpenAtOnce(desired, observed) ? undefined : `${whyOf.create}. ${openForAMoment}`,
      fields: stageFields,
    }),
    ...keyItems(desired, observed),
    ...domainItems(desired, observed),
    ...(hasFunction(desired) ? [permissionItem(desired, observed)] : []),
  ]
}

/** Whether callers are let in by a new stage before it has its limits: no permission comes after it. */
const isOpenAtOnce = (desired: Desired, { api, permissions, role }: Observed): boolean =>
  (api?.stages.length ?? 0) > 0 ||
  (hasFunction(desired)
    ? isPermitted(desired, permissions, api?.id)
    : desired.role.kind !== 'create' || role?.policy !== undefined)

/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateDeployment.html takes no throttle. */
const openForAMoment =
  'API Gateway makes a stage before it takes its limits, so for a moment only those of the account hold'

function groupItem(
  type: 'log-group' | 'access-log',
  group: LogGroup,
  there: ObservedLogGroup | undefined,
  documents?: PlanItem['documents'],
): PlanItem {
  const fields = retentionChanges(group, there)
  const lines = type === 'access-log' ? 'a line for each call, ' : ''
  return item({
    type,
    name: group.name,
    change: change(there !== undefined, fields),
    fact: `${lines}${plural(group.retentionDays, 'day')}`,
    fields,
    documents,
  })
}

function accessLogItems({ accessLog }: Desired, observed: Observed): PlanItem[] {
  if (!accessLog) return []
  const format = { name: 'Format', text: JSON.stringify(JSON.parse(accessLog.format), null, 2) }
  return [
    ...(mayLog(observed)
      ? []
      : [
          item({
            type: 'gateway-account',
            name: gatewayLogsRoleName,
            change: 'create',
            fact: 'for every API of this account and region',
            why: 'API Gateway may write no logs in this account yet. The role stays when this URL is removed: other APIs may use it by then',
          }),
        ]),
    groupItem('access-log', accessLog, observed.accessLog, [format]),
  ]
}

function permissionItem(desired: DesiredWithFunction, observed: Observed): PlanItem {
  const { api } = observed
  return item({
    type: 'invoke-permission',
    name:
      sourceArnFor(desired, api?.id ?? restApiIdPlaceholder)
        .split(':')
        .at(-1) ?? '',
    change: isPermitted(desired, observed.permissions, api?.id) ? 'none' : 'create',
    fact: 'this API and path only',
    documents: [
      {
        name: 'Statement',
        text: JSON.stringify(
          {
            Principal: 'apigateway.amazonaws.com',
            Action: 'lambda:InvokeFunction',
            Resource: desired.aliasArn,
            SourceArn: sourceArnFor(desired, api?.id ?? restApiIdPlaceholder),
          },
          null,
          2,
        ),
      },
    ],
  })
}

function domainItems(desired: Desired, observed: Observed): PlanItem[] {
  const { domain } = desired
  if (!domain) return []
  const there = observedDomainOf(desired, observed)
  const certificate = certificateChanges(desired, there)
  const path = pathChanges(desired, there, observed.api?.id ?? restApiIdPlaceholder)
  return [
    item({
      type: 'domain-name',
      name: domain.name,
      change: change(there !== undefined, certificate),
      fact: there ? `its DNS record points at ${there.target}` : 'Regional, TLS 1.2; its DNS record is yours to make',
      fields: certificate,
    }),
    item({
      type: 'base-path',
      name: `/${domain.basePath}`,
      change: change(mappedPath(desired, there) !== undefined, path),
      fact: domainUrl(domain, desired.spec.resourcePath),
      fields: path,
    }),
  ]
}

const verbsOf = ({ request }: ApiDefinition): string =>
  operationsOf(request)
    .map(({ verb }) => verb)
    .join(' and ')

function definitionFact(definition: ApiDefinition): string {
  const { queryParameter, request, streaming, timeoutMs, backend } = definition
  const { required, names, validateBody } = request
  return [
    `?${queryParameter}=${required ? ' required' : ''}`,
    ...(names.length > 0 ? [`${names.length} named features`] : []),
    ...(validateBody ? ['JSON bodies validated'] : []),
    ...(backend
      ? [backend.kind === 'direct' ? 'asks SageMaker itself' : `hands on to ${definition.integrationUri}`]
      : []),
    'CORS on OPTIONS, 4XX and 5XX',
    ...(streaming ? ['answers streamed'] : []),
    // Where it is not what every gateway waits.
    ...(streaming || timeoutMs === integrationTimeoutMs ? [] : [`waits ${timeoutMs / 1000} s`]),
  ].join(', ')
}

const definedBefore = (desired: Desired, observed: Observed): boolean =>
  Object.keys(observed.api?.resourceIds ?? {}).length > 1 || isDeployed(desired, stageOf(desired, observed))

/** What an earlier spec left: taken away only after the switch. */
function leftovers(desired: Desired, observed: Observed): PlanItem[] {
  const items = [
    ...staleStages(desired, observed).map((stage) =>
      item({ type: 'stage', name: stage.name, change: 'delete', fact: 'its URL stops' }),
    ),
    ...strayItems(desired, observed),
    ...foreignKeyItems(desired, observed),
    ...staleKeyItems(desired, observed),
    ...staleDomains(desired, observed).flatMap((domain) =>
      isShared(domain)
        ? ownPaths(domain).map((path) =>
            item({
              type: 'base-path',
              name: `/${path}`,
              change: 'delete',
              fact: `of ${domain.name}, which leads to other APIs too and stays`,
            }),
          )
        : [
            item({
              type: 'domain-name',
              name: domain.name,
              change: 'delete',
              fact: 'nobody reaches the URL by it any more',
            }),
          ],
    ),
    ...stalePaths(desired, observedDomainOf(desired, observed)).map((path) =>
      item({ type: 'base-path', name: `/${path}`, change: 'delete', fact: 'another path of the name' }),
    ),
    ...(staleAccessLog(desired, observed)
      ? [
          item({
            type: 'access-log',
            name: observed.accessLog?.name ?? '',
            change: 'delete',
            fact: 'with all its lines',
          }),
        ]
      : []),
  ]
  const { function: fn, logGroup } = staleFunction(desired, observed)
  const unneeded = 'no function stands in between any more'
  if (fn) items.push(item({ type: 'lambda-function', name: fn.name, change: 'delete', fact: unneeded }))
  if (logGroup)
    items.push(item({ type: 'log-group', name: logGroup.name, change: 'delete', fact: 'with all its lines' }))
  const role = staleRole(desired, observed)
  if (role) {
    const fact = desired.role.kind === 'existing' ? 'replaced by your own role' : 'an address is asked without one'
    items.push(item({ type: 'iam-role', name: role.name, change: 'delete', fact }))
  }
  return items
}

/** The record on the API changes with everything else, so it is news only where nothing else is. */
function recordItem(desired: Desired, { api }: Observed, items: PlanItem[]): PlanItem[] {
  if (!api || items.some((one) => one.change !== 'none')) return items
  const changes = recordChanges(desired, api.tags)
  const [newest] = api.recordedSpecs ?? []
  // A function's spec is in its code, and compared there.
  const unrecorded = !hasFunction(desired) && !(newest && isSameSpec(newest.spec, desired.spec))
  if (unrecorded) changes.documentation = 'the spec as it is now'
  const fields: FieldChange[] = [
    ...Object.entries(changes).map(([key, to]) => ({
      field: key === 'documentation' ? key : `tag ${key}`,
      from: api.tags[key],
      to,
    })),
    ...staleTags(desired, api.tags).map((key) => ({ field: `tag ${key}`, from: api.tags[key] })),
  ]
  if (fields.length === 0) return items
  return items.map((one) =>
    one.type === 'rest-api'
      ? { ...one, change: 'update' as const, why: 'The record of the last deploy is missing', fields }
      : one,
  )
}

/** Our name without our tag: never changed, never removed. */
export function foreign(desired: Desired, observed: Observed): Blocker[] {
  const { endpointName } = desired.spec
  const found: Found[] = [
    ...(hasFunction(desired)
      ? [
          [`Lambda function ${desired.function.name}`, observed.function?.tags] as Found,
          [`Log group ${desired.logGroup.name}`, observed.logGroup?.tags] as Found,
        ]
      : []),
    ...(desired.accessLog ? [[`Log group ${desired.accessLog.name}`, observed.accessLog?.tags] as Found] : []),
  ]
  if (desired.role.kind === 'create') found.unshift([`IAM role ${desired.role.name}`, observed.role?.tags])
  return found
    .filter(([, tags]) => tags && !belongsTo(tags, endpointName))
    .map(([resource, tags]) => ({
      resource,
      message: `${resource} exists and does not bear Portico's tags for this endpoint${ownerOf(tags ?? {})}.`,
      remedy:
        'Portico changes nothing that is not its own. Ask whose it is; remove or rename it, then read the plan again.',
    }))
}

function ownerOf(tags: Record<string, string>): string {
  const owner = tags.owner ?? tags.Owner ?? tags['aws:cloudformation:stack-name'] ?? tags['portico:endpoint']
  return owner ? ` (tagged ${owner})` : ''
}

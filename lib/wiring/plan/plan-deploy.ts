/** The difference of wish and world as a page shows it: resource by resource, field by field, before anything is written. */

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
  functionAdditions,
  functionNotes,
  functionUnchecked,
  ownRoleUnchecked,
  roleNotes,
  roleUnchecked,
  stageNotes,
} from './additions'
import { type Desired, type FunctionWish, hasFunction, type LogGroup } from './desired'
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
import {
  certificateChanges,
  isShared,
  mappedPath,
  observedDomainOf,
  ownPaths,
  pathChanges,
  staleDomains,
  stalePaths,
} from './domain-changes'
import type { Observed } from './observed'
import type { ChangeKind, FieldChange, Plan, PlanItem } from './plan'
import { keyItems, staleKeyItems, whyForCallers } from './plan-keys'
import { foreignKeyItems, strayItems } from './strays'
import { isSameWish } from './wishes'

type Found = [string, Record<string, string> | undefined]
type Blocker = Plan['blockers'][number]

const change = (exists: boolean, fields: FieldChange[]): ChangeKind =>
  exists ? (fields.length > 0 ? 'update' : 'none') : 'create'

const whyOf: Record<ChangeKind, string> = {
  create: 'It is not there yet',
  update: 'It is not as wished',
  replace: 'It cannot be changed in place',
  delete: 'Nothing uses it any more',
  none: 'As wished already',
}

const item = (fields: Omit<PlanItem, 'why' | 'fields'> & { why?: string; fields?: FieldChange[] }): PlanItem => ({
  ...fields,
  why: fields.why ?? whyOf[fields.change],
  fields: fields.fields ?? [],
})

const noted = (notes: string[]): string => notes.map((note) => `, ${note}`).join('')

/** @param invokeUrl with the placeholder where the API is not there yet */
export function planOf(wish: Desired, observed: Observed, invokeUrl: string, blockers: Blocker[] = []): Plan {
  const items = [...behind(wish, observed), ...gateway(wish, observed), ...leftovers(wish, observed)]
  const settled = recordItem(wish, observed, items)
  return {
    items: settled,
    blockers: [...foreign(wish, observed), ...blockers],
    invokeUrl,
    changeCount: settled.filter((one) => one.change !== 'none').length,
  }
}

/** What stands behind the gateway. */
function behind(wish: Desired, observed: Observed): PlanItem[] {
  const role = wish.role.kind === 'none' ? [] : [roleItem(wish, observed, wish.role)]
  return hasFunction(wish) ? [...role, ...functionItems(wish, observed)] : role
}

function functionItems(wish: FunctionWish, observed: Observed): PlanItem[] {
  const { settings } = wish.function
  const functionFields = [...functionChanges(wish, observed), ...functionAdditions(observed.function)]
  const moves = observed.alias && !fits(wish, observed.alias.live)
  const unread = [...functionUnchecked(observed, wish.function.arn), ...ownRoleUnchecked(wish, observed)]
  const sharing = observed.alias || wish.canary ? sharingChanges(wish, observed) : []
  return [
    groupItem('log-group', wish.logGroup, observed.logGroup),
    item({
      type: 'lambda-function',
      name: wish.function.name,
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
        : wish.canary && sharing.length > 0
          ? 'A share of the calls goes to the new version, once it is proved'
          : undefined,
      fields: sharing,
    }),
  ]
}

function roleItem(wish: Desired, observed: Observed, role: Exclude<Desired['role'], { kind: 'none' }>): PlanItem {
  if (role.kind === 'existing') {
    return item({
      type: 'iam-role',
      name: role.arn.split('/').at(-1) ?? role.arn,
      change: 'none',
      fact: 'your own role',
      why: 'Checked, never changed, never removed',
    })
  }
  const fields = roleChanges(wish, observed)
  const notes = observed.role ? roleNotes(observed.role) : []
  const unread = observed.role ? roleUnchecked(observed.role) : []
  return item({
    type: 'iam-role',
    name: role.name,
    change: change(Boolean(observed.role), fields),
    fact: `${plural(role.policy.Statement.length, 'statement')}${isStreaming(wish.spec) ? ', the answer as a stream too' : ''}${wish.spec.target ? `, ${targetInWords(wish.spec.target)}` : ''}${noted([...notes, ...unread])}`,
    ...(unread.length > 0 ? { unchecked: unread } : {}),
    fields,
    documents: [
      { name: 'Permissions', text: prettyPolicy(role.policy) },
      { name: 'Trust', text: prettyPolicy(role.trust) },
    ],
  })
}

function gateway(wish: Desired, observed: Observed): PlanItem[] {
  const { api } = observed
  const { definition } = wish.api
  const fields = api ? definitionChanges(wish, api.fields) : []
  const stage = stageOf(wish, observed)
  const deployed = isServed(wish, observed.api, stage)
  const adoptable = wish.spec.adopted !== undefined && !isManaged(api?.tags)
  const stageFields = stage ? stageChanges(wish, stage) : []
  return [
    item({
      type: 'rest-api',
      name: api?.id ?? definition.name,
      change: api ? (adoptable ? 'update' : 'none') : 'create',
      fact: wish.spec.adopted
        ? 'not made by Portico'
        : api
          ? 'tagged for this endpoint'
          : 'Regional, tagged from birth',
      why: adoptable ? 'Taken under management: tagged, nothing of it overwritten' : undefined,
    }),
    item({
      type: 'api-definition',
      name: `${definition.adopted?.method ?? verbsOf(definition)} ${definition.path}`,
      change: api ? (definedBefore(wish, observed) ? change(true, fields) : 'create') : 'create',
      fact: definition.adopted
        ? `?${definition.queryParameter}=, the integration of this method only`
        : definitionFact(definition),
      why: api ? whyForCallers(fields) : undefined,
      fields,
      documents: [
        { name: definition.adopted ? 'Fields' : 'OpenAPI', text: JSON.stringify(wish.api.openApi, null, 2) },
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
    ...accessLogItems(wish, observed),
    item({
      type: 'stage',
      name: wish.stage.name,
      change: change(Boolean(stage), stageFields),
      fact: `${wish.stage.rateLimit} req/s, burst ${wish.stage.burstLimit}${wish.stage.cache ? `, ${wish.stage.cache.sizeGb} GB cache by the hour` : ''}${stage ? noted(stageNotes(stage)) : ''}`,
      why: stage || !isOpenAtOnce(wish, observed) ? undefined : `${whyOf.create}. ${openForAMoment}`,
      fields: stageFields,
    }),
    ...keyItems(wish, observed),
    ...domainItems(wish, observed),
    ...(hasFunction(wish) ? [permissionItem(wish, observed)] : []),
  ]
}

/** Whether callers are let in by a new stage before it has its limits: no permission comes after it. */
const isOpenAtOnce = (wish: Desired, { api, permissions, role }: Observed): boolean =>
  (api?.stages.length ?? 0) > 0 ||
  (hasFunction(wish)
    ? isPermitted(wish, permissions, api?.id)
    : wish.role.kind !== 'create' || role?.policy !== undefined)

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

function permissionItem(wish: FunctionWish, observed: Observed): PlanItem {
  const { api } = observed
  return item({
    type: 'invoke-permission',
    name:
      sourceArnFor(wish, api?.id ?? restApiIdPlaceholder)
        .split(':')
        .at(-1) ?? '',
    change: isPermitted(wish, observed.permissions, api?.id) ? 'none' : 'create',
    fact: 'this API and path only',
    documents: [
      {
        name: 'Statement',
        text: JSON.stringify(
          {
            Principal: 'apigateway.amazonaws.com',
            Action: 'lambda:InvokeFunction',
            Resource: wish.aliasArn,
            SourceArn: sourceArnFor(wish, api?.id ?? restApiIdPlaceholder),
          },
          null,
          2,
        ),
      },
    ],
  })
}

function domainItems(wish: Desired, observed: Observed): PlanItem[] {
  const { domain } = wish
  if (!domain) return []
  const there = observedDomainOf(wish, observed)
  const certificate = certificateChanges(wish, there)
  const path = pathChanges(wish, there, observed.api?.id ?? restApiIdPlaceholder)
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
      change: change(mappedPath(wish, there) !== undefined, path),
      fact: domainUrl(domain, wish.spec.resourcePath),
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

const definedBefore = (wish: Desired, observed: Observed): boolean =>
  Object.keys(observed.api?.resourceIds ?? {}).length > 1 || isDeployed(wish, stageOf(wish, observed))

/** What an earlier wish left: taken away only after the switch. */
function leftovers(wish: Desired, observed: Observed): PlanItem[] {
  const items = [
    ...staleStages(wish, observed).map((stage) =>
      item({ type: 'stage', name: stage.name, change: 'delete', fact: 'its URL stops' }),
    ),
    ...strayItems(wish, observed),
    ...foreignKeyItems(wish, observed),
    ...staleKeyItems(wish, observed),
    ...staleDomains(wish, observed).flatMap((domain) =>
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
    ...stalePaths(wish, observedDomainOf(wish, observed)).map((path) =>
      item({ type: 'base-path', name: `/${path}`, change: 'delete', fact: 'another path of the name' }),
    ),
    ...(staleAccessLog(wish, observed)
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
  const { function: fn, logGroup } = staleFunction(wish, observed)
  const unneeded = 'no function stands in between any more'
  if (fn) items.push(item({ type: 'lambda-function', name: fn.name, change: 'delete', fact: unneeded }))
  if (logGroup)
    items.push(item({ type: 'log-group', name: logGroup.name, change: 'delete', fact: 'with all its lines' }))
  const role = staleRole(wish, observed)
  if (role) {
    const fact = wish.role.kind === 'existing' ? 'replaced by your own role' : 'an address is asked without one'
    items.push(item({ type: 'iam-role', name: role.name, change: 'delete', fact }))
  }
  return items
}

/** The record on the API changes with everything else, so it is news only where nothing else is. */
function recordItem(wish: Desired, { api }: Observed, items: PlanItem[]): PlanItem[] {
  if (!api || items.some((one) => one.change !== 'none')) return items
  const changes = recordChanges(wish, api.tags)
  const [newest] = api.wishes ?? []
  // A function's wish is in its code, and compared there.
  const unrecorded = !hasFunction(wish) && !(newest && isSameWish(newest.spec, wish.spec))
  if (unrecorded) changes.documentation = 'the wish as it is now'
  const fields: FieldChange[] = [
    ...Object.entries(changes).map(([key, to]) => ({
      field: key === 'documentation' ? key : `tag ${key}`,
      from: api.tags[key],
      to,
    })),
    ...staleTags(wish, api.tags).map((key) => ({ field: `tag ${key}`, from: api.tags[key] })),
  ]
  if (fields.length === 0) return items
  return items.map((one) =>
    one.type === 'rest-api'
      ? { ...one, change: 'update' as const, why: 'The record of the last deploy is missing', fields }
      : one,
  )
}

/** Our name without our tag: never changed, never removed. */
export function foreign(wish: Desired, observed: Observed): Blocker[] {
  const { endpointName } = wish.spec
  const found: Found[] = [
    ...(hasFunction(wish)
      ? [
          [`Lambda function ${wish.function.name}`, observed.function?.tags] as Found,
          [`Log group ${wish.logGroup.name}`, observed.logGroup?.tags] as Found,
        ]
      : []),
    ...(wish.accessLog ? [[`Log group ${wish.accessLog.name}`, observed.accessLog?.tags] as Found] : []),
  ]
  if (wish.role.kind === 'create') found.unshift([`IAM role ${wish.role.name}`, observed.role?.tags])
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

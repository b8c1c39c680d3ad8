/** The REST API: the API itself, the definition of its path, and the deployment that a stage serves. */

import { prettyPolicy } from '../../../aws/iam/policy'
import type { ObservedApi, ObservedStage } from '../../../aws/types'
import { adoptedUriTag, aliasName, fingerprintTag, isManaged, restApiArn } from '../../../spec/names'
import type { ApiDefinition } from '../../openapi/definition'
import { integrationTimeoutMs } from '../../openapi/document'
import { apiFieldsOf } from '../../openapi/fields'
import { operationsOf } from '../../openapi/request'
import { authorizerName } from '../../openapi/security'
import type { Desired, DesiredApi } from '../../state/desired'
import { fieldChanges } from '../../state/field-changes'
import { change, enforcedForJson, item, removed } from '../../state/item'
import type { Observed } from '../../state/observed'
import type { FieldChange, PlanItem } from '../../state/plan'
import type { ResourcePlan } from '../resource'
import { stageOf } from '../stage/plan'
import { adoptionBlockers, isAdopted } from './adoption'
import { fingerprintOf } from './fingerprint'

/** The description of a deployment names the definition that it froze; AWS shows nothing else of a snapshot. */
export const deploymentDescriptionOf = (desired: DesiredApi): string => `Portico ${desired.api.definitionHash}`

/** Marks a deployment that was not yet found to hold what it should: another run might have overwritten the definition. */
export const unprovedDescription = 'Portico unproved'

/** Says whether a deployment was made by a run of ours. */
export const isOurs = (description: string): boolean =>
  description.startsWith('Portico ') && description !== unprovedDescription

/** Compares, of somebody else's API, only what is ours. */
export function definitionChanges(desired: DesiredApi, fields: Record<string, string>): FieldChange[] {
  const desiredFields = apiFieldsOf(desired.api.definition)
  if (!desired.spec.adopted) return fieldChanges(fields, desiredFields)
  return fieldChanges(
    Object.fromEntries(Object.entries(fields).filter(([name]) => name in desiredFields)),
    desiredFields,
  )
}

/** Says whether the stage serves a snapshot of the desired definition. */
export const isDeployed = (desired: DesiredApi, stage: ObservedStage | undefined): boolean =>
  stage?.deploymentDescription === deploymentDescriptionOf(desired)

/** The same, where the owner of an adopted API deployed after us: then their snapshot has what somebody did to our method. */
export const isServed = (desired: DesiredApi, api: Observed['api'], stage: ObservedStage | undefined): boolean =>
  isDeployed(desired, stage) && !(stage?.deployedByOthers && api && definitionChanges(desired, api.fields).length > 0)

/**
 * Says whether snapshots with our name were proved: a first deploy names its own before it reads the definition again, and the
 * record comes after. In somebody else's API each is proved before it has its name.
 */
export const isFinished = (desired: DesiredApi, { tags }: ObservedApi): boolean =>
  desired.spec.adopted !== undefined || tags[fingerprintTag] !== undefined

/** The tags that are written last, where they are not as the spec says. */
export function recordChanges(desired: Desired, tags: Record<string, string>): Record<string, string> {
  const record = { ...desired.record, [fingerprintTag]: fingerprintOf(desired) }
  return Object.fromEntries(Object.entries(record).filter(([key, value]) => tags[key] !== value))
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
    ...(validateBody ? [backend ? 'rows in JSON bodies enforced' : 'JSON bodies validated'] : []),
    ...(backend
      ? backend.kind === 'direct'
        ? ['calls SageMaker itself', 'forms with a file (curl -F) are not read']
        : [`hands on to ${definition.integrationUri}`]
      : []),
    'CORS on OPTIONS, 4XX and 5XX',
    ...(streaming ? ['answers streamed'] : []),
    // Shown if it is not the default wait of gateways.
    ...(streaming || timeoutMs === integrationTimeoutMs ? [] : [`waits ${timeoutMs / 1000} s`]),
  ].join(', ')
}

const definedBefore = (desired: DesiredApi, observed: Observed): boolean =>
  Object.keys(observed.api?.resourceIds ?? {}).length > 1 || isDeployed(desired, stageOf(desired, observed))

const refusalField = 'BAD_REQUEST_BODY body application/json'

/** What the switch means for callers, where it is one. */
function whyForCallers({ api: { definition } }: DesiredApi, fields: FieldChange[]): string | undefined {
  if (
    definition.bodyRefusal !== undefined &&
    fields.some(({ field, from }) => field === refusalField && from === undefined)
  )
    return enforcedForJson
  const key = fields.find(({ field }) => field.endsWith(' ANY apiKeyRequired'))
  if (key)
    return key.to === 'true'
      ? `From the switch on, callers without a key get ${definition.security.keyHeader || definition.openAi ? '401' : '403'}: give them keys first`
      : 'From the switch on, callers need no key'
  return whyForKeys(definition, fields)
}

/** Both headers are read on the way from one to the other, so who goes through `both` breaks no caller. */
function whyForKeys({ security: { keyHeader, apiKeyRequired }, openAi }: ApiDefinition, fields: FieldChange[]) {
  if (!apiKeyRequired) return undefined
  const source = fields.find(({ field }) => field === 'apiKeySource')
  const authorizer = fields.find(({ field }) => field === 'authorizers')
  const isOurs = (text: string | undefined) => text?.startsWith(`${authorizerName} `) === true
  const changedBetween = isOurs(authorizer?.from) && isOurs(authorizer?.to)
  const isKind = (text: string | undefined, kind: string) => text?.startsWith(`${authorizerName} ${kind} `) === true
  if (keyHeader === 'both' && (source || (changedBetween && isKind(authorizer?.from, 'TOKEN'))))
    return 'From the switch on, callers send the key in either header, and each call invokes the authorizer'
  if (keyHeader === 'authorization' && source)
    return 'From the switch on, a key in x-api-key gets 401: callers send Authorization: Bearer KEY. To change without failed calls, deploy both headers first'
  if (keyHeader === 'authorization' && changedBetween && isKind(authorizer?.from, 'REQUEST'))
    return 'From the switch on, a key in x-api-key gets 401: callers send Authorization: Bearer KEY'
  if (keyHeader === undefined && source)
    return `From the switch on, a key in Authorization alone gets ${openAi ? '401' : '403'}: callers send x-api-key${isKind(authorizer?.from, 'TOKEN') ? '. To change without failed calls, deploy both headers first' : ''}`
  return undefined
}

function apiItems(desired: DesiredApi, observed: Observed): PlanItem[] {
  const { api } = observed
  const { definition } = desired.api
  const fields = api ? definitionChanges(desired, api.fields) : []
  const stage = stageOf(desired, observed)
  const served = isServed(desired, api, stage)
  const deployed = served && api !== undefined && isFinished(desired, api)
  const adoptable = desired.spec.adopted !== undefined && !isManaged(api?.tags)
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
      why: api ? whyForCallers(desired, fields) : undefined,
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
            : served
              ? 'The deploy that made it broke off, so nobody knows whether it holds this definition'
              : 'The stage serves another definition; a deployment is a snapshot',
    }),
  ]
}

/** Somebody else's API: its path is given back to the integration before. */
const released = ({ id, name, tags }: ObservedApi): PlanItem =>
  item({
    type: 'rest-api',
    name: id,
    change: 'update',
    fact: `${name}, not made by Portico`,
    why: 'The path goes back to the integration before; the API stays',
    fields: [{ field: 'integration.uri', from: `alias ${aliasName}`, to: tags[adoptedUriTag] }],
  })

export const restApiPlan: ResourcePlan = {
  items: apiItems,
  // An adopted API stays its owner's.
  taggables: ({ spec, target }, { api }) =>
    api && !spec.adopted ? [{ type: 'rest-api', name: api.id, arn: restApiArn(target, api.id), tags: api.tags }] : [],
  removal: (_, { apis }) =>
    apis.map((api) => (isAdopted(api) ? released(api) : removed('rest-api', api.id, `${api.name}, with its stages`))),
  blockers: adoptionBlockers,
  steps: ({ route: { integration, resourcePath } }) => [
    { id: 'rest-api', title: 'REST API' },
    {
      id: 'definition',
      title: `${integration?.kind === 'direct' ? 'Methods of' : 'ANY'} /${resourcePath} and CORS`,
    },
    ...(integration
      ? [
          { id: 'spec', title: 'Record of the spec' },
          { id: 'role-proof', title: "The gateway's own test" },
        ]
      : []),
    { id: 'deployment', title: 'Deployment' },
  ],
  removalStep: { id: 'rest-api', title: 'REST API' },
  ofOneRun: ({ api, apis }, made) => ({ api: made(api), apis: apis.filter((one) => made(one)) }),
}

/**
 * One wiring as pages show it: the spec that it was made from, out of the live version's own zip, and the health of each
 * resource, by the same difference that a deploy would act on.
 */

import { type EndpointIdentity, readEndpoint } from '../../aws/endpoint'
import { observeFunction } from '../../aws/lambda/function'
import {
  belongsTo,
  deployedByTag,
  fingerprintTag,
  namesOf,
  pathFromTag,
  pathTag,
  personFromTag,
  stageTag,
} from '../../spec/names'
import { type Route, servingEndpoint } from '../../spec/route'
import { onlyRoute, type WiringSpec, withRoute } from '../../spec/spec'
import { type EarlierTemplates, earlierTemplates } from '../openapi/templates'
import { canaryBlockers, isPercent, withCanary } from '../plan/canary'
import { desiredOf } from '../plan/desired-of'
import { planOf } from '../plan/plan-deploy'
import { removalOf } from '../plan/plan-remove'
import { takenOver } from '../plan/taken-over'
import { isPermitted } from '../resources/permission/plan'
import { isDeployed, isServed } from '../resources/rest-api/plan'
import { stageOf } from '../resources/stage/plan'
import { invokeUrlIn, type WiringContext } from '../run/context'
import { type Desired, hasFunction } from '../state/desired'
import type { Observed } from '../state/observed'
import type { ChangeKind, PlanItem } from '../state/plan'
import { isSameSpec, type RecordedSpec } from '../state/recorded-specs'
import type { ResourceType } from '../state/resource-types'
import { readLiveSpec, readObservedSpec } from './live-spec'
import { observe, observeChosen } from './observe'
import { railsOf } from './rails-of'
import { servedWithout } from './read-recorded-specs'
import { withPlaces } from './resolve-target'

/** Holds one resource of a deployed public API, compared with its desired state. */
export interface WiringResource extends Pick<PlanItem, 'arn' | 'fields' | 'unchecked'> {
  type: ResourceType
  name: string
  /** `changed`: not as the live version's spec says. */
  health: 'healthy' | 'changed' | 'missing'
  fact: string
  /** What differs, where something does. */
  why?: string
  /** Changed in the API, and not deployed: callers do not meet it yet. */
  unpublished?: boolean
  /** It belongs to somebody else: no repair changes it. */
  foreign?: true
}

/** Holds what the endpoint page shows of one deployed public API. */
export interface WiringView {
  /** Says whether SageMaker still has the endpoint that answers. */
  endpointGone: boolean
  /** The spec that has in it what was changed by hand, where a spec can say it. */
  takenOver?: WiringSpec
  /** `incomplete`: something of ours is there, but callers cannot come through. */
  state: 'none' | 'live' | 'incomplete'
  /** The spec of the live version; absent where it cannot be read. */
  spec?: WiringSpec
  /** The route of this endpoint; there if the spec is. */
  route?: Route
  restApiId?: string
  /** The id of the resource with the ANY method. */
  resourceId?: string
  resourcePath?: string
  stage?: string
  invokeUrl?: string
  functionName?: string
  /** The live version's number; of a wiring without a function, that of its spec: `w3`. */
  version?: string
  /** The canary's version, and its spec. */
  canary?: { version: string; percent: number; spec: WiringSpec }
  deploymentId?: string
  deployedBy?: string
  /** Tags of the REST API; share links are among them. */
  tags: Record<string, string>
  resources: WiringResource[]
}

type ReadContext = Pick<
  WiringContext,
  'clients' | 'target' | 'consoleOrigin' | 'invokeUrlTemplate' | 'fetch' | 'guardRails'
>

/** Reads one public API and compares it with its recorded spec. Throws AWS's errors; nothing deployed is `none`. */
export const readWiring = async (context: ReadContext, endpointName: string): Promise<WiringView> =>
  (await readWhole(context, endpointName)).view

/** The view with what it was made from: what is, and what should be. */
export interface WholeWiring {
  view: WiringView
  observed: Observed
  /** Absent where there is no record, or no function. */
  desired?: Desired
  /** The endpoint that answers; absent where it is gone. */
  endpoint?: EndpointIdentity
}

/** Reads like `readWiring`, and also returns the observed and the desired state that it compared. */
export async function readWhole(context: ReadContext, endpointName: string): Promise<WholeWiring> {
  const { clients, target } = context
  const functionRead = observeFunction(clients.lambda, namesOf(endpointName, target).functionName)
  const observing = observe(clients, target, endpointName, { functionRead })
  const [found, functionSpec] = await Promise.all([
    observing,
    functionRead.then((fn) => fn && readObservedSpec(context, endpointName, observing)),
  ])
  const recorded = servedWithout(found)
  const spec = recorded?.spec ?? functionSpec
  const route = spec && onlyRoute(spec)
  const observed = spec ? await observeChosen(clients, target, spec, found) : found
  const endpoint = await endpointOf(context, route ? servingEndpoint(route) : endpointName)
  const left = removalOf(endpointName, observed, '').items.filter((item) => item.change !== 'none')
  // An address answers whatever becomes of the endpoint.
  const endpointGone = endpoint.gone && route?.integration?.kind !== 'http'
  const whole = { observed, endpoint: endpoint.identity }
  if (left.length === 0) return { ...whole, view: { state: 'none', endpointGone, tags: {}, resources: [] } }
  const facts = { ...factsOf(context, endpointName, observed, { spec, route }, recorded), endpointGone }
  // If the alias is gone, the code is still there, and says what the wiring should be.
  const live = observed.alias?.live ?? observed.function?.latest
  if (!spec || !route || (!recorded && !live)) {
    const resources: WiringResource[] = left.map((item) => ({ ...brief(item), health: 'healthy', fields: [] }))
    return { ...whole, view: { state: 'incomplete', ...facts, spec, route, resources } }
  }
  // With the live version's own code: a newer handler of ours is an update on offer and no fault of the wiring.
  const zip = { bytes: new Uint8Array(), sha256: live?.codeSha256 ?? '' }
  const base = {
    target,
    consoleOrigin: context.consoleOrigin,
    deployedBy: '',
    ...railsOf(context.guardRails, target.region),
  }
  const second = recorded ? undefined : await canaryOf(context, spec, observed)
  const now = withRoute(spec, { ...route, target: withPlaces(route.target, endpoint.identity, target) })
  const alone = asServed(
    (earlier) => desiredOf({ ...base, spec: now, endpointArn: endpoint.arn, zip, earlier }),
    observed,
  )
  const beside = second && desiredOf({ ...base, spec: second.spec, endpointArn: second.endpointArn, zip: second.zip })
  // Weights that no deploy could have set are drift, which a repair of the live version's spec takes away.
  const canary = second && beside && canaryBlockers(alone, beside, observed).length === 0 ? second : undefined
  const desired = canary && beside && hasFunction(beside) ? withCanary(alone, beside, canary.percent) : alone
  const reached =
    !hasFunction(desired) ||
    (observed.alias !== undefined && isPermitted(desired, observed.permissions, observed.api?.id))
  const open = reached && stageOf(desired, observed) !== undefined
  return {
    ...whole,
    desired,
    view: {
      state: open && observed.api?.tags[fingerprintTag] ? 'live' : 'incomplete',
      ...facts,
      spec,
      route,
      canary: canary && { version: canary.version, percent: canary.percent, spec: canary.spec },
      takenOver: canary ? undefined : takenOver(spec, observed),
      resources: planOf(desired, observed, '').items.map((item) =>
        resourceOf(item, isServed(desired, observed.api, stageOf(desired, observed))),
      ),
    },
  }
}

/** With the templates of the build that deployed it: newer ones are an update on offer, as a newer handler is. */
function asServed(desiredBy: (earlier?: EarlierTemplates) => Desired, observed: Observed): Desired {
  const newest = desiredBy()
  if (newest.route.integration?.kind !== 'direct') return newest
  const isServing = (desired: Desired) => isDeployed(desired, stageOf(desired, observed))
  return [newest, ...earlierTemplates.map(desiredBy)].find(isServing) ?? newest
}

/**
 * Absent too where the second version holds no spec of ours, or nothing answers behind it: then somebody set the weights
 * by hand, or took its endpoint away.
 */
async function canaryOf(context: ReadContext, live: WiringSpec, { alias }: Observed) {
  if (!alias?.canary?.settled || !isPercent(alias.canary.percent)) return undefined
  const { version, percent, settled } = alias.canary
  const spec = await readLiveSpec(context, onlyRoute(live).endpointName, version)
  // One spec under two handlers leaves nothing to compare, and no deploy makes it.
  if (!spec || isSameSpec(live, spec)) return undefined
  const { arn, gone } = await endpointOf(context, servingEndpoint(onlyRoute(spec)))
  if (gone) return undefined
  return { version, percent, spec, endpointArn: arn, zip: { bytes: new Uint8Array(), sha256: settled.codeSha256 } }
}

function factsOf(
  context: ReadContext,
  endpointName: string,
  observed: Observed,
  { spec, route }: Pick<WiringView, 'spec' | 'route'>,
  recorded: RecordedSpec | undefined,
) {
  const { api } = observed
  const tags = api?.tags ?? {}
  const stage = spec?.stage ?? tags[stageTag]
  const path = tags[pathTag]
  const resourcePath = route?.resourcePath ?? (path === undefined ? undefined : pathFromTag(path))
  const ours = !recorded && belongsTo(observed.function?.tags, endpointName)
  return {
    restApiId: api?.id,
    resourceId: resourcePath && api?.resourceIds[`/${resourcePath}`],
    resourcePath,
    stage,
    invokeUrl: api && stage && resourcePath ? invokeUrlIn(context, api.id, { stage, resourcePath }) : undefined,
    functionName: ours ? observed.function?.name : undefined,
    version: recorded?.version ?? observed.alias?.version,
    deploymentId: api?.stages.find((one) => one.name === stage)?.deploymentId,
    deployedBy: personFromTag(tags[deployedByTag]),
    tags,
  }
}

const brief = ({ type, name, arn, fact, unchecked }: PlanItem) => ({
  ...{ type, name, fact },
  ...(arn ? { arn } : {}),
  ...(unchecked ? { unchecked } : {}),
})

const healthOf: Record<ChangeKind, WiringResource['health']> = {
  none: 'healthy',
  create: 'missing',
  update: 'changed',
  replace: 'changed',
  delete: 'changed',
}

function resourceOf(item: PlanItem, deployed: boolean): WiringResource {
  const health = healthOf[item.change]
  if (item.foreign) return { ...brief(item), health: 'changed', why: item.foreign, foreign: true, fields: [] }
  if (health === 'healthy') return { ...brief(item), health, fields: [] }
  const fields = item.fields.map(({ field }) => field).join(', ')
  const unpublished = item.type === 'api-definition' && deployed
  const why = (fields || item.why) + (unpublished ? ' (not published)' : '')
  return { ...brief(item), health, why, fields: item.fields, unpublished }
}

/** An orphan's endpoint is gone; SageMaker writes the name in an ARN in lower case. */
async function endpointOf({ clients, target }: ReadContext, endpointName: string) {
  try {
    const identity = await readEndpoint(clients.sagemaker, endpointName)
    return { arn: identity.arn, gone: false, identity }
  } catch (error) {
    if (!(error instanceof Error && /Could not find endpoint/.test(error.message))) throw error
    const { partition, region, accountId } = target
    return {
      arn: `arn:${partition}:sagemaker:${region}:${accountId}:endpoint/${endpointName.toLowerCase()}`,
      gone: true,
    }
  }
}

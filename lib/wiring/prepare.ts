/** What plan and deploy know before the first write: desired state, observed state, and what is in the way. */

import { readAccountId } from '../aws/account'
import { unshared } from '../aws/client/shared-reads'
import { type EndpointIdentity, readEndpoint } from '../aws/endpoint'
import { Refusal } from '../errors'
import { flatSpec } from '../spec/flat-spec'
import { guardRailProblems } from '../spec/guarded'
import { servingEndpoint } from '../spec/route'
import { onlyRoute, type WiringSpec, wiringSpecSchema, withRoute } from '../spec/spec'
import { HANDLER_SOURCE } from './handler-bundle.generated'
import { canaryBlockers, withCanary } from './plan/canary'
import { desiredOf } from './plan/desired-of'
import { checkExistingRole } from './read/existing-role'
import { readLiveSpec } from './read/live-spec'
import { observe } from './read/observe'
import { railsOf } from './read/rails-of'
import { resolveTarget } from './read/resolve-target'
import { userPoolBlockers } from './read/user-pool-blockers'
import { resources } from './resources'
import { tagBlockers } from './resources/chosen-tags'
import { throttleInPlace } from './resources/stage/plan'
import type { WiringContext } from './run/context'
import { functionZip } from './run/zip'
import { zipParts } from './run/zip-parts'
import { type Desired, hasFunction } from './state/desired'
import type { Observed } from './state/observed'
import type { Plan } from './state/plan'
import { codeSha256 } from './state/zip-of'

export interface Prepared {
  desired: Desired
  observed: Observed
  endpoint: EndpointIdentity
  blockers: Plan['blockers']
}

/**
 * Reads endpoint, account and all resources side by side, and works out what the spec wants of each.
 * @param canaryPercent how many of a hundred calls the spec gets beside what is live
 * @throws Refusal if the endpoint is gone, or the credentials belong to another account
 */
export async function prepare(asGiven: WiringContext, raw: WiringSpec, canaryPercent?: number): Promise<Prepared> {
  // A person decides by the plan, too.
  const context = { ...asGiven, clients: unshared(asGiven.clients) }
  const { clients, target } = context
  // Parsed again, so that what goes into the zip has its defaults filled in and nothing beside the schema.
  const chosen = wiringSpecSchema.parse(raw)
  const { endpointName } = onlyRoute(chosen)
  const [next, observed, liveSpec] = await Promise.all([
    desiredStateOf(context, chosen),
    observe(clients, target, endpointName, { chosen }),
    canaryPercent === undefined ? undefined : readLiveSpec(context, endpointName),
    checkAccount(context),
  ])
  const { desired, endpoint } = next
  const roleBlockers =
    desired.role.kind === 'existing'
      ? await checkExistingRole(clients, desired.role.arn, endpoint.arn, desired.role)
      : []
  const poolBlockers = await userPoolBlockers(context, desired.spec)
  const blockers = [
    // An address answers whatever becomes of the endpoint.
    ...(desired.route.integration?.kind === 'http' ? [] : endpointBlockers(endpoint)),
    ...guardRailBlockers(context, desired, observed),
    ...next.blockers,
    ...roleBlockers,
    ...poolBlockers,
    ...resources.flatMap((resource) => resource.blockers?.(desired, observed) ?? []),
    ...tagBlockers(desired, observed),
  ]
  if (canaryPercent === undefined) return { desired, observed, endpoint, blockers }
  const live = liveSpec ? (await desiredStateOf(context, liveSpec)).desired : desired
  return {
    desired: hasFunction(desired) ? withCanary(live, desired, canaryPercent) : desired,
    observed,
    endpoint,
    blockers: [...blockers, ...canaryBlockers(live, desired, observed)],
  }
}

const guardRailBlockers = ({ target, guardRails }: WiringContext, desired: Desired, observed: Observed) =>
  guardRailProblems(desired.spec, target.region, guardRails, throttleInPlace(desired, observed)).map((problem) => ({
    resource: 'Guard rail',
    ...problem,
  }))

async function desiredStateOf(
  context: WiringContext,
  chosen: WiringSpec,
): Promise<{ desired: Desired; endpoint: EndpointIdentity; blockers: Plan['blockers'] }> {
  const { clients, target, consoleOrigin, deployedBy } = context
  const route = onlyRoute(chosen)
  const endpoint = await readEndpoint(clients.sagemaker, servingEndpoint(route))
  const resolved = await resolveTarget(clients, route.target, endpoint, target)
  // SageMaker's own case.
  const named = route.targetEndpoint ? { targetEndpoint: endpoint.name } : { endpointName: endpoint.name }
  const spec = withRoute(chosen, { ...route, ...named, ...(resolved.target ? { target: resolved.target } : {}) })
  const bytes = functionZip(flatSpec(spec), HANDLER_SOURCE, zipParts(spec))
  const zip = { bytes, sha256: codeSha256(bytes) }
  const rails = railsOf(context.guardRails, target.region)
  const desired = desiredOf({ spec, target, endpointArn: endpoint.arn, consoleOrigin, zip, deployedBy, ...rails })
  return { desired, endpoint, blockers: resolved.blockers }
}

/** Refuses credentials of another account than the one that the console's address names. */
export async function checkAccount({ clients, target }: WiringContext): Promise<void> {
  const accountId = await readAccountId(clients.sts)
  if (accountId === target.accountId) return
  throw new Refusal({
    code: 'wrong-account',
    message: `The console's credentials belong to account ${accountId}, not to ${target.accountId}.`,
    remedy: 'Open the console from its own address, and start again.',
  })
}

const servingStates = new Set(['InService', 'Updating', 'SystemUpdating', 'RollingBack'])

function endpointBlockers({ name, status, failureReason }: EndpointIdentity): Plan['blockers'] {
  const resource = `Endpoint ${name}`
  if (servingStates.has(status)) return []
  const remedy =
    status === 'Creating' ? 'Wait until it is InService, then read the plan again.' : 'Fix the endpoint first.'
  return [{ resource, message: `${name} is ${status}${failureReason ? `: ${failureReason}` : ''}.`, remedy }]
}

/** Refuses a deploy with the first blocker; the others are its cause. */
export function refuseIfBlocked(blockers: Plan['blockers']): void {
  const [first] = blockers
  if (!first) return
  throw new Refusal({
    code: 'blocked',
    message: first.message,
    cause: blockers.length > 1 ? blockers.map((one) => one.message).join(' ') : 'Nothing was written.',
    remedy: first.remedy,
  })
}

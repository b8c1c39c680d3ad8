/**
 * The engine's four doors: plan and run, deploy and remove. Expected failures are values, with the step at which they
 * came; what is not expected is thrown.
 */

import { randomUUID } from 'node:crypto'
import { readAccountId } from '../aws/account'
import { unshared } from '../aws/client/shared-reads'
import { type EndpointIdentity, readEndpoint } from '../aws/endpoint'
import { isExpected, Refusal, toFailure } from '../errors'
import { OwnCalls } from '../own-calls/own-calls'
import { plural } from '../plural'
import { fail, ok, type Result } from '../result'
import { inSpan } from '../spans'
import { flatSpec } from '../spec/flat-spec'
import { guardRailProblems } from '../spec/guarded'
import { fingerprintTag, pathFromTag, pathTag, restApiIdPlaceholder, stageTag } from '../spec/names'
import { servingEndpoint } from '../spec/route'
import { onlyRoute, type WiringSpec, wiringSpecSchema, withRoute } from '../spec/spec'
import { deploy } from './deploy'
import { HANDLER_SOURCE } from './handler-bundle.generated'
import { canaryBlockers, withCanary } from './plan/canary'
import { desiredOf } from './plan/desired-of'
import { foreign, planOf } from './plan/plan-deploy'
import { only, removalOf } from './plan/plan-remove'
import { initialSteps } from './plan/steps'
import { checkExistingRole } from './read/existing-role'
import { readLiveSpec } from './read/live-spec'
import { observe } from './read/observe'
import { railsOf } from './read/rails-of'
import { resolveTarget } from './read/resolve-target'
import { userPoolBlockers } from './read/user-pool-blockers'
import { remove, removeLaterApis } from './remove'
import { resources } from './resources'
import { tagBlockers } from './resources/chosen-tags'
import { throttleInPlace } from './resources/stage/plan'
import { invokeUrlIn, type WiringContext } from './run/context'
import { Lock, overtakenMs } from './run/lock'
import { lockThings } from './run/lock-things'
import { type Emit, Progress, type StepHandle } from './run/progress'
import type { Run } from './run/run'
import { stoppedFirst, stoppedUpdate } from './run/stopped'
import { functionZip } from './run/zip'
import { zipParts } from './run/zip-parts'
import { type Desired, hasFunction } from './state/desired'
import type { Observed } from './state/observed'
import type { JobOutcome, Plan } from './state/plan'
import { codeSha256 } from './state/zip-of'

/** What a deploy of this spec would write. Nothing is written. */
export async function planDeploy(
  context: WiringContext,
  spec: WiringSpec,
  { canaryPercent }: Pick<DeployOptions, 'canaryPercent'> = {},
): Promise<Result<Plan>> {
  return settle(async () => {
    const { desired, observed, blockers } = await prepare(context, spec, canaryPercent)
    const url = invokeUrlIn(context, observed.api?.id ?? restApiIdPlaceholder, {
      stage: desired.stage.name,
      resourcePath: desired.route.resourcePath,
    })
    return planOf(desired, observed, url, blockers)
  })
}

export interface DeployOptions {
  /** Later APIs of the same endpoint go too: requested by a person who saw them listed. */
  removeDuplicates?: boolean
  /** How many of a hundred calls the spec gets beside what is live; all of them unless given. */
  canaryPercent?: number
  /** The person declined the test: the model is not called at the end. */
  untested?: boolean
  /** Given when nobody waits any longer for a model that has to start. */
  enough?: AbortSignal
  /** What it makes has this id in the tag `portico:run`; a new one unless given. */
  runId?: string
  /** Ends the run within seconds: what is under way is done, and nothing more begins. */
  stop?: AbortSignal
}

export async function runDeploy(
  context: WiringContext,
  spec: WiringSpec,
  emit: Emit,
  { removeDuplicates = false, canaryPercent, untested, enough, runId: id = randomUUID(), stop }: DeployOptions = {},
): Promise<Result<JobOutcome>> {
  let undoable = false
  let read = false
  const lock = new Lock(context, id, 'deploy', stop)
  const progress = new Progress(initialSteps('deploy', spec, canaryPercent), emit, lock.context.clock)
  const result = await locked(context, lock, id, progress, async (run) => {
    const { desired, observed } = await run.progress.step('read', (step) =>
      alone(run, step, async () => {
        const read = await prepare(run.context, spec, canaryPercent)
        refuseIfBlocked([...foreign(read.desired, read.observed), ...read.blockers])
        lock.on(lockThings(context, read.desired.endpointName, read.observed, read.desired.role.kind === 'create'))
        step.say(`${read.endpoint.name} is ${read.endpoint.status}`)
        return read
      }),
    )
    read = true
    undoable = observed.api?.tags[fingerprintTag] === undefined
    const outcome = await deploy({ ...run, untested, enough }, desired, observed)
    if (!removeDuplicates || observed.apis.length < 2) return outcome
    await removeLaterApis(run, observed)
    return { ...outcome, writes: run.progress.writes }
  })
  if (!result.ok && result.error.code === 'stopped' && read) {
    const isSwitched = progress.hasWritten('stage') || progress.hasWritten('alias')
    const words = undoable ? stoppedFirst : stoppedUpdate(isSwitched)
    return fail({ ...result.error, ...words, ...(undoable ? { runId: id } : {}) })
  }
  if (result.ok || !undoable || /^(overtaken|removed-meanwhile)$/.test(result.error.code)) return result
  return fail({ ...result.error, runId: id })
}

/** Runs the work under its lock. */
const locked = <T>(
  context: WiringContext,
  lock: Lock,
  id: string,
  progress: Progress,
  work: (run: Run) => Promise<T>,
): Promise<Result<T>> =>
  settle(
    () =>
      inSpan(lock.deed, {}, async () => {
        const ownCalls = new OwnCalls()
        try {
          return await work({ context: lock.context, lock, progress, id, ownCalls })
        } catch (error) {
          throw await lock.reasonOf(error)
        } finally {
          await Promise.all([lock.end(), ownCalls.put(context)])
        }
      }),
    progress,
  )

/** A look at everything that nobody changes any more: once more, where another run might have been at work meanwhile. */
async function alone<T>({ lock, context }: Run, step: StepHandle, look: () => Promise<T>): Promise<T> {
  const seen = await look()
  const { rival } = lock
  if (!rival) return seen
  step.say(`Taking over from ${rival}, which might be at work: ${overtakenMs / 1000} s until it has stopped`)
  await lock.take()
  await context.clock.wait(overtakenMs)
  return look()
}

/** What a removal would take away; works without the endpoint too. */
export async function planRemove(context: WiringContext, endpointName: string): Promise<Result<Plan>> {
  return settle(async () => {
    const clients = unshared(context.clients)
    const observed = await observe(clients, context.target, endpointName, { everything: true })
    const { [stageTag]: stage, [pathTag]: path } = observed.api?.tags ?? {}
    const known = observed.api && stage && path ? { stage, resourcePath: pathFromTag(path) } : undefined
    return removalOf(endpointName, observed, known ? invokeUrlIn(context, observed.api?.id ?? '', known) : '')
  })
}

/** @param onlyRun takes back only what this run made: the undo of a first deploy that failed */
export async function runRemove(
  context: WiringContext,
  endpointName: string,
  emit: Emit,
  onlyRun?: string,
): Promise<Result<JobOutcome>> {
  const id = randomUUID()
  const lock = new Lock(context, id, 'removal')
  return locked(context, lock, id, new Progress(initialSteps('remove'), emit, lock.context.clock), async (run) => {
    const { clients, target } = run.context
    const look = () =>
      run.progress.step('read', (step) =>
        alone(run, step, async () => {
          const [read] = await Promise.all([
            observe(clients, target, endpointName, { everything: true }),
            checkAccount(run.context),
          ])
          lock.on(lockThings(context, endpointName, read, true))
          step.say(`${plural(removalOf(endpointName, only(read, onlyRun), '').changeCount, 'resource')} of ours`)
          return read
        }),
      )
    return remove(run, endpointName, look, onlyRun)
  })
}

interface Prepared {
  desired: Desired
  observed: Observed
  endpoint: EndpointIdentity
  blockers: Plan['blockers']
}

/** GetCallerIdentity ∥ DescribeEndpoint ∥ observe. */
async function prepare(asGiven: WiringContext, raw: WiringSpec, canaryPercent?: number): Promise<Prepared> {
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

async function checkAccount({ clients, target }: WiringContext): Promise<void> {
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

function refuseIfBlocked(blockers: Plan['blockers']): void {
  const [first] = blockers
  if (!first) return
  throw new Refusal({
    code: 'blocked',
    message: first.message,
    cause: blockers.length > 1 ? blockers.map((one) => one.message).join(' ') : 'Nothing was written.',
    remedy: first.remedy,
  })
}

async function settle<T>(work: () => Promise<T>, progress?: Progress): Promise<Result<T>> {
  try {
    return ok(await work())
  } catch (error) {
    if (!isExpected(error)) throw error
    return fail(toFailure(error, { step: progress?.failedStep, subject: progress?.titleOfFailedStep }))
  }
}

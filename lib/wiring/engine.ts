/**
 * The four functions that the rest of the console calls to change AWS: `planDeploy` and `planRemove` only read, `runDeploy` and
 * `runRemove` write under the wiring's lock. Each first reads what AWS has (`prepare.ts`, `read/observe.ts`) and then plans
 * (`plan/`) or applies (`deploy.ts`, `remove.ts`) the difference. Expected failures are values, with the step at which they
 * came; what is not expected is thrown.
 */

import { randomUUID } from 'node:crypto'
import { unshared } from '../aws/client/shared-reads'
import { isExpected, toFailure } from '../errors'
import { OwnCalls } from '../own-calls/own-calls'
import { plural } from '../plural'
import { fail, ok, type Result } from '../result'
import { inSpan } from '../spans'
import { fingerprintTag, pathFromTag, pathTag, restApiIdPlaceholder, stageTag } from '../spec/names'
import type { WiringSpec } from '../spec/spec'
import { deploy } from './deploy'
import { foreign, planOf } from './plan/plan-deploy'
import { only, removalOf } from './plan/plan-remove'
import { initialSteps } from './plan/steps'
import { checkAccount, prepare, refuseIfBlocked } from './prepare'
import { observe } from './read/observe'
import { remove, removeLaterApis } from './remove'
import { invokeUrlIn, type WiringContext } from './run/context'
import { Lock, overtakenMs } from './run/lock'
import { lockThings } from './run/lock-things'
import { type Emit, Progress, type StepHandle } from './run/progress'
import type { Run } from './run/run'
import { stoppedFirst, stoppedUpdate } from './run/stopped'
import type { JobOutcome, Plan } from './state/plan'

/** Plans what a deploy of this spec would write. Nothing is written. */
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

/**
 * Deploys the spec under the wiring's lock; each step is emitted as it goes.
 * @returns what is live then, or the failure with the step at which it came; of a first deploy with `runId`, by which it can be undone
 */
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
      inSpan(lock.deed, { isRoot: true }, async () => {
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

/** Plans what a removal would take away; works without the endpoint too. */
export async function planRemove(context: WiringContext, endpointName: string): Promise<Result<Plan>> {
  return settle(async () => {
    const clients = unshared(context.clients)
    const observed = await observe(clients, context.target, endpointName, { everything: true })
    const { [stageTag]: stage, [pathTag]: path } = observed.api?.tags ?? {}
    const known = observed.api && stage && path ? { stage, resourcePath: pathFromTag(path) } : undefined
    return removalOf(endpointName, observed, known ? invokeUrlIn(context, observed.api?.id ?? '', known) : '')
  })
}

/**
 * Removes what the console made for an endpoint, and leaves what lacks its tag.
 * @param onlyRun takes back only what this run made: the undo of a first deploy that failed
 */
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

async function settle<T>(work: () => Promise<T>, progress?: Progress): Promise<Result<T>> {
  try {
    return ok(await work())
  } catch (error) {
    if (!isExpected(error)) throw error
    return fail(toFailure(error, { step: progress?.failedStep, subject: progress?.titleOfFailedStep }))
  }
}

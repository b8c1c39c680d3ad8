'use server'

import { z } from 'zod'
import { action } from '@/lib/console/action'
import { wiringContext } from '@/lib/console/wiring-context'
import { jobs } from '@/lib/jobs/console-jobs'
import { startDeploy, startRemoval } from '@/lib/jobs/start-job'
import { fail, ok } from '@/lib/result'
import { hasRole, type Person } from '@/lib/roles'
import { endpointName } from '@/lib/spec/route-parts/endpoint'
import { wiringSpecSchema } from '@/lib/spec/spec'
import { planDeploy } from '@/lib/wiring/engine'
import { readWiring } from '@/lib/wiring/read/current'
import { readSides } from '@/lib/wiring/read/read-sides'
import { repairOf, specOnRecord } from '@/lib/wiring/repair'

/** The number of calls in a hundred. */
const canaryPercent = z.int().min(1).max(99)
const spec = z.object({ spec: wiringSpecSchema, canaryPercent: canaryPercent.optional() })
/** @see DeployOptions */
const untested = z.boolean().optional()

/** What a deploy of these options would write; nothing is written. */
export const planDeployAction = action(
  { name: 'wiring.plan', role: 'viewer', input: spec },
  async (context, { spec, canaryPercent }) => planDeploy(wiringContext(context), spec, { canaryPercent }),
)

/** Starts the deploy and returns; the work does not live in this request. */
export const startDeployAction = action(
  { name: 'wiring.deploy', role: 'deployer', input: spec.extend({ untested }) },
  async (context, { spec, canaryPercent, untested }) => startDeploy(context, spec, { canaryPercent, untested }),
)

/** Sets another traffic percentage of the canary. */
export const startTrafficAction = action(
  { name: 'wiring.traffic', role: 'deployer', input: z.object({ endpointName, canaryPercent }) },
  async (context, { endpointName, canaryPercent }) => {
    const { canary } = await readWiring(wiringContext(context), endpointName)
    if (canary) return startDeploy(context, canary.spec, { canaryPercent })
    return fail({
      code: 'no-canary',
      message: 'No canary is live.',
      remedy: 'Read the page again: someone might have promoted it or gone back meanwhile.',
    })
  },
)

/** Reads the numbers of the live version and of the canary. */
export const readSidesAction = action(
  { name: 'wiring.sides', role: 'viewer', input: z.object({ endpointName, minutes: z.int().min(1).max(1_440) }) },
  async (context, { endpointName, minutes }) => {
    const { version, canary } = await readWiring(wiringContext(context), endpointName)
    const versions = [version, canary?.version].filter((one) => one !== undefined)
    return ok(await readSides(wiringContext(context), endpointName, versions, Date.now() - minutes * 60_000))
  },
)

/** Applies the spec that is on record once more: what was changed by hand goes back, what is missing comes about. */
export const startRepairAction = action(
  { name: 'wiring.repair', role: 'deployer', input: z.object({ endpointName }) },
  async (context, { endpointName }) => {
    const repair = await repairOf(wiringContext(context), endpointName)
    if (!repair.ok) return repair
    const { spec, canaryPercent } = repair.value
    return startDeploy(context, spec, { canaryPercent })
  },
)

/** Takes what was changed by hand over as the new spec, where a spec can say it. */
export const startTakeOverAction = action(
  { name: 'wiring.take-over', role: 'deployer', input: z.object({ endpointName }) },
  async (context, { endpointName }) => {
    const { takenOver } = await readWiring(wiringContext(context), endpointName)
    if (takenOver) return startDeploy(context, takenOver)
    return fail({
      code: 'nothing-to-take-over',
      message: 'Nothing that was changed by hand can be kept.',
      remedy: 'Refresh the page: someone might have repaired it meanwhile.',
    })
  },
)

/** Goes back to an older version, by applying its own spec. */
export const startRestoreAction = action(
  {
    name: 'wiring.restore',
    role: 'deployer',
    input: z.object({ endpointName, version: z.string().regex(/^w?\d{1,9}$/) }),
  },
  async (context, { endpointName, version }) => {
    const spec = await specOnRecord(wiringContext(context), endpointName, version)
    return spec.ok ? startDeploy(context, spec.value) : spec
  },
)

/** Takes back what a failed first deploy made, and nothing else. */
export const startUndoAction = action(
  { name: 'wiring.undo', role: 'deployer', input: z.object({ endpointName, runId: z.uuid() }) },
  async (context, { endpointName, runId }) => startRemoval(context, endpointName, runId),
)

const stopperOf = (person: Person) => ({ id: person.id, isAdmin: hasRole(person, 'admin') })

/** Ends the tries of a model that did not answer in time: the deploy goes on to its end. */
export const stopTryingAction = action(
  { name: 'wiring.stop-trying', role: 'deployer', input: z.object({ endpointName }) },
  async ({ target, person }, { endpointName }) => jobs().stopTrying({ ...target, endpointName }, stopperOf(person)),
)

/** Stops a running deploy. What a first one had made is taken back in the same job; an update stays where it is. */
export const stopDeployAction = action(
  { name: 'wiring.stop', role: 'deployer', input: z.object({ endpointName, jobId: z.uuid() }) },
  async ({ target, person }, { endpointName, jobId }) =>
    jobs().stop({ ...target, endpointName }, jobId, stopperOf(person)),
)

/** Removal takes the endpoint's name typed once more. */
export const startRemoveAction = action(
  { name: 'wiring.remove', role: 'deployer', input: z.object({ endpointName, typed: z.string().max(64) }) },
  async (context, { endpointName, typed }) => {
    if (typed !== endpointName) {
      return fail({
        code: 'not-confirmed',
        message: 'The typed name is not the name of the endpoint.',
        remedy: `Type ${endpointName} to remove its public API.`,
      })
    }
    return startRemoval(context, endpointName)
  },
)

/** Ends each stream: nothing in the browser can end one early, and only six fit beside each other in HTTP/1.1. */
const streamMs = 15_000

/** The events of the endpoint's running or last job: replayed first, then as they come, for some seconds. */
export const watchJobAction = action(
  { name: 'wiring.watch', role: 'viewer', input: z.object({ endpointName }) },
  async ({ target }, { endpointName }) => jobs().events({ ...target, endpointName }, AbortSignal.timeout(streamMs)),
)

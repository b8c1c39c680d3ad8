'use server'

import { z } from 'zod'
import { action } from '@/lib/console/action'
import { wiringContext } from '@/lib/console/wiring-context'
import type { StartedJob } from '@/lib/jobs/board'
import { jobs } from '@/lib/jobs/console-jobs'
import { startDeploy, startRemoval } from '@/lib/jobs/start-job'
import { type Failure, fail, ok, type Result } from '@/lib/result'
import { endpointName } from '@/lib/spec/route-parts/endpoint'
import { repairOf } from '@/lib/wiring/repair'

const names = z.array(endpointName).min(1, 'Choose one').max(100, 'At most 100 at a time')

/** Why some could not be started, by endpoint; the others are in the queue. */
type Refused = Record<string, Failure>

/** Repairs several wirings, each by its own record; they take their turns in the queue. */
export const startRepairsAction = action(
  { name: 'wirings.repair', role: 'deployer', input: z.object({ names }) },
  async (context, { names }) => {
    const started = await Promise.all(
      names.map(async (name) => {
        const repair = await repairOf(wiringContext(context), name)
        if (!repair.ok) return [name, repair] as const
        const { spec, canaryPercent } = repair.value
        return [name, await startDeploy(context, spec, { canaryPercent, removeDuplicates: true })] as const
      }),
    )
    return ok(refused(started))
  },
)

/** Removes several wirings; how many is typed once more. */
export const startRemovalsAction = action(
  { name: 'wirings.remove', role: 'deployer', input: z.object({ names, typed: z.string().max(64) }) },
  async (context, { names, typed }) => {
    const word = `remove ${names.length}`
    if (typed !== word) {
      return fail({ code: 'not-confirmed', message: 'The removal is not confirmed.', remedy: `Type ${word}.` })
    }
    const started = await Promise.all(names.map(async (name) => [name, await startRemoval(context, name)] as const))
    return ok(refused(started))
  },
)

/** The last job of each endpoint of this account and region. */
export const listJobsAction = action(
  { name: 'jobs.list', role: 'viewer', input: z.looseObject({}) },
  async ({ target }) => ok(await jobs().list(target)),
)

const refused = (started: (readonly [string, Result<StartedJob>])[]): Refused =>
  Object.fromEntries(started.flatMap(([name, result]) => (result.ok ? [] : [[name, result.error]])))

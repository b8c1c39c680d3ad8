/** Jobs that live in the memory of the process that began them: for a console without a store. */
import { fail, ok, type Result } from '../result'
import type { JobEvent } from '../wiring/state/plan'
import { type JobBoard, type JobOrder, stepsOf, type Work } from './board'
import { notHere, notStored } from './failures'
import { Jobs } from './jobs'

export interface BoardPlace {
  now(): number
  /** Called with what nobody expected, cause included. */
  report(error: unknown): void
  /** @param holds how many processes had it, this one included; 1 unless given */
  workOf(order: JobOrder, jobId: string, holds?: number): Work
}

export function memoryBoard({ now, report, workOf }: BoardPlace): JobBoard {
  const jobs = new Jobs({ now, report })
  return {
    async start(order) {
      const { key, kind, spec, canaryPercent, person } = order
      return jobs.start(key, kind, stepsOf(order), (emit, signals, jobId) => workOf(order, jobId)(emit, signals), {
        spec,
        canaryPercent,
        owner: person.id,
      })
    },
    async events(key, signal): Promise<Result<AsyncIterable<JobEvent>>> {
      const events = jobs.events(key, signal)
      return events ? ok(events) : fail(notHere)
    },
    running: async (key) => jobs.running(key),
    stopTrying: async (key, by) => jobs.stopTrying(key, by),
    stop: async (key, jobId, by) => jobs.stop(key, jobId, by),
    drain: (deadline) => jobs.drain(deadline),
    list: async (place) => jobs.list(place),
    past: async () => fail(notStored),
    counts: async () => jobs.counts(),
    usual: async (kind) => jobs.usual(kind),
  }
}

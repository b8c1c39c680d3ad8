/**
 * The jobs of this process. The work lives here and not in the request that began it: a tab may close, a second may
 * look on. Events are kept and replayed; failures travel as events, since a thrown error arrives at the browser stripped.
 * After a restart the plan, which is AWS's own state, says what is left, and the same click finishes it.
 */
import { randomUUID } from 'node:crypto'
import { log } from '../log'
import { fail, ok, type Result } from '../result'
import type { JobEvent, JobOutcome, JobStep } from './plan'
import type { Emit } from './progress'
import type { WiringSpec } from './spec'

export interface JobKey {
  accountId: string
  region: string
  endpointName: string
}

export interface StartedJob {
  jobId: string
  /** True where a job of the same kind was running already: this is that one. */
  joined: boolean
}

interface Job {
  id: string
  kind: 'deploy' | 'remove'
  events: JobEvent[]
  finishedAt?: number
  /** Those who wait for the next event. */
  waiting: Set<() => void>
}

interface Surroundings {
  now(): number
  /** Told of what nobody expected, cause included. */
  report(error: unknown): void
}

/** How long a finished job can still be replayed. */
const keptMs = 30 * 60_000

export class Jobs {
  private readonly jobs = new Map<string, Job>()

  constructor(private readonly surroundings: Surroundings) {}

  /** One job at a time for an endpoint: a second start of the same kind joins the first, another kind is refused. */
  start(
    key: JobKey,
    kind: Job['kind'],
    steps: JobStep[],
    run: (emit: Emit) => Promise<Result<JobOutcome>>,
    spec?: WiringSpec,
  ): Result<StartedJob> {
    this.forgetOld()
    const running = this.jobs.get(nameOf(key))
    if (running && running.finishedAt === undefined) {
      return running.kind === kind ? ok({ jobId: running.id, joined: true }) : fail(busy(running.kind))
    }
    const job: Job = { id: randomUUID(), kind, events: [], waiting: new Set() }
    this.jobs.set(nameOf(key), job)
    const startedAt = this.surroundings.now()
    this.tell(job, { type: 'started', jobId: job.id, kind, endpointName: key.endpointName, steps, at: startedAt, spec })
    void this.work(job, startedAt, run)
    return ok({ jobId: job.id, joined: false })
  }

  /** The running or last job of an endpoint: all events so far, then each as it comes. Undefined where there is none. */
  events(key: JobKey, signal?: AbortSignal): AsyncIterable<JobEvent> | undefined {
    const job = this.jobs.get(nameOf(key))
    return job && follow(job, signal)
  }

  /** Whether a job of this endpoint runs in this process, and of which kind. */
  running(key: JobKey): Job['kind'] | undefined {
    const job = this.jobs.get(nameOf(key))
    return job && job.finishedAt === undefined ? job.kind : undefined
  }

  private async work(job: Job, startedAt: number, run: (emit: Emit) => Promise<Result<JobOutcome>>): Promise<void> {
    const elapsed = () => this.surroundings.now() - startedAt
    let last: JobEvent
    try {
      const answer = await run((step) => this.tell(job, { type: 'step', step }))
      last = answer.ok
        ? { type: 'finished', durationMs: elapsed(), outcome: answer.value }
        : { type: 'failed', durationMs: elapsed(), error: answer.error }
    } catch (error) {
      this.surroundings.report(error)
      last = {
        type: 'failed',
        durationMs: elapsed(),
        error: {
          code: 'unexpected',
          message: 'Portico itself failed.',
          cause: error instanceof Error ? error.message : String(error),
          remedy: 'Run it again: it goes on where it stopped. The log of the console has the details.',
        },
      }
    }
    job.finishedAt = this.surroundings.now()
    this.tell(job, last)
  }

  private tell(job: Job, event: JobEvent): void {
    job.events.push(event)
    for (const wake of job.waiting) wake()
    job.waiting.clear()
  }

  private forgetOld(): void {
    const before = this.surroundings.now() - keptMs
    for (const [name, job] of this.jobs) {
      if (job.finishedAt !== undefined && job.finishedAt < before) this.jobs.delete(name)
    }
  }
}

async function* follow(job: Job, signal?: AbortSignal): AsyncGenerator<JobEvent> {
  for (let next = 0; !signal?.aborted; ) {
    const event = job.events[next]
    if (event) {
      next++
      yield event
      if (event.type === 'finished' || event.type === 'failed') return
    } else {
      await new Promise<void>((resolve) => {
        job.waiting.add(resolve)
        signal?.addEventListener('abort', () => resolve(), { once: true })
      })
    }
  }
}

const nameOf = ({ accountId, region, endpointName }: JobKey): string => `${accountId}/${region}/${endpointName}`

const busy = (kind: Job['kind']) => ({
  code: 'busy',
  message: `A ${kind === 'deploy' ? 'deploy' : 'removal'} of this endpoint is running.`,
  remedy: 'Wait until it is done, then start again.',
})

/** On `globalThis`, as an action and a route handler get different instances of a module. */
const shared = globalThis as typeof globalThis & { porticoJobs?: Jobs }

export function jobs(): Jobs {
  shared.porticoJobs ??= new Jobs({
    now: () => Date.now(),
    report: (error) => log().error({ event: 'job', err: error }, 'unexpected'),
  })
  return shared.porticoJobs
}

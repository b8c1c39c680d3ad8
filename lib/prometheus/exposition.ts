/**
 * The numbers of this process in Prometheus's form. A label is one of few words that the code has: never a name that somebody
 * chose, of a person, an endpoint, an account or a region. https://prometheus.io/docs/practices/naming/#labels
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { JobBoard, JobKind } from '../jobs/board'
import type { Measures } from '../measures'
import { within } from '../within'
import type { Exposition } from './place'

interface Sources {
  jobs: Pick<JobBoard, 'counts'>
  /** Undefined if the console has no store. */
  isStoreUp(): boolean | undefined
  /** How long the numbers wait for the store, ms. */
  patienceMs?: number
}

const requestSeconds = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120]
const awsSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
const jobSeconds = [5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600]
const kinds: JobKind[] = ['deploy', 'remove']

export function createExposition({
  jobs,
  isStoreUp,
  patienceMs = 1_000,
}: Sources): Exposition & { measures: Measures } {
  const registry = new Registry()
  const registers = [registry]
  const countInTime = inTime(() => jobs.counts(), patienceMs)
  /** Counts for the response that is being written. */
  let counting: ReturnType<typeof countInTime> = Promise.resolve({ value: undefined, isLate: false })
  collectDefaultMetrics({ register: registry })

  const ended = new Counter({
    name: 'portico_jobs_ended_total',
    help: 'Jobs that this process ended, by kind and outcome (done, failed, stopped; with a database left-behind, without one handed-over).',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const ran = new Histogram({
    name: 'portico_job_duration_seconds',
    help: 'How long jobs ran that this process ended, without the time that they waited.',
    labelNames: ['kind', 'outcome'],
    buckets: jobSeconds,
    registers,
  })
  new Gauge({
    name: 'portico_jobs',
    help: 'Jobs that wait or run now: of all processes if the console has a database, else of this process.',
    labelNames: ['kind', 'state'],
    registers,
    async collect() {
      const { value: counts } = await counting
      // No number is right while the database is away.
      if (!counts) return this.reset()
      for (const kind of kinds)
        for (const state of ['waiting', 'running'] as const) this.set({ kind, state }, counts[kind][state])
    },
  })
  const calls = new Counter({
    name: 'portico_aws_calls_total',
    help: 'Attempts of AWS calls by result: ok, throttled, access-denied, or another code of a failure.',
    labelNames: ['service', 'operation', 'result'],
    registers,
  })
  const took = new Histogram({
    name: 'portico_aws_call_duration_seconds',
    help: 'How long attempts of AWS calls took.',
    labelNames: ['service'],
    buckets: awsSeconds,
    registers,
  })
  const requests = new Histogram({
    name: 'portico_request_duration_seconds',
    help: 'How long answers took to their last byte, by route. A page that shows progress reads one answer for minutes.',
    labelNames: ['method', 'route', 'status'],
    buckets: requestSeconds,
    registers,
  })
  if (isStoreUp() !== undefined)
    new Gauge({
      name: 'portico_store_up',
      help: '1 if this process can use the database of the console, and it responds within 1 s; else 0.',
      registers,
      async collect() {
        const { isLate } = await counting
        this.set(isStoreUp() && !isLate ? 1 : 0)
      },
    })

  // Those that count from 0 are there before the first job, so that the first failure is seen as an increase.
  for (const kind of kinds) for (const outcome of ['done', 'failed', 'left-behind']) ended.inc({ kind, outcome }, 0)

  return {
    contentType: registry.contentType,
    text: () => {
      counting = countInTime()
      return registry.metrics()
    },
    measures: {
      jobEnded: ({ kind, outcome, seconds }) => {
        ended.inc({ kind, outcome })
        if (seconds !== undefined) ran.observe({ kind, outcome }, seconds)
      },
      awsCall: ({ service, operation, result, seconds }) => {
        calls.inc({ service, operation, result })
        took.observe({ service }, seconds)
      },
      request: ({ method, route, status, seconds }) =>
        requests.observe({ method, route, status: status ? `${Math.floor(status / 100)}xx` : 'aborted' }, seconds),
    },
  }
}

/** Returns a read that ends in time, whatever the store does; the next one waits for the same read of the store until that ends. */
function inTime<T>(read: () => Promise<T>, patienceMs: number) {
  let reading: Promise<T> | undefined
  return async (): Promise<{ value?: T; isLate: boolean }> => {
    reading ??= read().finally(() => {
      reading = undefined
    })
    return within(
      reading.then((value) => ({ value, isLate: false })),
      patienceMs,
      () => ({ isLate: true }),
    )
  }
}

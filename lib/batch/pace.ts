/**
 * How many rows a request carries and how many requests run at once. Rows grow while answers are quick and shrink where they
 * are slow or refused for size; requests grow by one and are halved by a 429 (additive increase, multiplicative decrease).
 * Pure: each answer makes the next pace.
 */
export interface Limits {
  maxRows: number
  maxConcurrency: number
  /** The part of the stage's throttle that a batch can take. */
  requestsPerSecond: number
  /** Answers are to take about this long. */
  targetMs: number
  /** Limits a request's body, and an answer. */
  maxBytes: number
}

export interface Pace {
  rows: number
  /** No request carries more: learnt from refusals and from the size of answers. */
  ceiling: number
  concurrency: number
  /** Good answers since the last change of concurrency, and since the last cut of the ceiling. */
  streak: number
  sinceCut: number
  /** Throttled in a row. */
  throttles: number
  /** Nothing is sent before this moment. */
  notBefore: number
}

/**
 * Lambda takes and gives 6 MB, as JSON that holds the body as an escaped text.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const maxBytes = 4_000_000
/** The part of the stage's throttle that is used: the rest is left to its callers. */
const share = 0.8

export function limitsFor(throttle?: { rateLimit: number; burstLimit: number }): Limits {
  return {
    // More would be a long task for the browser that reads the answer.
    maxRows: 1_000,
    // A browser opens six connections to a host.
    maxConcurrency: Math.max(1, Math.min(6, throttle?.burstLimit ?? 6)),
    requestsPerSecond: (throttle?.rateLimit ?? 50) * share,
    targetMs: 1_000,
    maxBytes,
  }
}

/** One row alone: its answer shows what an answer looks like. */
export const startingPace = (limits: Limits): Pace => ({
  rows: 1,
  ceiling: limits.maxRows,
  concurrency: 1,
  streak: 0,
  sinceCut: 0,
  throttles: 0,
  notBefore: 0,
})

export interface Carried {
  rows: number
  ms: number
  responseBytes: number
}

export function afterResponse(pace: Pace, limits: Limits, { rows, ms, responseBytes }: Carried): Pace {
  const fitting = Math.max(1, Math.floor(limits.maxBytes / Math.max(1, responseBytes / rows)))
  // A ceiling that was found is tried again by a little after a while: it might have been a cold start.
  const relaxed = pace.sinceCut >= 10 ? Math.ceil(pace.ceiling * 1.25) : pace.ceiling
  const ceiling = Math.min(relaxed, fitting, limits.maxRows)
  const full = rows >= pace.rows
  const grown = full && ms < limits.targetMs / 2 ? pace.rows * 4 : pace.rows
  const next = full && ms > limits.targetMs * 2 ? Math.floor(pace.rows / 2) : grown
  const quick = ms < limits.targetMs * 1.5
  const more = quick && pace.streak + 1 >= pace.concurrency
  return {
    rows: clamp(next, ceiling),
    ceiling,
    concurrency: more ? Math.min(pace.concurrency + 1, limits.maxConcurrency) : pace.concurrency,
    streak: more || !quick ? 0 : pace.streak + 1,
    sinceCut: relaxed === pace.ceiling ? pace.sinceCut + 1 : 0,
    throttles: 0,
    notBefore: pace.notBefore,
  }
}

/** A 429: half as many at once, after what the answer requests, else after half a second that doubles. */
export function throttled(pace: Pace, now: number, retryAfterMs?: number): Pace {
  const backoffMs = Math.min(30_000, 500 * 2 ** pace.throttles)
  return {
    ...pace,
    concurrency: Math.max(1, Math.floor(pace.concurrency / 2)),
    streak: 0,
    throttles: pace.throttles + 1,
    notBefore: Math.max(pace.notBefore, now + (retryAfterMs ?? backoffMs)),
  }
}

/** A request of so many rows was too large or too slow. */
export function tooMuch(pace: Pace, rows: number): Pace {
  const ceiling = Math.max(1, Math.floor(Math.min(pace.ceiling, rows) / 2))
  return { ...pace, ceiling, rows: clamp(pace.rows, ceiling), sinceCut: 0, streak: 0 }
}

export const later = (pace: Pace, moment: number): Pace => ({ ...pace, notBefore: Math.max(pace.notBefore, moment) })

/** Milliseconds until the next request can leave. */
export const waitMs = (pace: Pace, limits: Limits, lastSentAt: number, now: number): number =>
  Math.max(0, pace.notBefore - now, lastSentAt + 1000 / limits.requestsPerSecond - now)

const clamp = (rows: number, ceiling: number) => Math.max(1, Math.min(rows, ceiling))

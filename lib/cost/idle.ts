/** How long an endpoint that is billed by the hour has had no call. Pure. */

const dayMs = 86_400_000
/** Shorter pauses are normal, a weekend among them. */
const idleAfterDays = 7

export interface CallSeries {
  /** When the endpoint was created, ISO. */
  createdAt: string
  /** Calls by the UTC day, the oldest day first. */
  calls: number[]
  /** The beginning of the first day, epoch ms. */
  start: number
  /** Epoch ms. */
  now: number
}

/** Whole days without a call. They end the last call's day, so a call in the evening is never counted as a day ago. */
export interface Idle {
  days: number
  /** `before`: no call is known, and the endpoint is older than what was read. */
  since: 'last-call' | 'creation' | 'before'
}

/** Returns undefined for an endpoint that had a call within a week, or that is younger than that. */
export function idleOf({ createdAt, calls, start, now }: CallSeries): Idle | undefined {
  const created = Date.parse(createdAt)
  // CloudWatch keeps the values of an earlier endpoint of the same name.
  const last = calls.findLastIndex((count, day) => count > 0 && start + (day + 1) * dayMs > created)
  const quietFrom = Math.max(start + (last + 1) * dayMs, created)
  const days = Math.floor((now - quietFrom) / dayMs)
  if (days < idleAfterDays) return undefined
  return { days, since: last >= 0 ? 'last-call' : created > start ? 'creation' : 'before' }
}

/** Says it in a sentence without its end: `Nobody has called the endpoint for 12 days`. */
export function idleInWords({ days, since }: Idle): string {
  if (since === 'creation') return `Nobody has called the endpoint since it was created ${days} days ago`
  return `Nobody has called the endpoint for ${days} days${since === 'before' ? ' or more' : ''}`
}

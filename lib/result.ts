/** Expected failures are values. What is not expected is thrown, and reaches `error.tsx` and the log. */
export interface Failure {
  /** A code of ours, stable, for tests and for choosing what to draw: `access-denied`, `not-found`, `throttled`… */
  code: string
  /** What failed, one sentence. */
  message: string
  /** Why, where it is known. */
  cause?: string
  /** What to do next. */
  remedy?: string
  /** The step of a deploy or removal that failed. */
  step?: string
  /** Set for a failed first deploy: what it made has this id in the tag `portico:run`, so that it can be undone. */
  runId?: string
  /** AWS's own words, kept at hand. */
  aws?: { operation?: string; name: string; message: string; requestId?: string }
  /** Set for a call that AWS denies: the action, and on what, as IAM names both. */
  denied?: { action: string; resource?: string }
  /** Which fields of a form are at fault: field path → sentence. */
  fields?: Record<string, string>
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const fail = (error: Failure): Result<never> => ({ ok: false, error })

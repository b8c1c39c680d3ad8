/** Real time, with every delay divided by the time scale. Dates are real, so signatures and logs agree with the client. */
export interface Clock {
  /** Milliseconds since 1970, as the client's clock has it. */
  now(): number
  /** Whether `ms` of AWS's time have passed since `since` (a value of `now()`). */
  hasPassed(since: number, ms: number): boolean
  /** AWS's milliseconds that passed since `since`. */
  elapsed(since: number): number
  /** Resolves after `ms` of AWS's time. */
  wait(ms: number): Promise<void>
}

export function createClock(timeScale: number): Clock {
  const elapsed = (since: number) => (Date.now() - since) * timeScale
  return {
    now: () => Date.now(),
    hasPassed: (since, ms) => elapsed(since) >= ms,
    elapsed,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms / timeScale)),
  }
}

/** Time as an argument: a test's clock runs a thousand times faster against a sandbox that does so too. */
export interface Clock {
  /** ms. */
  now(): number
  wait(ms: number): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

/** Time as an argument: in tests the waits for AWS pass at once. */
export interface Clock {
  /** ms. */
  now(): number
  /** A wait of the work itself: nothing of it goes on before. */
  wait(ms: number): Promise<void>
  /** A wait beside the work, as of a watcher: the work decides how fast time goes meanwhile. `wait` unless given. */
  waitBeside?(ms: number): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

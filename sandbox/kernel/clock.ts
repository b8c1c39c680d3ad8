import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Real time, with every delay divided by the time scale. Dates are real, so signatures and logs agree with the client.
 * What a client of an account has waited for can be let pass at once (`pass`): its account alone is then that much ahead.
 */
export interface Clock {
  /** Milliseconds since 1970, as the client's clock has it. */
  now(): number
  /** Says whether `ms` of AWS's time have passed since `since` (a value of `now()`). */
  hasPassed(since: number, ms: number): boolean
  /** AWS's milliseconds that passed since `since`. */
  elapsed(since: number): number
  /** Resolves after `ms` of AWS's time. */
  wait(ms: number): Promise<void>
  /** Lets `ms` of AWS's time pass in this account, at once. */
  pass(accountId: string, ms: number): void
  /** Stops the time of this account, so that what has begun there stays unfinished, or lets it go on. */
  stop(accountId: string, stopped: boolean): void
  /** Does the work by the time of this account, whatever it begins included. */
  within<T>(accountId: string, work: () => T): T
}

interface Waiter {
  since: number
  ms: number
  end: () => void
  timer?: NodeJS.Timeout
}

/** What was let pass in one account: at a real time, the sum of it all until then. */
class Passed {
  private readonly leaps: { at: number; sum: number }[] = []
  readonly waiters = new Set<Waiter>()
  /** The real time at which this account's stands still. */
  stoppedAt?: number

  add(ms: number): void {
    this.leaps.push({ at: Date.now(), sum: this.sum + ms })
  }

  since(time: number): number {
    let [low, high] = [0, this.leaps.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.leaps[middle]!.at < time) low = middle + 1
      else high = middle
    }
    return this.sum - (this.leaps[low - 1]?.sum ?? 0)
  }

  private get sum(): number {
    return this.leaps.at(-1)?.sum ?? 0
  }
}

export function createClock(timeScale: number): Clock {
  const accounts = new Map<string, Passed>()
  const account = new AsyncLocalStorage<Passed>()
  const of = (accountId: string): Passed => {
    const passed = accounts.get(accountId) ?? new Passed()
    accounts.set(accountId, passed)
    return passed
  }
  const elapsed = (since: number, passed = account.getStore()) =>
    // What began after the stop has not begun to last.
    Math.max(0, (passed?.stoppedAt ?? Date.now()) - since) * timeScale + (passed?.since(since) ?? 0)
  const arm = (waiter: Waiter, passed?: Passed) => {
    clearTimeout(waiter.timer)
    const restMs = waiter.ms - elapsed(waiter.since, passed)
    if (restMs <= 0) waiter.end()
    else if (passed?.stoppedAt === undefined) waiter.timer = setTimeout(waiter.end, restMs / timeScale)
  }
  return {
    now: () => Date.now(),
    hasPassed: (since, ms) => elapsed(since) >= ms,
    elapsed,
    wait: (ms) =>
      new Promise((resolve) => {
        const passed = account.getStore()
        const end = () => {
          passed?.waiters.delete(waiter)
          resolve()
        }
        const waiter: Waiter = { since: Date.now(), ms, end }
        passed?.waiters.add(waiter)
        if (passed?.stoppedAt === undefined) waiter.timer = setTimeout(end, ms / timeScale)
      }),
    pass(accountId, ms) {
      const passed = of(accountId)
      passed.add(ms)
      for (const waiter of passed.waiters) arm(waiter, passed)
    },
    stop(accountId, stopped) {
      const passed = of(accountId)
      passed.stoppedAt = stopped ? Date.now() : undefined
      for (const waiter of passed.waiters) arm(waiter, passed)
    },
    within: (accountId, work) => account.run(of(accountId), work),
  }
}

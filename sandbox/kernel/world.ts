/** The sandbox's one world: clock, credentials, and state keyed by service, account and region. */
import { createClock } from './clock'
import { Faults } from './faults'
import type { Credential, World, WorldOptions } from './types'

interface Bucket {
  tokens: number
  at: number
}

export interface ClosableWorld extends World {
  close(): Promise<void>
}

export function createWorld(options: WorldOptions): ClosableWorld {
  const states = new Map<string, unknown>()
  const accountIds = new Set<string>()
  const buckets = new Map<string, Bucket>()
  const stops: (() => void | Promise<void>)[] = []
  const clock = createClock(options.timeScale)
  return {
    clock,
    options,
    faults: new Faults(options.faults),
    credentials: new Map<string, Credential>(),
    state<T>(service: string, accountId: string, region: string, create: () => T): T {
      accountIds.add(accountId)
      const key = `${service}/${accountId}/${region}`
      if (!states.has(key)) states.set(key, create())
      return states.get(key) as T
    },
    accounts: () => [...accountIds],
    takeToken(key, perSecond, burst, makeError) {
      const bucket = buckets.get(key) ?? { tokens: burst, at: clock.now() }
      bucket.tokens = Math.min(burst, bucket.tokens + (clock.elapsed(bucket.at) / 1000) * perSecond)
      bucket.at = clock.now()
      buckets.set(key, bucket)
      if (bucket.tokens < 1) throw makeError()
      bucket.tokens -= 1
    },
    onClose: (stop) => {
      stops.push(stop)
    },
    async close() {
      await Promise.all(stops.map((stop) => stop()))
    },
  }
}

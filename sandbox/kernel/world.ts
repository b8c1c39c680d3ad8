/** The sandbox's one world: clock, credentials, and state keyed by service, account and region. */
import { createClock } from './clock'
import { Faults } from './faults'
import type { Credential, Placed, World, WorldOptions } from './types'

interface Bucket {
  tokens: number
  at: number
}

export interface ClosableWorld extends World {
  close(): Promise<void>
}

export function createWorld(options: WorldOptions): ClosableWorld {
  /** By service, then by account and region. */
  const states = new Map<string, Map<string, Placed<unknown>>>()
  const buckets = new Map<string, Bucket>()
  const stops: (() => void | Promise<void>)[] = []
  const clock = createClock(options.timeScale)
  return {
    clock,
    options,
    faults: new Faults(options.faults),
    credentials: new Map<string, Credential>(),
    state<T>(service: string, accountId: string, region: string, create: () => T): T {
      const places = states.get(service) ?? new Map<string, Placed<unknown>>()
      states.set(service, places)
      const key = `${accountId}/${region}`
      const placed = places.get(key) ?? { accountId, region, state: create() }
      places.set(key, placed)
      return placed.state as T
    },
    statesOf: <T>(service: string) => (states.get(service)?.values() ?? []) as Iterable<Placed<T>>,
    services: () => [...states.keys()],
    forget(accountId) {
      for (const places of states.values())
        for (const [key, placed] of places) if (placed.accountId === accountId) places.delete(key)
    },
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

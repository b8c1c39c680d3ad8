/** For tests: what the engine stands on, in an account where AWS's time runs faster. */

import { createClients } from '../aws/client/create-clients'
import { partitionOf } from '../aws/partition'
import type { Result } from '../result'
import type { Clock } from './run/clock'
import type { WiringContext } from './run/context'

interface Account {
  accountId: string
  region: string
  url: string
  invokeUrlTemplate: string
  credentials: { accessKeyId: string; secretAccessKey: string }
  pass?: (ms: number) => Promise<void>
}

/**
 * Returns a clock for the engine that only its own waits move. A limit of a minute is then a minute of waiting for AWS,
 * and the time that a busy machine takes to answer does not count. It is never ahead of a sandbox with the same scale.
 *
 * @param pass lets AWS's time pass at once; waits of the work take as long as the scale says unless it is given
 */
function scaledClock(timeScale: number, pass?: (ms: number) => Promise<void>): Clock {
  let now = Date.now()
  const beside = new Set<{ end: number; wake: () => void }>()
  const moveTo = (time: number) => {
    now = Math.max(now, time)
    for (const { end, wake } of beside) if (end <= now) wake()
  }
  const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, Math.ceil(ms / timeScale)))
  return {
    now: () => now,
    async wait(ms) {
      const end = now + ms
      await (pass ?? sleep)(ms)
      moveTo(end)
    },
    async waitBeside(ms) {
      const end = now + ms
      await new Promise<void>((done) => {
        const waiter = { end, wake: () => wake() }
        const timer = setTimeout(() => wake(), Math.ceil(ms / timeScale))
        const wake = () => {
          clearTimeout(timer)
          beside.delete(waiter)
          done()
        }
        beside.add(waiter)
      })
      moveTo(end)
    },
  }
}

const clocks = new Map<string, Clock>()

/** The one clock of all runs in an account: what one of them waits for passes for the others too, as it does in the world. */
export function clockOf(accountId: string, timeScale: number, pass?: (ms: number) => Promise<void>): Clock {
  const key = `${accountId} ${timeScale} ${pass !== undefined}`
  const clock = clocks.get(key) ?? scaledClock(timeScale, pass)
  clocks.set(key, clock)
  return clock
}

interface Options {
  deployedBy?: string
  timeScale?: number
  /** Callers call meanwhile, for whom no time passes at once. */
  callers?: boolean
}

export const testContext = (
  { accountId, region, url, invokeUrlTemplate, credentials, pass }: Account,
  { deployedBy = 'ana@acme.dev', timeScale = 20, callers = false }: Options = {},
): WiringContext => ({
  clients: createClients({ region, endpointUrl: url, credentials }),
  target: { accountId, region, partition: partitionOf(region).name },
  consoleOrigin: 'http://localhost:3000',
  invokeUrlTemplate,
  deployedBy,
  clock: clockOf(accountId, timeScale, callers ? undefined : pass),
  fetch,
})

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.step}: ${result.error.message} ${result.error.cause}`)
  return result.value
}

/** For tests: what the engine stands on, in an account where AWS's time runs faster. */
import { createClients } from '../aws/create-clients'
import type { Result } from '../result'
import type { Clock } from './clock'
import type { WiringContext } from './context'

interface Account {
  accountId: string
  region: string
  url: string
  invokeUrlTemplate: string
  credentials: { accessKeyId: string; secretAccessKey: string }
}

/**
 * Returns a clock for the engine that only its own waits move. A limit of a minute is then a minute of waiting for AWS,
 * and the time that a busy machine takes to answer does not count. It is never ahead of a sandbox with the same scale.
 */
export function scaledClock(timeScale: number): Clock {
  let now = Date.now()
  return {
    now: () => now,
    async wait(ms) {
      const end = now + ms
      await new Promise((done) => setTimeout(done, Math.ceil(ms / timeScale)))
      now = Math.max(now, end)
    },
  }
}

export const testContext = (
  { accountId, region, url, invokeUrlTemplate, credentials }: Account,
  { deployedBy = 'ana@acme.dev', timeScale = 20 } = {},
): WiringContext => ({
  clients: createClients({ region, endpointUrl: url, credentials }),
  target: { accountId, region, partition: 'aws' },
  consoleOrigin: 'http://localhost:3000',
  invokeUrlTemplate,
  deployedBy,
  clock: scaledClock(timeScale),
  fetch,
})

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.step}: ${result.error.message} ${result.error.cause}`)
  return result.value
}

/** For tests: what the engine stands on, in an account where AWS's time runs faster. */
import { createClients } from '../aws/create-clients'
import type { Result } from '../result'
import type { WiringContext } from './context'

interface Account {
  accountId: string
  region: string
  url: string
  invokeUrlTemplate: string
  credentials: { accessKeyId: string; secretAccessKey: string }
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
  clock: { now: () => Date.now() * timeScale, wait: (ms) => new Promise((done) => setTimeout(done, ms / timeScale)) },
  fetch,
})

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.step}: ${result.error.message} ${result.error.cause}`)
  return result.value
}

/** The account of one fault case: fresh, with strangers' resources in it, and with faults on order. */
import { createClients } from '../lib/aws/create-clients'
import type { WiringContext } from '../lib/wiring/context'
import type { Fault, RecordedCall } from '../sandbox/kernel/faults'
import type { SandboxInfo } from '../sandbox/testing/spawn'
import { plantStrangers } from './inventory'

/** AWS's seconds pass that much faster in the fault cases. */
export const timeScale = 100

/** What a lost answer costs a case. */
const patienceMs = 800

export interface Keys {
  accountId: string
  accessKeyId: string
  secretAccessKey: string
}

export interface CaseAccount {
  keys: Keys
  context: WiringContext
  /** The same, for what only prepares a case: no answer shall be lost there, however busy the machine is. */
  patient: WiringContext
  /** Replaces the faults, and begins the record of calls anew. */
  order(faults: (Pick<Fault, 'operation' | 'kind'> & Partial<Fault>)[]): Promise<void>
  calls(): Promise<RecordedCall[]>
  close(): void
}

export const contextOf = (
  { url, region, invokeUrlTemplate }: SandboxInfo,
  keys: Keys,
  { requestTimeoutMs = patienceMs } = {},
): WiringContext => ({
  clients: createClients({ region, endpointUrl: url, credentials: keys, requestTimeoutMs }),
  target: { accountId: keys.accountId, region, partition: 'aws' },
  consoleOrigin: 'http://localhost:3000',
  invokeUrlTemplate,
  deployedBy: 'ana@acme.dev',
  clock: { now: () => Date.now() * timeScale, wait: (ms) => new Promise((done) => setTimeout(done, ms / timeScale)) },
  fetch,
})

async function ask<T>(url: string, method: string, body?: object): Promise<T> {
  const answer = await fetch(url, { method, body: body && JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

export async function createCaseAccount(sandbox: SandboxInfo): Promise<CaseAccount> {
  const accounts = `${sandbox.url}/_sandbox/accounts`
  const keys = await ask<Keys>(accounts, 'POST', {})
  const context = contextOf(sandbox, keys)
  const faults = `${accounts}/${keys.accountId}/faults`
  const patient = contextOf(sandbox, keys, { requestTimeoutMs: 30_000 })
  await plantStrangers(patient)
  return {
    keys,
    context,
    patient,
    order: async (list) => void (await ask(faults, 'PUT', list)),
    calls: async () => (await ask<{ calls: RecordedCall[] }>(faults, 'GET')).calls,
    close() {
      destroyClients(context)
      destroyClients(patient)
    },
  }
}

function destroyClients(context: WiringContext): void {
  const { once, ...clients } = context.clients
  for (const client of [...Object.values(once), ...Object.values(clients)]) client.destroy()
}

/** The account of one fault case, with strangers' resources in it, and with faults on order. */
import { type AwsClients, clientsIn, createClients } from '../lib/aws/client/create-clients'
import type { WiringContext } from '../lib/wiring/run/context'
import { clockOf } from '../lib/wiring/testing'
import type { Fault, RecordedCall } from '../sandbox/kernel/faults'
import type { SandboxInfo } from '../sandbox/testing/spawn'
import { plantStrangers } from './inventory'

/** AWS's seconds pass that much faster in the fault cases. */
export const timeScale = 100

/** By then no rate limit is used up: the slowest is one call in 30 s. */
const ratesAreFreeMs = 60_000

export interface Keys {
  accountId: string
  accessKeyId: string
  secretAccessKey: string
}

export interface CaseAccount {
  keys: Keys
  context: WiringContext
  /** Replaces the faults, and restarts the record of calls. */
  order(faults: (Pick<Fault, 'operation' | 'kind'> & Partial<Fault>)[]): Promise<void>
  calls(): Promise<RecordedCall[]>
  /** Returns what is in the account. */
  save(): Promise<object>
  /** Makes the account as it was saved, some time later. */
  putBack(state: object): Promise<void>
  close(): void
}

export const contextOf = ({ url, region, invokeUrlTemplate }: SandboxInfo, keys: Keys): WiringContext => ({
  clients: createClients({ region, endpointUrl: url, credentials: keys }),
  target: { accountId: keys.accountId, region, partition: 'aws' },
  consoleOrigin: 'http://localhost:3000',
  invokeUrlTemplate,
  deployedBy: 'ana@acme.dev',
  clock: clockOf(keys.accountId, timeScale),
  fetch,
})

async function send<T>(url: string, method: string, body?: object): Promise<T> {
  const response = await fetch(url, { method, body: body && JSON.stringify(body) })
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

/** An account with strangers' resources in it, and nothing of ours. */
export async function createCaseAccount(sandbox: SandboxInfo): Promise<CaseAccount> {
  const account = caseAccountOf(sandbox, await send<Keys>(`${sandbox.url}/_sandbox/accounts`, 'POST', {}))
  await plantStrangers(account.context)
  return account
}

/** Clients of their own for an account that is there. */
export function caseAccountOf(sandbox: SandboxInfo, keys: Keys): CaseAccount {
  const context = contextOf(sandbox, keys)
  for (const client of clientsIn(context.clients)) noticeLostResponses(client)
  const account = `${sandbox.url}/_sandbox/accounts/${keys.accountId}`
  return {
    keys,
    context,
    order: async (list) => void (await send(`${account}/faults`, 'PUT', list)),
    calls: async () => (await send<{ calls: RecordedCall[] }>(`${account}/faults`, 'GET')).calls,
    save: () => send<object>(`${account}/state`, 'GET'),
    async putBack(state) {
      await send(`${account}/state`, 'PUT', state)
      await send(`${account}/time`, 'POST', { ms: ratesAreFreeMs })
    },
    close() {
      for (const client of clientsIn(context.clients)) client.destroy()
    },
  }
}

/**
 * Fails a call that the sandbox never answers as the SDK fails it after its request timeout, but at once. With a short
 * timeout instead, a busy machine loses other answers too, and the run stops before the fault that it is meant to meet.
 */
function noticeLostResponses({ middlewareStack }: Pick<AwsClients['sts'], 'middlewareStack'>): void {
  middlewareStack.add(
    (next) => async (args) => {
      const request = args.request as { headers: Record<string, string> }
      request.headers['x-sandbox-silence'] = 'report'
      const reply = await next(args)
      const response = reply.response as { headers: Record<string, string> }
      if (response.headers['x-sandbox-silence'] === 'lost')
        throw Object.assign(new Error('The request exceeded its timeout.'), { name: 'TimeoutError', code: 'ETIMEDOUT' })
      return reply
    },
    // The last one before the network: before the response is read, and after the request is signed.
    { step: 'deserialize', priority: 'low', name: 'portico-lost-answers' },
  )
}

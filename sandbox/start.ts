/** Starts a whole sandbox: AWS on loopback, on one port. */
import { appendFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createAccounts } from './accounts'
import type { CallRecord } from './kernel/dispatch'
import type { Fault } from './kernel/faults'
import { createWorld } from './kernel/world'
import type { SavedAccount } from './saved-account'
import { createSandboxServer } from './server'
import { services } from './service-list'
import { recordEvent } from './services/cloudtrail/record'
import { authorize } from './services/iam/authorize'

export interface SandboxOptions {
  /** 0: any free one. */
  port?: number
  latencyMs?: number
  /** How long a new role is not assumable, AWS's ms. */
  rolePropagationMs?: number
  timeScale?: number
  /** What goes wrong, in every account. */
  faults?: Fault[]
  /** The number of further endpoints in the first account, for scale. */
  extraEndpoints?: number
  /** Containers of anyone's own, each behind an endpoint. */
  endpoints?: { name: string; url: string }[]
  /** Takes the place of the first account, which else has the endpoints of the demo. */
  state?: SavedAccount
  /** A file to which each AWS answer is appended as a JSON line, for the oracle. */
  journal?: string
}

export interface Sandbox {
  url: string
  region: string
  accountId: string
  accessKeyId: string
  secretAccessKey: string
  /** With `{restApiId}` and `{stage}`; `/{resource}` is appended. */
  invokeUrlTemplate: string
  close(): Promise<void>
}

const region = 'us-east-1'
const firstAccount = '123456789012'

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = createWorld({
    latencyMs: options.latencyMs ?? 0,
    rolePropagationMs: options.rolePropagationMs ?? 8_000,
    timeScale: options.timeScale ?? 1,
    faults: options.faults ?? [],
    url: '',
  })
  const seeding = { extraEndpoints: options.extraEndpoints, fronted: options.endpoints }
  const accounts = createAccounts(world, region, {})
  const firstAccounts = createAccounts(world, region, seeding)
  const journal = options.journal
  if (journal) writeFileSync(journal, '')
  const onCall = journal ? (record: CallRecord) => appendFileSync(journal, `${journalLine(record)}\n`) : undefined
  const server = createSandboxServer({ world, services, authorize, recordEvent, accounts, onCall })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  world.options.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { state } = options
  const key = state
    ? accounts.load(state)
    : await firstAccounts.create({ accountId: firstAccount, seed: true, deny: [] })
  return {
    url: world.options.url,
    region: state?.region ?? region,
    ...key,
    invokeUrlTemplate: `${world.options.url}/_aws/execute-api/{restApiId}/{stage}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await world.close()
    },
  }
}

/** A body that was streamed is here as a whole. */
function journalLine(record: CallRecord): string {
  const { body, ...rest } = record
  return JSON.stringify({
    ...rest,
    body: Buffer.isBuffer(body) ? body.toString('base64') : body,
    base64: Buffer.isBuffer(body),
  })
}

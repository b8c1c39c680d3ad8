/** An account of a sandbox, and the means to count what reaches it. */
import { createClients } from '../lib/aws/client/create-clients'
import { systemClock } from '../lib/wiring/run/clock'
import type { WiringContext } from '../lib/wiring/run/context'
import type { startSandbox } from '../scripts/lib/servers.mjs'

type Info = Awaited<ReturnType<typeof startSandbox>>['info']

export interface Call {
  operation: string
  /** A timer of a client made it. */
  timed?: true
}

export function contextIn({
  region,
  url,
  accountId,
  accessKeyId,
  secretAccessKey,
  invokeUrlTemplate,
}: Info): WiringContext {
  return {
    clients: createClients({ region, endpointUrl: url, credentials: { accessKeyId, secretAccessKey } }),
    target: { accountId, region, partition: 'aws' },
    consoleOrigin: 'http://localhost:3000',
    invokeUrlTemplate,
    deployedBy: 'bench',
    clock: systemClock,
    fetch,
  }
}

export async function otherAccount(info: Info): Promise<Info> {
  const response = await fetch(`${info.url}/_sandbox/accounts`, { method: 'POST', body: '{}' })
  return { ...info, ...((await response.json()) as Info) }
}

const recordOf = ({ url, accountId }: Info) => `${url}/_sandbox/accounts/${accountId}/faults`

/** The calls that reach the account while the work runs. */
export async function callsOf<T>(info: Info, work: () => Promise<T>): Promise<{ calls: Call[]; value: T }> {
  await fetch(recordOf(info), { method: 'PUT', body: '[]' })
  const value = await work()
  const { calls } = (await (await fetch(recordOf(info))).json()) as { calls: Call[] }
  return { calls, value }
}

export const counted = (calls: Call[]): string => {
  const counts = new Map<string, number>()
  for (const { operation } of calls) counts.set(operation, (counts.get(operation) ?? 0) + 1)
  return [...counts].map(([operation, count]) => (count > 1 ? `${operation} × ${count}` : operation)).join(', ')
}

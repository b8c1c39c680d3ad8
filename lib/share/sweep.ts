/**
 * A link's page closes by itself when its time is over; its API key does not, as API Gateway's keys have no end. So each
 * process looks every hour, and takes away the keys and records of links that ended. Several processes do no harm.
 */
import { clientsOfChores, type ServedAccount, servedAccounts } from '../console/accounts'
import { log } from '../log'
import { isDraining } from '../running/state'
import { listManagedApis } from '../wiring/read/list-managed'
import { pruneLinks } from './links'

const everyMs = 60 * 60_000

export function startSweeping(): void {
  setInterval(() => void sweep(), everyMs).unref()
}

async function sweep(): Promise<void> {
  try {
    for (const account of await servedAccounts()) for (const region of account.regions) await sweepIn(account, region)
  } catch (error) {
    warn(error)
  }
}

const warn = (error: unknown, where = {}): void =>
  log().warn({ event: 'share.sweep', ...where, err: error }, 'expired share links could not be removed')

async function sweepIn(account: ServedAccount, region: string): Promise<void> {
  if (isDraining()) return
  try {
    const clients = await clientsOfChores(account, region)
    if (!clients) return
    const place = { clients, target: { accountId: account.id, region, partition: account.partition } }
    const apis = await listManagedApis(clients, place.target)
    for (const { restApiId, endpointName, shareLinkIds } of apis) {
      if (shareLinkIds.length > 0) await pruneLinks({ ...place, restApiId, endpointName })
    }
  } catch (error) {
    warn(error, { account: account.id, region })
  }
}

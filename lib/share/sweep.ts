/**
 * A link's page closes by itself when its time is over; its API key does not, as API Gateway's keys have no end. So each
 * process looks every hour, and takes away the keys and records of links that ended. Several processes do no harm.
 */
import { clientsFor, targetFor } from '../aws/clients'
import { config } from '../config'
import { log } from '../log'
import { isDraining } from '../running/state'
import { listManagedApis } from '../wiring/list-managed'
import { pruneLinks } from './links'

const everyMs = 60 * 60_000

export function startSweeping(): void {
  setInterval(() => void sweep(), everyMs).unref()
}

async function sweep(): Promise<void> {
  for (const region of config().aws.regions) {
    if (isDraining()) return
    try {
      const place = { clients: clientsFor(region), target: await targetFor(region) }
      const apis = await listManagedApis(place.clients, place.target)
      for (const { restApiId, endpointName, shareLinkIds } of apis) {
        if (shareLinkIds.length > 0) await pruneLinks({ ...place, restApiId, endpointName })
      }
    } catch (error) {
      log().warn({ event: 'share.sweep', region, err: error }, 'ended share links could not be taken away')
    }
  }
}

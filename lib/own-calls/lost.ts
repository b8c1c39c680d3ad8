/** Why own calls to an endpoint could not be counted, as far as this process knows: then numbers have them in. */
import { processWide } from '../process-wide'
import type { Failure } from '../result'

const keptMs = 30 * 86_400_000
const most = 1_000
const lost = processWide('own-calls-lost', () => new Map<string, { at: number; failure: Failure }>())

interface Place {
  accountId: string
  region: string
}

const keyOf = ({ accountId, region }: Place, endpointName: string) => `${accountId}/${region}/${endpointName}`

export function rememberLost(place: Place, endpointName: string, failure: Failure): void {
  const key = keyOf(place, endpointName)
  lost.delete(key)
  if (lost.size >= most) lost.delete(lost.keys().next().value ?? '')
  lost.set(key, { at: Date.now(), failure })
}

/** Undefined where all were counted, or none was made in the time that pages look at. */
export function lostOf(place: Place, endpointName: string): Failure | undefined {
  const known = lost.get(keyOf(place, endpointName))
  return known && Date.now() - known.at < keptMs ? known.failure : undefined
}

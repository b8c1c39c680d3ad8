/**
 * How often an endpoint is called to learn of it: few calls and seconds an hour. All people share them, and all processes if the
 * console has a store; without one a process counts for itself.
 */
import type { ProbedBy } from '../../model/profile/found-evidence'
import type { NoResponse } from '../../model/profile/prove'
import { processWide } from '../../process-wide'
import type { Store } from '../../store/store'
import { type ProbeTurn, takeProbeHere } from './probes-here'
import { takeStoredProbe } from './stored-probes'

const place = processWide('probe-store', () => ({ store: (): Store | undefined => undefined }))

/** Counts calls in this store from now on; called once, when a process starts. */
export function countProbesIn(store: () => Store | undefined): void {
  place.store = store
}

/**
 * Takes one call of the budget, before it is made, so that two people cannot spend the same.
 * @param endpointArn names account, region and endpoint
 * @param by the console by itself leaves calls and seconds for clicks
 * @returns why there is none: the hour's calls or seconds are used up, or the store that counts them does not answer
 */
export async function takeProbe(endpointArn: string, by: ProbedBy): Promise<ProbeTurn | NoResponse> {
  const store = place.store()
  return store ? takeStoredProbe(store, endpointArn, by) : (takeProbeHere(endpointArn, Date.now(), by) ?? 'used-up')
}

import { startsEnforced } from '@/lib/spec/route-parts/enforcing'
import type { DeployValues } from './form-values'

type Enforced = Pick<DeployValues, 'features' | 'request'>

/**
 * Returns how a live API takes requests after its columns were counted. A spec can enforce columns before anybody described one;
 * columns of which nobody knows the type are then not enforced for callers of today, unless a person has decided it.
 * @param live the form as it opened
 */
export function liveRequest({ features, request }: Enforced, live: Enforced): DeployValues['request'] {
  const areCounted = !startsEnforced({ contract: { features: features.map(({ feature }) => feature) } })
  const isOfLive = live.features.length === 0 && request.enforce === live.request.enforce
  return areCounted && isOfLive ? { ...request, enforce: undefined } : request
}

/**
 * Returns how a live API takes requests once its columns are no longer only counted: the form alone turned the enforcement off
 * meanwhile.
 * @param liveFeatures the features of the form as it opened
 * @param before what was enforced when the columns were counted, which a person has perhaps turned off by then
 */
export function enforcedAgain(
  request: DeployValues['request'],
  liveFeatures: DeployValues['features'],
  before: DeployValues['request']['enforce'],
): DeployValues['request'] {
  return liveFeatures.length === 0 && request.enforce === undefined ? { ...request, enforce: before } : request
}

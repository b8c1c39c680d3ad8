/** Says how far the console's own calls are in the mean times that calls are priced by. Pure. */
import { plural } from '../plural'
import type { Traffic } from './cost-of'

/** CloudWatch has one sum of times for all calls, so only the calls can be taken off. Undefined if there are none in it. */
export function meansInWords({
  modelMs,
  lambdaMs,
  ownPredictions,
  ownRuns,
}: Pick<Traffic, 'modelMs' | 'lambdaMs' | 'ownPredictions' | 'ownRuns'>): string | undefined {
  const calls = (count: number) => plural(Math.round(count), 'call')
  const parts = [
    ...(modelMs !== undefined && ownPredictions > 0 ? [`${calls(ownPredictions)} of the model`] : []),
    ...(lambdaMs !== undefined && ownRuns > 0 ? [`${calls(ownRuns)} of the function`] : []),
  ]
  return parts.length === 0
    ? undefined
    : `The prices of calls use mean times, which include ${parts.join(' and ')} by Portico.`
}

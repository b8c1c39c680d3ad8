/** Says where a value lies among those that the model learned from. */

import { isUnusual } from '../requests/encode'
import { type Feature, fewestForQuantiles, quantileShares } from './contract'

const names = quantileShares.map((share) => `${Math.round(share * 100)}${share === 0.01 ? 'st' : 'th'}`)

/** A sentence where the value is rare or outside of all that is known; undefined where it is usual, or nobody knows. */
export function placeHint(feature: Feature, value: string): string | undefined {
  const { min, max, histogram } = feature
  // An earlier deployment can hold quantiles of fewer values.
  const counted = histogram?.reduce((sum, count) => sum + count, 0)
  const quantiles = counted !== undefined && counted < fewestForQuantiles ? undefined : feature.quantiles
  if (isUnusual(feature, value)) {
    if (min === undefined || max === undefined) return min === undefined ? `Above ${max}` : `Below ${min}`
    return `Outside the training data, ${min} to ${max}`
  }
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number) || !quantiles) return undefined
  const [first = number, second = number] = quantiles
  const [last = number, before = number] = [quantiles.at(-1), quantiles.at(-2)]
  if (number < first) return `Below the ${names[0]} percentile of the training data`
  if (number > last) return `Above the ${names.at(-1)} percentile of the training data`
  if (number < second) return `Below the ${names[1]} percentile of the training data`
  return number > before ? `Above the ${names.at(-2)} percentile of the training data` : undefined
}

/**
 * SageMaker Model Monitor's baseline. `statistics.json` has distributions, `constraints.json` types and domains.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-byoc-statistics.html
 * https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-byoc-constraints.html
 */
import { type Feature, fewestForQuantiles, quantileShares } from '../../contract/contract'
import { asList, asNumber, asObject, asText, at, type Json } from '../../requests/json-text'

interface Bucket {
  low: number
  high: number
  count: number
}

export function featuresFromStatistics(body: unknown): Feature[] | undefined {
  const features = asList(asObject(body)?.features).map(asObject)
  const known = features.some((one) => one?.numerical_statistics || one?.string_statistics)
  return known ? features.flatMap((one) => (one ? (fromStatistics(one) ?? []) : [])) : undefined
}

function fromStatistics(one: Json): Feature | undefined {
  const name = asText(one.name)
  if (!name) return undefined
  const numeric = at(one, 'numerical_statistics')
  if (numeric) return { name, ...fromNumbers(numeric, one.inferred_type === 'Integral') }
  const buckets = asList(at(one, 'string_statistics', 'distribution', 'categorical')?.buckets).map(asObject)
  const counts = buckets
    .map((bucket) => ({ choice: asText(bucket?.value), count: asNumber(bucket?.count) ?? 0 }))
    .filter((bucket): bucket is { choice: string; count: number } => bucket.choice !== undefined)
    .sort((a, b) => (a.choice < b.choice ? -1 : 1))
  if (counts.length === 0 || counts.length > 200) return { name, type: 'text' }
  const common = counts.reduce((most, one) => (one.count > most.count ? one : most))
  return {
    name,
    type: 'choice',
    choices: counts.map((one) => one.choice),
    default: common.choice,
    histogram: counts.map((one) => one.count),
  }
}

function fromNumbers(numeric: Json, whole: boolean): Omit<Feature, 'name'> {
  const type = whole ? 'integer' : 'number'
  const min = asNumber(numeric.min)
  const max = asNumber(numeric.max)
  const mean = asNumber(numeric.mean)
  const buckets = asList(at(numeric, 'distribution', 'kll')?.buckets).flatMap((bucket) => bucketOf(asObject(bucket)))
  const quantiles = quantilesOfBuckets(buckets)
  const counted = buckets.reduce((sum, bucket) => sum + bucket.count, 0)
  const middle = quantiles?.[3] ?? mean
  return {
    type,
    ...(min !== undefined && max !== undefined ? { min, max } : {}),
    ...(middle === undefined ? {} : { default: String(whole ? Math.round(middle) : Number(middle.toPrecision(4))) }),
    ...(buckets.length > 0 && max !== min ? { histogram: buckets.map((bucket) => bucket.count) } : {}),
    ...(quantiles && counted >= fewestForQuantiles ? { quantiles } : {}),
  }
}

function bucketOf(bucket: Json | undefined): Bucket[] {
  const low = asNumber(bucket?.lower_bound)
  const high = asNumber(bucket?.upper_bound)
  const count = asNumber(bucket?.count)
  return low === undefined || high === undefined || count === undefined ? [] : [{ low, high, count }]
}

/** Evenly spread within each bucket, which is all that the sketch shows. */
function quantilesOfBuckets(buckets: Bucket[]): number[] | undefined {
  const total = buckets.reduce((sum, bucket) => sum + bucket.count, 0)
  if (total === 0) return undefined
  return quantileShares.map((share) => {
    let left = share * total
    for (const { low, high, count } of buckets) {
      if (left <= count && count > 0) return Number((low + (high - low) * (left / count)).toPrecision(6))
      left -= count
    }
    return buckets.at(-1)?.high ?? 0
  })
}

/** Types as Model Monitor infers them: Integral, Fractional, String, Unknown. */
export function featuresFromConstraints(body: unknown): Feature[] | undefined {
  const features = asList(asObject(body)?.features).map(asObject)
  if (!features.some((one) => one && 'completeness' in one && 'inferred_type' in one)) return undefined
  return features.flatMap((one): Feature[] => {
    const name = asText(one?.name)
    if (!one || !name) return []
    const domain = asList(at(one, 'string_constraints')?.domains).filter((value) => typeof value === 'string')
    if (domain.length > 0 && domain.length <= 200) return [{ name, type: 'choice', choices: domain }]
    if (one.inferred_type === 'String') return [{ name, type: 'text' }]
    const positive = at(one, 'num_constraints')?.is_non_negative === true
    const type = one.inferred_type === 'Integral' ? 'integer' : 'number'
    return [{ name, type, ...(positive ? { min: 0 } : {}) }]
  })
}

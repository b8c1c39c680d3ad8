/** KMeans: `{"closest_cluster": 1.0, "distance_to_cluster": 3.0}`. */
import { besides } from './besides'
import type { One } from './prediction'
import { type Context, isFields, numberOf } from './shape'

export function readCluster(record: unknown, { output }: Context): One | undefined {
  if (!isFields(record)) return undefined
  const closest = numberOf(record.closest_cluster)
  const rest = besides(record, ['closest_cluster', 'distance_to_cluster'])
  if (closest === undefined || !rest) return undefined
  const label = output?.labels?.[closest] ?? `Cluster ${closest}`
  return { kind: 'cluster', label, distance: numberOf(record.distance_to_cluster), ...rest }
}

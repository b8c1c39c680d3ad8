/**
 * What CloudWatch remembers of one account and region: every value of every metric, by the minute. Nothing is made up:
 * values come from what functions, gateways and models did here, or were published by somebody.
 */
import type { World } from '../../kernel/types'

export type Dimensions = Record<string, string>

interface Place {
  accountId: string
  region: string
}

/** Values by the minute that they were measured in, ms. */
export type Series = Map<number, number[]>

export interface CloudWatchState {
  /** By namespace, name and dimensions. */
  series: Map<string, Series>
  /** When a metric that somebody publishes was new, by the same key. */
  newSince: Map<string, number>
}

export const minuteMs = 60_000

export const cloudWatchState = (world: World, { accountId, region }: Place): CloudWatchState =>
  world.state('cloudwatch', accountId, region, () => ({ series: new Map(), newSince: new Map() }))

const sorted = (dimensions: Dimensions): string =>
  JSON.stringify(Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1)))

const keyOf = (namespace: string, name: string, sortedDimensions: string): string =>
  `[${JSON.stringify(namespace)},${JSON.stringify(name)},${sortedDimensions}]`

export const seriesKey = (namespace: string, name: string, dimensions: Dimensions): string =>
  keyOf(namespace, name, sorted(dimensions))

/**
 * For how long a new metric that somebody publishes is empty, in ms before the time scale. AWS says up to two minutes.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/publishingMetrics.html
 */
const newMetricMs = 30_000

interface Published {
  namespace: string
  name: string
  dimensions: Dimensions
  values: number[]
  /** ms. */
  minute: number
}

export function publishMetric(world: World, place: Place, published: Published): void {
  const { namespace, name, dimensions, values, minute } = published
  const { newSince } = cloudWatchState(world, place)
  const key = seriesKey(namespace, name, dimensions)
  if (!newSince.has(key)) newSince.set(key, Date.now())
  for (const value of values) putMetrics(world, place, namespace, [dimensions], { [name]: value }, minute)
}

export function readSeries(
  world: World,
  place: Place,
  namespace: string,
  name: string,
  dimensions: Dimensions,
): Series | undefined {
  const key = seriesKey(namespace, name, dimensions)
  return isVisible(world, place, key) ? cloudWatchState(world, place).series.get(key) : undefined
}

/** Says whether a metric that somebody publishes has spread. */
export function isVisible(world: World, place: Place, key: string): boolean {
  const since = cloudWatchState(world, place).newSince.get(key)
  return since === undefined || world.clock.hasPassed(since, newMetricMs)
}

export const listSeries = (world: World, place: Place) =>
  [...cloudWatchState(world, place).series].map(([key, series]) => {
    const [namespace, name, dimensions] = JSON.parse(key) as [string, string, [string, string][]]
    return { key, series, namespace, name, dimensions: Object.fromEntries(dimensions) as Dimensions }
  })

/** Each set of dimensions is a metric of its own: CloudWatch adds none of them up. */
export function putMetrics(
  world: World,
  place: Place,
  namespace: string,
  dimensionSets: Dimensions[],
  values: Record<string, number>,
  at = Date.now(),
): void {
  const { series } = cloudWatchState(world, place)
  const minute = Math.floor(at / minuteMs) * minuteMs
  for (const dimensions of dimensionSets) {
    // Each call of an invoke URL has about 25 values in five sets.
    const text = sorted(dimensions)
    for (const [name, value] of Object.entries(values)) {
      const key = keyOf(namespace, name, text)
      const known = series.get(key) ?? new Map<number, number[]>()
      const before = known.get(minute)
      if (before) before.push(value)
      else known.set(minute, [value])
      series.set(key, known)
    }
  }
}

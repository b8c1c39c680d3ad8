/**
 * The metrics that own calls are published as, each with the dimension by which AWS counts the same hop. CloudWatch bills a
 * metric only for the hours in which somebody publishes it. Pure.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/publishingMetrics.html
 * https://aws.amazon.com/cloudwatch/pricing/
 */
import type { OwnCounts, OwnPlace } from './types'

/** The console's policies allow no other: `cloudwatch:namespace`. */
export const ownNamespace = 'Portico'

export interface OwnMetric {
  name: string
  dimensions: Record<string, string>
}

/** A query for one such metric in CloudWatch's form. */
export interface OwnQuery extends OwnMetric {
  id: string
  namespace: string
  stat: string
}

const names: Record<keyof OwnCounts, string> = {
  requests: 'OwnRequests',
  refused: 'OwnRequests4XX',
  failed: 'OwnRequests5XX',
  runs: 'OwnInvocations',
  broken: 'OwnErrors',
  throttled: 'OwnThrottles',
  unclearRuns: 'OwnUnclearInvocations',
  predictions: 'OwnPredictions',
  modelRefused: 'OwnPredictions4XX',
  modelFailed: 'OwnPredictions5XX',
  unclearPredictions: 'OwnUnclearPredictions',
}

/** The hop whose dimension a count has. */
const hops: Record<keyof OwnCounts, 'api' | 'function' | 'endpoint'> = {
  requests: 'api',
  refused: 'api',
  failed: 'api',
  runs: 'function',
  broken: 'function',
  throttled: 'function',
  unclearRuns: 'function',
  predictions: 'endpoint',
  modelRefused: 'endpoint',
  modelFailed: 'endpoint',
  unclearPredictions: 'endpoint',
}

/** Undefined where there is no such hop. */
export function ownMetric(count: keyof OwnCounts, place: Partial<OwnPlace>): OwnMetric | undefined {
  const dimensions = dimensionsOf(count, place)
  return dimensions && { name: names[count], dimensions }
}

function dimensionsOf(
  count: keyof OwnCounts,
  { api, functionName, endpointName }: Partial<OwnPlace>,
): Record<string, string> | undefined {
  const hop = hops[count]
  if (hop === 'endpoint') return endpointName === undefined ? undefined : { EndpointName: endpointName }
  if (hop === 'function') return functionName === undefined ? undefined : { FunctionName: functionName }
  return api && { ApiId: api.id, Stage: api.stage }
}

/** One that requires it beside AWS's own number, in the same call; none where there is no such hop. */
export function ownQueries(id: string, count: keyof OwnCounts, place: Partial<OwnPlace>): OwnQuery[] {
  const metric = ownMetric(count, place)
  return metric ? [{ id, namespace: ownNamespace, stat: 'Sum', ...metric }] : []
}

/** Callers' calls: never below none, as two clocks can put a call in two periods. */
export const withoutOwn = (all: number, own: number | undefined): number => Math.max(0, all - (own ?? 0))

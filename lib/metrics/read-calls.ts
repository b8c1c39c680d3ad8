import type { AwsClients } from '../aws/client/create-clients'
import { type MetricDataQuery, readMetricData } from '../aws/metric-data'
import { ownQueries, withoutOwn } from '../own-calls/metrics'
import { type Span, timesOf } from './ranges'

/**
 * Reads how often callers called each of several endpoints, all its variants together.
 *
 * @returns by endpoint: calls by period, the oldest first
 */
export async function readCalls(
  { cloudWatch }: Pick<AwsClients, 'cloudWatch'>,
  endpoints: { name: string; variants: string[] }[],
  span: Span,
): Promise<Record<string, number[]>> {
  const queries = endpoints.flatMap(({ name, variants }, at) => [
    ...variants.map(
      (variant, index): MetricDataQuery => ({
        id: `q${at}v${index}`,
        namespace: 'AWS/SageMaker',
        name: 'Invocations',
        dimensions: { EndpointName: name, VariantName: variant },
        stat: 'Sum',
      }),
    ),
    ...ownQueries(`own${at}`, 'predictions', { endpointName: name }),
  ])
  const values = await readMetricData(cloudWatch, queries, span)
  const times = timesOf(span)
  return Object.fromEntries(
    endpoints.map(({ name, variants }, at) => [
      name,
      times.map((time) => {
        const all = variants.reduce((sum, _, index) => sum + (values.get(`q${at}v${index}`)?.get(time) ?? 0), 0)
        return withoutOwn(all, values.get(`own${at}`)?.get(time))
      }),
    ]),
  )
}

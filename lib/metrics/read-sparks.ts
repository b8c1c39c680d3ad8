/** Requests of the last day of several endpoints, by the hour, in one read: for the visible rows of a table. */
import type { AwsClients } from '../aws/create-clients'
import { type MetricDataQuery, readMetricData } from '../aws/metric-data'
import { ownQueries, withoutOwn } from '../own-calls/metrics'
import { spanOf, timesOf } from './ranges'

const day = { seconds: 86_400, periodSeconds: 3_600 }

export async function readSparks(
  { cloudWatch }: Pick<AwsClients, 'cloudWatch'>,
  endpoints: { name: string; variants: string[] }[],
  now: number,
): Promise<Record<string, number[]>> {
  const asked = endpoints.flatMap(({ name, variants }) => variants.map((variant) => ({ name, variant })))
  const queries = asked.map(
    ({ name, variant }, index): MetricDataQuery => ({
      id: `q${index}`,
      namespace: 'AWS/SageMaker',
      name: 'Invocations',
      dimensions: { EndpointName: name, VariantName: variant },
      stat: 'Sum',
    }),
  )
  const own = endpoints.flatMap(({ name }, index) => ownQueries(`own${index}`, 'predictions', { endpointName: name }))
  const span = spanOf(day, now)
  const values = await readMetricData(cloudWatch, [...queries, ...own], span)
  const times = timesOf(span)
  return Object.fromEntries(
    endpoints.map(({ name }, at) => {
      const mine = asked.flatMap((one, index) => (one.name === name ? [values.get(`q${index}`)] : []))
      return [
        name,
        times.map((time) =>
          withoutOwn(
            mine.reduce((sum, known) => sum + (known?.get(time) ?? 0), 0),
            values.get(`own${at}`)?.get(time),
          ),
        ),
      ]
    }),
  )
}

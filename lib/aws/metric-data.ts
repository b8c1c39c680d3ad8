/** Values of CloudWatch metrics. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
import { type CloudWatchClient, paginateGetMetricData } from '@aws-sdk/client-cloudwatch'

/** Names one metric to read; `stat` is `Sum`, `Average`, `p99`. */
export interface MetricDataQuery {
  id: string
  namespace: string
  name: string
  dimensions: Record<string, string>
  stat: string
}

const mostQueries = 500

/**
 * One call for each 500 metrics, and of these for 100,800 values; what goes beyond comes in pages.
 * @returns by query id: epoch ms → value
 */
export async function readMetricData(
  client: CloudWatchClient,
  queries: MetricDataQuery[],
  { start, end, periodSeconds }: { start: number; end: number; periodSeconds: number },
): Promise<Map<string, Map<number, number>>> {
  const values = new Map(queries.map(({ id }) => [id, new Map<number, number>()]))
  for (let from = 0; from < queries.length; from += mostQueries) {
    const pages = paginateGetMetricData(
      { client },
      {
        StartTime: new Date(start),
        EndTime: new Date(end),
        MetricDataQueries: queries.slice(from, from + mostQueries).map(({ id, namespace, name, dimensions, stat }) => ({
          Id: id,
          MetricStat: {
            Metric: {
              Namespace: namespace,
              MetricName: name,
              Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
            },
            Period: periodSeconds,
            Stat: stat,
          },
        })),
      },
    )
    for await (const { MetricDataResults = [] } of pages) {
      for (const { Id = '', Timestamps = [], Values = [] } of MetricDataResults) {
        const known = values.get(Id)
        for (const [index, at] of Timestamps.entries()) known?.set(at.getTime(), Values[index] ?? 0)
      }
    }
  }
  return values
}

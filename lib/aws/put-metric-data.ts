import { type CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch'

/** Holds one value of a custom metric, a count. */
export interface MetricValue {
  name: string
  dimensions: Record<string, string>
  value: number
  /** Epoch ms. */
  at: number
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html takes 1,000 metrics a call. */
const mostMetrics = 1_000

/** Publishes counts as custom metrics, 1,000 a call. Throws AWS's errors; calls before the refused one stay. */
export async function putMetricData(client: CloudWatchClient, namespace: string, values: MetricValue[]): Promise<void> {
  for (let from = 0; from < values.length; from += mostMetrics) {
    await client.send(
      new PutMetricDataCommand({
        Namespace: namespace,
        MetricData: values.slice(from, from + mostMetrics).map(({ name, dimensions, value, at }) => ({
          MetricName: name,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
          Timestamp: new Date(at),
          Value: value,
          Unit: 'Count',
        })),
      }),
    )
  }
}

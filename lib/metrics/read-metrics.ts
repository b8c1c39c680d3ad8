/** The metrics of one endpoint and its public API, in one call. */
import type { AwsClients } from '../aws/client/create-clients'
import { readMetricData } from '../aws/metric-data'
import type { Subject } from './lines'
import { queriesOf, viewOf } from './queries'
import { type RangeId, rangeOf, spanOf } from './ranges'
import { type Traffic, trafficOf, trafficSpan, trafficSubject } from './traffic'
import type { MetricsView } from './types'

/** Throws AWS's errors. */
export async function readMetrics(
  { cloudWatch }: Pick<AwsClients, 'cloudWatch'>,
  subject: Subject,
  range: RangeId,
  now: number,
): Promise<MetricsView> {
  const span = spanOf(rangeOf(range), now)
  return viewOf(subject, span, await readMetricData(cloudWatch, queriesOf(subject), span))
}

/** Reads what callers met in the last day and the day before, in one call. Throws AWS's errors. */
export async function readTraffic(
  { cloudWatch }: Pick<AwsClients, 'cloudWatch'>,
  endpointName: string,
  api: NonNullable<Subject['api']>,
  now: number,
): Promise<Traffic> {
  const span = trafficSpan(now)
  const subject = trafficSubject(endpointName, api)
  return trafficOf(viewOf(subject, span, await readMetricData(cloudWatch, queriesOf(subject), span)))
}

/** Accelerators whose use SageMaker shows. https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html */
const hasGpu = (instanceType: string | undefined): boolean => /^ml\.(g|p)\d/.test(instanceType ?? '')

/** An endpoint's variants as metrics distinguish them. */
export const variantsOf = ({
  variants,
}: {
  variants: { name: string; serverless?: object; instanceType?: string }[]
}): Subject['variants'] =>
  variants.map(({ name, serverless, instanceType }) => ({
    name,
    serverless: serverless !== undefined,
    gpu: hasGpu(instanceType),
  }))

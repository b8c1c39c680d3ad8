/** The metrics of one endpoint and its public API, in one call. */
import type { AwsClients } from '../aws/client/create-clients'
import { readMetricData } from '../aws/metric-data'
import type { Subject } from './lines'
import { queriesOf, viewOf } from './queries'
import { type RangeId, rangeOf, spanOf } from './ranges'
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

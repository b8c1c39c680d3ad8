/**
 * What SageMaker reports to CloudWatch about an invocation; latencies in microseconds.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
 */
import type { Call } from '../../kernel/types'
import { putMetrics } from '../cloudwatch/state'

export function meter(call: Call, endpointName: string, variantName: string) {
  const begun = performance.now()
  let startedAt: number | undefined
  let endedAt: number | undefined
  return {
    /** The container is called now. */
    begin: () => {
      startedAt = performance.now()
    },
    receive: () => {
      endedAt = performance.now()
    },
    /** @param status the container's own */
    end: (status: number) => {
      const dimensions = [{ EndpointName: endpointName, VariantName: variantName }]
      const modelMs = startedAt === undefined ? 0 : (endedAt ?? performance.now()) - startedAt
      putMetrics(call.world, call, 'AWS/SageMaker', dimensions, {
        Invocations: 1,
        InvocationsPerInstance: 1,
        Invocation4XXErrors: status >= 400 && status < 500 ? 1 : 0,
        Invocation5XXErrors: status >= 500 ? 1 : 0,
        ModelLatency: modelMs * 1000,
        OverheadLatency: (performance.now() - begun - modelMs) * 1000,
      })
    },
  }
}

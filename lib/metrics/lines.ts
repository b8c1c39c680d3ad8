/**
 * The lines of the metrics page about one endpoint and its public API: which metric each is, and which of the console's own
 * calls are in it. Pure. Units are AWS's own: SageMaker's latencies are microseconds, all others milliseconds.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
import type { OwnCounts, OwnPlace } from '../own-calls/types'
import { type MetricLine, percentiles } from './types'

/** What is measured. Without a public API the endpoint alone is. */
export interface Subject {
  endpointName: string
  variants: { name: string; serverless: boolean; gpu: boolean }[]
  functionName?: string
  /** REST APIs are distinguished by name alone in CloudWatch. */
  api?: { id: string; name: string; stage: string }
}

export interface MetricQuery {
  id: string
  namespace: string
  name: string
  dimensions: Record<string, string>
  stat: string
}

/** One line of a panel: what it requests, and how its values are read. */
export interface LineSpec extends Omit<MetricQuery, 'id'> {
  panel: string
  label: string
  color: string
  /** What AWS's unit is multiplied by. */
  factor?: number
  percentile?: MetricLine['percentile']
  /** Which of the console's own calls are in it, and are taken off. */
  own?: OwnSpec
  /** Which of them can be in it: nobody knows how many are, so they stay and are named. */
  perhaps?: OwnSpec[]
  /**
   * The line of the requests that this is a statistic of. None can be taken off a percentile or a maximum, so they are
   * named. A period in which nobody else called has no value.
   */
  amid?: string
}

interface OwnSpec {
  count: keyof OwnCounts
  place: Partial<OwnPlace>
}

const modelColors = ['--c1', '--ok-d', '--fg-2', '--accent']
const microseconds = 0.001

export function linesOf(subject: Subject): LineSpec[] {
  const { api, functionName } = subject
  return [
    ...(api ? apiLines(api) : []),
    ...(functionName ? functionLines(functionName) : []),
    ...subject.variants.flatMap((variant, index) => variantLines(subject, variant, modelColors[index % 4] ?? '--c1')),
  ]
}

function apiLines({ id, name, stage }: NonNullable<Subject['api']>): LineSpec[] {
  const place = { api: { id, stage } }
  const own = (count: keyof OwnCounts) => ({ count, place })
  const of = { namespace: 'AWS/ApiGateway', dimensions: { ApiName: name, Stage: stage } }
  return [
    { ...of, panel: 'requests', label: 'Public API', color: '--c3', name: 'Count', stat: 'Sum', own: own('requests') },
    {
      ...of,
      panel: 'errors',
      label: 'Public API 4xx',
      color: '--c3',
      name: '4XXError',
      stat: 'Sum',
      own: own('refused'),
    },
    {
      ...of,
      panel: 'errors',
      label: 'Public API 5xx',
      color: '--bad-d',
      name: '5XXError',
      stat: 'Sum',
      own: own('failed'),
    },
    ...percentiles.map((percentile) => ({
      ...of,
      panel: 'latency',
      label: 'Public API',
      color: '--c3',
      name: 'Latency',
      stat: percentile,
      percentile,
      amid: 'Public API',
    })),
  ]
}

function functionLines(functionName: string): LineSpec[] {
  const of = { namespace: 'AWS/Lambda', dimensions: { FunctionName: functionName } }
  const own = (count: keyof OwnCounts) => ({ count, place: { functionName } })
  // A gateway's 5xx does not say which of the two it was.
  const perhaps = [own('unclearRuns')]
  const errors = { name: 'Errors', stat: 'Sum', own: own('broken'), perhaps }
  const throttles = { name: 'Throttles', stat: 'Sum', own: own('throttled'), perhaps }
  return [
    {
      ...of,
      panel: 'requests',
      label: 'Function',
      color: '--c2',
      name: 'Invocations',
      stat: 'Sum',
      own: own('runs'),
    },
    { ...of, panel: 'errors', label: 'Function errors', color: '--c2', ...errors },
    { ...of, panel: 'limits', label: 'Function throttled', color: '--bad-d', ...throttles },
    {
      ...of,
      panel: 'limits',
      label: 'Concurrent, most',
      color: '--c2',
      name: 'ConcurrentExecutions',
      stat: 'Maximum',
      amid: 'Function',
    },
    ...percentiles.map((percentile) => ({
      ...of,
      panel: 'latency',
      label: 'Function',
      color: '--c2',
      name: 'Duration',
      stat: percentile,
      percentile,
      amid: 'Function',
    })),
  ]
}

function variantLines(
  { endpointName, variants }: Subject,
  variant: Subject['variants'][number],
  color: string,
): LineSpec[] {
  const dimensions = { EndpointName: endpointName, VariantName: variant.name }
  const of = { namespace: 'AWS/SageMaker', dimensions }
  const on = { namespace: '/aws/sagemaker/Endpoints', dimensions, panel: 'instances', stat: 'Average' }
  // Which of several variants answered an own call is not known.
  const counted = (count: keyof OwnCounts, ...unclear: (keyof OwnCounts)[]) => {
    const [own, ...perhaps] = [count, ...unclear].map((one) => ({ count: one, place: { endpointName } }))
    return variants.length > 1 ? { perhaps: own && [own, ...perhaps] } : { own, perhaps }
  }
  const whose = variants.length > 1 ? ` ${variant.name}` : ''
  const latency = (name: string, label: string, shade: string) =>
    percentiles.map((percentile) => ({
      ...of,
      panel: 'latency',
      label,
      color: shade,
      name,
      stat: percentile,
      percentile,
      factor: microseconds,
      amid: `Model${whose}`,
    }))
  return [
    {
      ...of,
      panel: 'requests',
      label: `Model${whose}`,
      color,
      name: 'Invocations',
      stat: 'Sum',
      ...counted('predictions'),
    },
    {
      ...of,
      panel: 'errors',
      label: `Model${whose} 4xx`,
      color,
      name: 'Invocation4XXErrors',
      stat: 'Sum',
      ...counted('modelRefused'),
    },
    {
      ...of,
      panel: 'errors',
      label: `Model${whose} 5xx`,
      color: '--c4',
      name: 'Invocation5XXErrors',
      stat: 'Sum',
      ...counted('modelFailed', 'unclearPredictions'),
    },
    ...latency('ModelLatency', `Model${whose}`, color),
    ...latency('OverheadLatency', `SageMaker overhead${whose}`, '--fg-3'),
    ...(variant.serverless
      ? []
      : [
          { ...on, label: `CPU${whose}`, color, name: 'CPUUtilization' },
          { ...on, label: `Memory${whose}`, color: '--c2', name: 'MemoryUtilization' },
        ]),
    ...(variant.gpu
      ? [
          { ...on, label: `GPU${whose}`, color: '--c3', name: 'GPUUtilization' },
          { ...on, label: `GPU memory${whose}`, color: '--c4', name: 'GPUMemoryUtilization' },
        ]
      : []),
  ]
}

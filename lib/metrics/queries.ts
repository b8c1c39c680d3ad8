/**
 * Which queries go to CloudWatch about one endpoint and its public API, and how the answers become panels. Pure. Units are
 * AWS's own: SageMaker's latencies are microseconds, all others milliseconds.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */

import { ownQueries, withoutOwn } from '../own-calls/metrics'
import type { OwnCounts, OwnPlace } from '../own-calls/types'
import { type Span, timesOf } from './ranges'
import { type MetricLine, type MetricPanel, type MetricsView, percentiles, type Unit } from './types'

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
interface LineSpec extends Omit<MetricQuery, 'id'> {
  panel: string
  label: string
  color: string
  /** What AWS's unit is multiplied by. */
  factor?: number
  percentile?: MetricLine['percentile']
  /** Which of the console's own calls are in it, and are taken off. */
  own?: { count: keyof OwnCounts; place: Partial<OwnPlace> }
}

const panels: { id: string; title: string; unit: Unit }[] = [
  { id: 'requests', title: 'Requests', unit: 'count' },
  { id: 'errors', title: 'Errors', unit: 'count' },
  { id: 'latency', title: 'Latency', unit: 'ms' },
  { id: 'limits', title: 'Throttles and concurrency', unit: 'count' },
  { id: 'instances', title: 'Instances', unit: 'percent' },
]

const modelColors = ['--c1', '--ok-d', '--fg-2', '--accent']
const microseconds = 0.001

function linesOf(subject: Subject): LineSpec[] {
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
    })),
  ]
}

function functionLines(functionName: string): LineSpec[] {
  const of = { namespace: 'AWS/Lambda', dimensions: { FunctionName: functionName } }
  return [
    {
      ...of,
      panel: 'requests',
      label: 'Function',
      color: '--c2',
      name: 'Invocations',
      stat: 'Sum',
      own: { count: 'runs', place: { functionName } },
    },
    { ...of, panel: 'errors', label: 'Function errors', color: '--c2', name: 'Errors', stat: 'Sum' },
    { ...of, panel: 'limits', label: 'Function throttled', color: '--bad-d', name: 'Throttles', stat: 'Sum' },
    { ...of, panel: 'limits', label: 'Concurrent, most', color: '--c2', name: 'ConcurrentExecutions', stat: 'Maximum' },
    ...percentiles.map((percentile) => ({
      ...of,
      panel: 'latency',
      label: 'Function',
      color: '--c2',
      name: 'Duration',
      stat: percentile,
      percentile,
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
  const own = variants.length > 1 ? undefined : { count: 'predictions' as const, place: { endpointName } }
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
    }))
  return [
    { ...of, panel: 'requests', label: `Model${whose}`, color, name: 'Invocations', stat: 'Sum', own },
    { ...of, panel: 'errors', label: `Model${whose} 4xx`, color, name: 'Invocation4XXErrors', stat: 'Sum' },
    { ...of, panel: 'errors', label: `Model${whose} 5xx`, color: '--warn-d', name: 'Invocation5XXErrors', stat: 'Sum' },
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
          { ...on, label: `GPU memory${whose}`, color: '--warn-d', name: 'GPUMemoryUtilization' },
        ]
      : []),
  ]
}

/** All of one view, for one GetMetricData call. */
export const queriesOf = (subject: Subject): MetricQuery[] =>
  linesOf(subject).flatMap(({ namespace, name, dimensions, stat, own }, index) => [
    { id: `q${index}`, namespace, name, dimensions, stat },
    ...(own ? ownQueries(`own${index}`, own.count, own.place) : []),
  ])

/** Values by query id: epoch ms → value. */
export type MetricValues = Map<string, Map<number, number>>

/**
 * A sum is 0 where nothing was reported, a latency or a share is unknown there. Lines without any value stay out of a panel
 * that has others.
 */
export function viewOf(subject: Subject, span: Span, values: MetricValues): MetricsView {
  const times = timesOf(span)
  const lines = linesOf(subject).map((spec, index) => {
    const known = values.get(`q${index}`) ?? new Map<number, number>()
    const own = values.get(`own${index}`)
    const missing = spec.stat === 'Sum' ? 0 : null
    return {
      panel: spec.panel,
      line: {
        label: spec.label,
        color: spec.color,
        percentile: spec.percentile,
        values: times.map((time) => {
          const value = known.get(time)
          return value === undefined ? missing : withoutOwn(value, own?.get(time)) * (spec.factor ?? 1)
        }),
      },
    }
  })
  return {
    times,
    periodSeconds: span.periodSeconds,
    panels: panels
      .map(
        (panel): MetricPanel => ({
          ...panel,
          lines: lines.filter((one) => one.panel === panel.id).map(({ line }) => line),
        }),
      )
      .filter((panel) => panel.lines.length > 0),
  }
}

/** Says whether nothing at all was called in the time: the view then says so instead of drawing flat lines. */
export const isQuiet = ({ panels }: MetricsView): boolean =>
  panels
    .filter(({ id }) => id === 'requests')
    .every(({ lines }) => lines.every((line) => line.values.every((value) => !value)))

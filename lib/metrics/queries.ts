/** Which queries go to CloudWatch about one endpoint and its public API, and how the answers become panels. Pure. */
import { ownQueries, withoutOwn } from '../own-calls/metrics'
import { type LineSpec, linesOf, type MetricQuery, type Subject } from './lines'
import { type Span, timesOf } from './ranges'
import type { MetricLine, MetricPanel, MetricsView, OwnPart, Unit } from './types'

const panels: { id: string; title: string; unit: Unit }[] = [
  { id: 'requests', title: 'Requests', unit: 'count' },
  { id: 'errors', title: 'Errors', unit: 'count' },
  { id: 'latency', title: 'Latency', unit: 'ms' },
  { id: 'limits', title: 'Throttles and concurrency', unit: 'count' },
  { id: 'instances', title: 'Instances', unit: 'percent' },
]

/** All of one view, for one GetMetricData call. */
export const queriesOf = (subject: Subject): MetricQuery[] => [
  ...linesOf(subject).flatMap(({ namespace, name, dimensions, stat, own, perhaps = [] }, index) => [
    { id: `q${index}`, namespace, name, dimensions, stat },
    ...(own ? ownQueries(`own${index}`, own.count, own.place) : []),
    ...perhaps.flatMap((one, at) => ownQueries(`perhaps${index}x${at}`, one.count, one.place)),
  ]),
  ...(subject.variants.length > 1 ? ownQueries('ownOfAll', 'predictions', subject) : []),
]

/** Values by query id: epoch ms → value. */
export type MetricValues = Map<string, Map<number, number>>

/**
 * A sum is 0 where nothing was reported, a latency or a share is unknown there. Lines without any value stay out of a panel
 * that has others.
 */
export function viewOf(subject: Subject, span: Span, values: MetricValues): MetricsView {
  const times = timesOf(span)
  const read = (id: string) => times.map((time) => values.get(id)?.get(time))
  const specs = linesOf(subject)
  const lines = specs.map((spec, index) => {
    const { label, color, percentile, factor = 1 } = spec
    const own = ownPartOf(specs, index, read)
    const taken = read(`own${index}`)
    const missing = spec.stat === 'Sum' ? 0 : null
    const lineOf = read(`q${index}`).map((value, at) => {
      if (value === undefined || (spec.amid !== undefined && own?.alone?.[at])) return missing
      return withoutOwn(value, taken[at]) * factor
    })
    const shown = own && { atMost: own.atMost, counts: own.counts.map((count, at) => (lineOf[at] ? count : 0)) }
    const line: MetricLine = { label, color, percentile, values: lineOf }
    return { panel: spec.panel, line: shown?.counts.some(Boolean) ? { ...line, own: shown } : line }
  })
  if (subject.variants.length > 1) lines.push({ panel: 'requests', line: lineOfAll(specs, read) })
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

type Read = (id: string) => (number | undefined)[]

/** `alone`: in the period nobody else called. */
function ownPartOf(specs: LineSpec[], index: number, read: Read): (OwnPart & { alone?: boolean[] }) | undefined {
  const { perhaps = [], amid } = specs[index] ?? {}
  if (amid === undefined) {
    const all = read(`q${index}`).map((value = 0, at) => withoutOwn(value, read(`own${index}`)[at]))
    const each = perhaps.map((_, at) => read(`perhaps${index}x${at}`))
    return perhaps.length === 0
      ? undefined
      : {
          atMost: true,
          counts: all.map((most, at) =>
            Math.min(
              most,
              each.reduce((sum, one) => sum + (one[at] ?? 0), 0),
            ),
          ),
        }
  }
  const of = specs.findIndex(({ panel, label }) => panel === 'requests' && label === amid)
  const calls = read(`q${of}`)
  const isKnown = specs[of]?.own !== undefined
  const counts = read(isKnown ? `own${of}` : `perhaps${of}x0`).map((count = 0) => count)
  return {
    atMost: !isKnown,
    counts: counts.map((count, at) => Math.min(count, calls[at] ?? count)),
    alone: counts.map((count, at) => isKnown && count > 0 && count >= (calls[at] ?? 0)),
  }
}

/** Calls of all variants together, off which the console's own can be taken. */
function lineOfAll(specs: LineSpec[], read: Read): MetricLine {
  const calls = specs.flatMap(({ name, panel }, index) =>
    panel === 'requests' && name === 'Invocations' && specs[index]?.namespace === 'AWS/SageMaker'
      ? [read(`q${index}`)]
      : [],
  )
  return {
    label: 'Model, all variants',
    color: '--fg-3',
    values: read('ownOfAll').map((own, at) =>
      withoutOwn(
        calls.reduce((sum, one) => sum + (one[at] ?? 0), 0),
        own,
      ),
    ),
  }
}

/** Says whether nothing at all was called in the time: the view then says so instead of drawing flat lines. */
export const isQuiet = ({ panels }: MetricsView): boolean =>
  panels
    .filter(({ id }) => id === 'requests')
    .every(({ lines }) =>
      lines.every(({ values, own }) => values.every((value, at) => (value ?? 0) <= (own?.counts[at] ?? 0))),
    )

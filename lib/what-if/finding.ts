/** What a curve or a map shows, in a few words: the picture's header, and its text for who does not see it. */
import { short, withUnit } from './format'
import type { Response } from './response'
import type { Axis } from './sweep'

/**
 * `class never changes`, `versicolor from 2.9 cm`, `rises from 12 to 31 mpg`.
 * @param present the form's value of the axis' feature: of several borders the nearest to it is named
 */
export function findingOf(axis: Axis, response: Response, present: string): string {
  if (response.kind === 'values') return ofValues(axis, response)
  const { labels } = response
  if (labels.every((label) => label === labels[0])) return 'class never changes'
  return axis.numbers ? ofBorders(axis, axis.numbers, labels, Number(present)) : ofChoices(axis, labels)
}

function ofValues(axis: Axis, { values, unit }: Extract<Response, { kind: 'values' }>): string {
  const [first = 0, last = 0] = [values[0], values.at(-1)]
  const [least, greatest] = [Math.min(...values), Math.max(...values)]
  if (short(least) === short(greatest)) return `stays at ${withUnit(short(first), unit)}`
  if (!axis.numbers) return `${short(least)} to ${withUnit(short(greatest), unit)}`
  const travelled = values.slice(1).reduce((sum, value, index) => sum + Math.abs(value - (values[index] ?? value)), 0)
  // Nine tenths of the way in one direction is a direction.
  if (Math.abs(last - first) < 0.9 * travelled || short(first) === short(last))
    return `between ${short(least)} and ${withUnit(short(greatest), unit)}`
  return `${last > first ? 'rises' : 'falls'} from ${short(first)} to ${withUnit(short(last), unit)}`
}

interface Border {
  at: number
  below: string
  above: string
}

const bordersOf = (numbers: number[], labels: string[]): Border[] =>
  labels.flatMap((label, index) => {
    const below = labels[index - 1]
    return below === undefined || below === label ? [] : [{ at: numbers[index] ?? 0, below, above: label }]
  })

function ofBorders({ feature }: Axis, numbers: number[], labels: string[], present: number): string {
  const borders = bordersOf(numbers, labels)
  const at = Number.isFinite(present) ? present : (numbers[0] ?? 0)
  const nearest = borders.reduce((best, one) => (Math.abs(one.at - at) < Math.abs(best.at - at) ? one : best))
  const value = withUnit(short(nearest.at), feature.unit)
  return nearest.at > at ? `${nearest.above} from ${value}` : `${nearest.below} below ${value}`
}

function ofChoices({ values }: Axis, labels: string[]): string {
  const byLabel = new Map<string, string[]>()
  for (const [index, label] of labels.entries())
    byLabel.set(label, [...(byLabel.get(label) ?? []), values[index] ?? ''])
  const rarest = [...byLabel].sort((a, b) => a[1].length - b[1].length)[0]
  return rarest ? `${rarest[0]} for ${rarest[1].join(', ')}` : ''
}

/** The whole curve in one sentence, for assistive technology. */
export function describedCurve(axis: Axis, response: Response, present: string): string {
  const { feature, numbers, values } = axis
  const range = numbers
    ? `from ${short(numbers[0] ?? 0)} to ${withUnit(short(numbers.at(-1) ?? 0), feature.unit)}`
    : `over ${values.length} choices`
  const finding = findingOf(axis, response, present)
  if (response.kind === 'values' || !numbers) return `${feature.name} ${range}: ${finding}.`
  const borders = bordersOf(numbers, response.labels)
  if (borders.length < 2) return `${feature.name} ${range}: ${finding}.`
  const steps = borders.map(({ at, above }) => `${above} from ${short(at)}`)
  return `${feature.name} ${range}: ${response.labels[0]}, ${steps.join(', ')}.`
}

/** What a map shows: how much of it each class takes, or where the least and the greatest value are. */
export function mapFinding(x: Axis, y: Axis, response: Response): string {
  if (response.kind === 'classes') {
    const { labels } = response
    const shares = [...new Set(labels)]
      .map((label) => ({ label, share: labels.filter((one) => one === label).length / labels.length }))
      .sort((a, b) => b.share - a.share)
    if (shares.length === 1) return `${shares[0]?.label} everywhere`
    return shares.map(({ label, share }) => `${label} on ${Math.max(1, Math.round(share * 100))} %`).join(', ')
  }
  const { values, unit } = response
  const [least, greatest] = [Math.min(...values), Math.max(...values)]
  if (short(least) === short(greatest)) return `stays at ${withUnit(short(least), unit)}`
  const placeOf = (value: number) => {
    const index = values.indexOf(value)
    const columns = x.values.length
    return `${x.feature.name} ${x.values[index % columns]}, ${y.feature.name} ${y.values[Math.floor(index / columns)]}`
  }
  return `least ${withUnit(short(least), unit)} at ${placeOf(least)}; greatest ${withUnit(short(greatest), unit)} at ${placeOf(greatest)}`
}

/** Names of so many features stand in the sentence. */
const mostNamed = 3

/** Says which axes are a span around the present value, and why; undefined if none is. */
export function aroundText(axes: Axis[]): string | undefined {
  const names = axes.flatMap(({ feature, around }) => (around === undefined ? [] : [feature.name]))
  if (names.length === 0) return undefined
  const rest = names.length - mostNamed
  const said = names.slice(0, mostNamed).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
  const [subject, whose] = names.length === 1 ? ['it goes', 'its'] : ['they go', 'their']
  return `The contract has no range of ${said}, so ${subject} over a span around ${whose} present value.`
}

/** One feature goes over its range while the others stay: which values, and the rows that request them. */
import type { Feature } from '../model/contract/contract'
import { encodeRow, type FormValues } from '../model/requests/encode'

/** The points of a number: enough for a smooth line, few enough that four features are one request. */
const curvePoints = 41

export interface Axis {
  /** With the ends of the axis as its range. */
  feature: Feature
  /** The values as they are sent, ascending if they are numbers. */
  values: string[]
  /** The same as numbers; absent for a choice and for yes or no. */
  numbers?: number[]
  /** The value that the axis goes around, because the contract has no range. */
  around?: string
}

/** Says whether a feature can have an axis at all: a text has none, and neither has a choice of one value. */
export const canVary = ({ type, choices = [], min, max }: Feature): boolean =>
  type === 'boolean' ||
  (type === 'choice' && choices.length > 1) ||
  ((type === 'number' || type === 'integer') && !(min !== undefined && max !== undefined && min >= max))

/**
 * The feature's values from its least to its greatest, or its choices. A number without a range goes over a span around its
 * present value; undefined without that too.
 */
export function axisOf(feature: Feature, present = '', points = curvePoints): Axis | undefined {
  if (!canVary(feature)) return undefined
  if (feature.type === 'boolean') return { feature, values: ['false', 'true'] }
  if (feature.type === 'choice') return { feature, values: feature.choices ?? [] }
  const { min, max } = feature
  if (min !== undefined && max !== undefined) return numericAxis(feature, min, max, points)
  const span = spanAround(feature, present)
  return span && { ...numericAxis({ ...feature, ...span }, span.min, span.max, points), around: present.trim() }
}

function numericAxis(feature: Feature, min: number, max: number, points: number): Axis {
  const numbers = feature.type === 'integer' ? integersOf(min, max, points) : numbersOf(min, max, points)
  return { feature, numbers, values: numbers.map(String) }
}

/** Half of a value up and down, or 1 at zero, of whole numbers at least 5; an end that the contract has stays. */
function spanAround({ type, min, max }: Feature, present: string): { min: number; max: number } | undefined {
  const value = Number(present)
  if (present.trim() === '' || !Number.isFinite(value)) return undefined
  const whole = type === 'integer'
  const half = whole ? Math.max(5, Math.ceil(Math.abs(value) / 2)) : Math.abs(value) / 2 || 1
  const middle = whole ? Math.round(value) : value
  const [low, high] = [
    min ?? tidy(Math.min(middle, max ?? middle) - half),
    max ?? tidy(Math.max(middle, min ?? middle) + half),
  ]
  return low < high ? { min: low, max: high } : undefined
}

const tidy = (value: number) => Number(value.toPrecision(12))

function integersOf(min: number, max: number, points: number): number[] {
  const [from, to] = [Math.ceil(min), Math.floor(max)]
  const count = Math.min(points, to - from + 1)
  return Array.from({ length: count }, (_, index) =>
    count === 1 ? from : Math.round(from + ((to - from) * index) / (count - 1)),
  )
}

/** Free of floating dust: at most four digits more than the step has. */
function numbersOf(min: number, max: number, points: number): number[] {
  const step = (max - min) / (points - 1)
  const digits = Math.min(12, Math.max(0, 3 - Math.floor(Math.log10(step))))
  return Array.from({ length: points }, (_, index) =>
    index === points - 1 ? max : Number((min + step * index).toFixed(digits)),
  )
}

/** About a hundredth of the range, a power of ten: how far one press of an arrow key goes. */
export const keyStep = ({ type, min = 0, max = 0 }: Feature): number =>
  type === 'integer' ? 1 : 10 ** Math.floor(Math.log10((max - min) / 20))

/** The nearest value that a person would write, inside the range. */
export function snapped(feature: Feature, value: number): number {
  const { min = value, max = value } = feature
  const step = keyStep(feature)
  const digits = Math.max(0, -Math.floor(Math.log10(step)))
  return Math.min(max, Math.max(min, Number((Math.round(value / step) * step).toFixed(digits))))
}

/** A row for each value of the axis, all else as the form has it. */
export const curveRows = (features: Feature[], values: FormValues, { feature, values: along }: Axis): string[] =>
  along.map((value) => encodeRow(features, { ...values, [feature.name]: value }))

/** A row for each cell of a map, x quickest: row `y * columns + x`. */
export const gridRows = (features: Feature[], values: FormValues, x: Axis, y: Axis): string[] =>
  y.values.flatMap((down) =>
    x.values.map((across) => encodeRow(features, { ...values, [x.feature.name]: across, [y.feature.name]: down })),
  )

/** Says whether what was drawn from `base` still holds: the feature on the axis might have moved, the others not. */
export const holdsFor = (features: Feature[], base: FormValues, now: FormValues, moving: string[]): boolean =>
  features.every(({ name }) => moving.includes(name) || (base[name] ?? '').trim() === (now[name] ?? '').trim())

/** Rows or columns of a table that are still read easily. */
const mostPlaces = 11

/** Places of an axis that a table shows: all of a short axis, else the first, the last and some evenly between. */
export function placesOf(count: number): number[] {
  const shown = Math.min(count, mostPlaces)
  return Array.from({ length: shown }, (_, place) =>
    shown < count ? Math.round((place * (count - 1)) / (shown - 1)) : place,
  )
}

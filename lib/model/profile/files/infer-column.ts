/** One column's values become a feature: its type, range, distribution, choices and the value that a form starts with. */
import { type Feature, fewestForQuantiles, quantileShares } from '../../contract/contract'
import { isCode, isMissing, isNumber, isWhole } from '../../tables/number-text'
import { areDates, sampleText } from '../sample-text'

/** More distinct texts than this are free text, unless each occurs often. */
const mostChoices = 24
const mostBins = 24

/** Units that end a name: `bill_length_mm`. */
const unitSuffix = /_(mm|cm|km|kg|mg|ml|ms|kwh|kw|usd|eur|gbp|mpg|mph|kmh|pct)$/i

export interface Column {
  feature: Feature
  /** Rows without a value. */
  missing: number
}

/** `sepal length (cm)` → name and unit; of `bill_length_mm` the name stays whole. */
export function splitUnit(header: string): { name: string; unit?: string } {
  const bracket = header.match(/[([]([^()[\]]{1,24})[)\]]$/)
  const name = header.slice(0, bracket?.index).trimEnd()
  if (name && bracket?.[1]) return { name, unit: bracket[1].trim() }
  const suffix = header.match(unitSuffix)?.[1]
  return suffix ? { name: header, unit: suffix } : { name: header }
}

/** @param cells trimmed, `''` where the value is missing */
export function inferColumn(header: string, cells: string[]): Column {
  const named = splitUnit(header)
  const known = cells.filter((cell) => cell !== '')
  const sure = known.filter((cell) => !isMissing(cell))
  if (cells.length === 0) return { feature: { ...named, type: 'number' }, missing: 0 }
  // Without a value it has no type, and a text takes whatever a person sends.
  if (sure.length === 0) return { feature: { name: named.name, type: 'text', missing: 'empty' }, missing: cells.length }
  const gaps = cells.length - sure.length
  const missing = gaps > 0 ? { missing: 'empty' as const } : {}
  if (sure.every((cell) => isNumber(cell) && !isCode(cell)))
    return { feature: { ...named, ...numbers(sure), ...missing }, missing: gaps }
  const { name } = named
  if (sure.every((cell) => /^(true|false)$/i.test(cell)))
    return { feature: { name, ...booleans(sure), ...missing }, missing: gaps }
  // `None` and `-` can be words of a text or of a choice.
  const empty = cells.length - known.length
  return { feature: { name, ...texts(known), ...(empty > 0 ? { missing: 'empty' as const } : {}) }, missing: empty }
}

function numbers(cells: string[]): Omit<Feature, 'name'> {
  const sorted = cells.map((text) => ({ text, value: Number(text) })).sort((a, b) => a.value - b.value)
  const values = sorted.map(({ value }) => value)
  const whole = cells.every(isWhole)
  const type = whole ? 'integer' : 'number'
  // The lower one of two in the middle, so that it is a value that occurred, in its own digits.
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]?.text ?? ''
  const [min = 0] = values
  const max = values.at(-1) ?? 0
  // One row gives an example and no range; beyond 2^53 a range would have other digits than the values.
  if (cells.length === 1 || ![min, max].every((end) => Math.abs(end) <= Number.MAX_SAFE_INTEGER))
    return { type, default: middle }
  return {
    type,
    min,
    max,
    default: middle,
    ...(max > min ? { histogram: histogramOf(values, min, max, whole) } : {}),
    ...(max > min && values.length >= fewestForQuantiles ? { quantiles: quantilesOf(values) } : {}),
  }
}

/** Bins of equal width; a few whole numbers get a bin each. */
function histogramOf(values: number[], min: number, max: number, whole: boolean): number[] {
  const bins = whole ? Math.min(mostBins, max - min + 1) : mostBins
  const counts = new Array<number>(bins).fill(0)
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor(((value - min) / (max - min)) * bins))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts
}

/** Interpolated between neighbours, as NumPy does by default. @param sorted ascending */
const quantilesOf = (sorted: number[]): number[] =>
  quantileShares.map((share) => {
    const place = share * (sorted.length - 1)
    const low = sorted[Math.floor(place)] ?? 0
    const high = sorted[Math.ceil(place)] ?? low
    return Number((low + (high - low) * (place % 1)).toPrecision(12))
  })

function booleans(cells: string[]): Omit<Feature, 'name'> {
  const yes = cells.filter((cell) => /^true$/i.test(cell)).length
  const histogram = [cells.length - yes, yes]
  return { type: 'boolean', default: mostCommon(counted(cells)), ...(cells.length > 1 ? { histogram } : {}) }
}

function texts(cells: string[]): Omit<Feature, 'name'> {
  const counts = counted(cells)
  const few = counts.size <= mostChoices || (counts.size <= 200 && cells.length >= 20 * counts.size)
  // A value of its own in every row names the row.
  const names = counts.size > 8 && counts.size === cells.length
  // What stands in a row can be private, so a text's sample is made up.
  // The days of the training data are no list that the next day has to be in.
  if (!few || names || areDates([...counts.keys()]) || [...counts.keys()].some((text) => text.length > 128))
    return { type: 'text', default: sampleText(cells) }
  const choices = [...counts.keys()].sort()
  const histogram = choices.map((choice) => counts.get(choice) ?? 0)
  return { type: 'choice', choices, default: mostCommon(counts), ...(cells.length > 1 ? { histogram } : {}) }
}

function counted(cells: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  return counts
}

const mostCommon = (counts: Map<string, number>): string => [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''

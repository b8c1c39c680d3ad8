/** One column's values become a feature: its type, range, distribution, choices and the value that a form starts with. */
import { type Feature, fewestForQuantiles, quantileShares } from '../contract/contract'
import { isNumber } from './read-table'

/** More distinct texts than this are free text, unless each occurs often. */
const mostChoices = 24
const mostBins = 24

/** How programs write that a number is missing: pandas, R, SQL, UCI's data sets. */
const missingNumber = /^(na|n\/a|#n\/a|nan|null|none|\?|-)$/i

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
  const sure = known.filter((cell) => !missingNumber.test(cell))
  if (known.length === 0) return { feature: { ...named, type: 'number' }, missing: cells.length }
  if (sure.length > 0 && sure.every(isNumber))
    return { feature: { ...named, ...numbers(sure) }, missing: cells.length - sure.length }
  const { name } = named
  if (sure.length > 0 && sure.every((cell) => /^(true|false)$/i.test(cell)))
    return { feature: { name, ...booleans(sure) }, missing: cells.length - sure.length }
  return { feature: { name, ...texts(known) }, missing: cells.length - known.length }
}

function numbers(cells: string[]): Omit<Feature, 'name'> {
  const sorted = cells.map(Number).sort((a, b) => a - b)
  const whole = cells.every((cell) => /^[+-]?\d+(\.0*)?$/.test(cell))
  const type = whole ? 'integer' : 'number'
  // The lower one of two in the middle, so that it is a value that occurred.
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  const [min = 0] = sorted
  const max = sorted.at(-1) ?? 0
  // One row gives an example and no range.
  if (sorted.length === 1) return { type, default: String(middle) }
  return {
    type,
    min,
    max,
    default: String(middle),
    ...(max > min ? { histogram: histogramOf(sorted, min, max, whole) } : {}),
    ...(max > min && sorted.length >= fewestForQuantiles ? { quantiles: quantilesOf(sorted) } : {}),
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
  if (!few || names || [...counts.keys()].some((text) => text.length > 128)) return { type: 'text' }
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

import { formatNumber } from '../locale'

/** Three significant digits for a chart's words, more only where the number is whole. */
export function short(value: number): string {
  if (value !== 0 && (Math.abs(value) >= 1e7 || Math.abs(value) < 1e-3)) return value.toExponential(1)
  if (Number.isInteger(value) || Math.abs(value) >= 1000)
    return formatNumber(value, { maximumFractionDigits: 0, useGrouping: Math.abs(value) >= 10_000 })
  return formatNumber(value, { maximumSignificantDigits: 3, useGrouping: false })
}

export const withUnit = (text: string, unit?: string): string => (unit ? `${text} ${unit}` : text)

/** Least, middle and greatest of an axis that holds all values, each a number with few digits, and as little room as that allows. */
export function scaleOf(values: number[]): [number, number, number] {
  const least = Math.min(...values)
  const greatest = Math.max(...values)
  const span = greatest - least || Math.abs(greatest) || 1
  for (const half of niceFrom(span / 2)) {
    const low = Math.floor(least / (half / 2)) * (half / 2)
    if (low + 2 * half >= greatest) return [tidy(low), tidy(low + half), tidy(low + 2 * half)]
  }
  return [least, least + span / 2, greatest]
}

const tidy = (value: number) => Number(value.toPrecision(10))

/** Numbers with one digit or two, from this one to its ten- or hundredfold. */
function niceFrom(value: number): number[] {
  const power = 10 ** Math.floor(Math.log10(value))
  const factors = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8]
  return [...factors, ...factors.map((one) => one * 10)].map((one) => one * power).filter((one) => one >= value)
}

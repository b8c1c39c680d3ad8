/** Three significant digits for a chart's words, more only where the number is whole. */
export function short(value: number): string {
  if (value !== 0 && (Math.abs(value) >= 1e7 || Math.abs(value) < 1e-3)) return value.toExponential(1)
  if (Number.isInteger(value) || Math.abs(value) >= 1000)
    return new Intl.NumberFormat('en', { maximumFractionDigits: 0, useGrouping: Math.abs(value) >= 10_000 }).format(
      value,
    )
  return String(Number(value.toPrecision(3)))
}

export const withUnit = (text: string, unit?: string): string => (unit ? `${text} ${unit}` : text)

/** Least, middle and greatest of an axis that holds all values, each a number with few digits. */
export function scaleOf(values: number[]): [number, number, number] {
  const least = Math.min(...values)
  const greatest = Math.max(...values)
  const span = greatest - least || Math.abs(greatest) || 1
  const half = niceAbove((span / 2) * 1.04)
  const from = Math.floor(least / (half / 2)) * (half / 2)
  const low = tidy(from)
  if (tidy(from + 2 * half) < greatest) return [low, tidy(from + 2 * half), tidy(from + 4 * half)]
  return [low, tidy(from + half), tidy(from + 2 * half)]
}

const tidy = (value: number) => Number(value.toPrecision(10))

/** The next of 1, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const factor = [1, 2, 2.5, 3, 4, 5, 6, 8, 10].find((one) => one * power >= value * 0.999_999) ?? 10
  return factor * power
}

/** Steps and values to a drawing of 600 by 160; a gap (NaN) breaks the line. */
export interface Scale {
  min: number
  max: number
  x: (step: number) => number
  y: (value: number) => number
  /** The area between two lines, where both have a value. */
  band: (low: number[], high: number[]) => string
}

export function scaleOf(lines: number[][]): Scale {
  let [min, max, steps] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1]
  for (const line of lines) {
    steps = Math.max(steps, line.length)
    for (const value of line) {
      if (!Number.isFinite(value)) continue
      min = Math.min(min, value)
      max = Math.max(max, value)
    }
  }
  if (min > max) [min, max] = [0, 1]
  if (min === max) [min, max] = [min - 0.5, max + 0.5]
  const x = (step: number) => round(steps === 1 ? 300 : (step / (steps - 1)) * 600)
  const y = (value: number) => round(160 - ((value - min) / (max - min)) * 160)
  const band = (low: number[], high: number[]) => {
    const both = low.map((_, step) => step).filter((step) => isDrawn(low[step]) && isDrawn(high[step]))
    const up = both.map((step) => `${x(step)} ${y(high[step] ?? 0)}`)
    const back = both.toReversed().map((step) => `${x(step)} ${y(low[step] ?? 0)}`)
    return both.length === 0 ? '' : `M${[...up, ...back].join('L')}Z`
  }
  return { min, max, x, y, band }
}

export function pathOf(values: number[], { x, y }: Scale): string {
  const points = values.map((value, step) =>
    isDrawn(value) ? `${isDrawn(values[step - 1]) ? 'L' : 'M'}${x(step)} ${y(value)}` : '',
  )
  return points.join('')
}

const isDrawn = (value: number | undefined) => value !== undefined && Number.isFinite(value)
const round = (value: number) => Math.round(value * 10) / 10

/** What is measured by the column of rows. */

export const columnsOf = (rows: number[][]): number[][] =>
  rows[0]?.map((_, column) => rows.map((row) => row[column] ?? 0)) ?? []

export const meanOf = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** Returns the standard deviation. */
export function spreadOf(values: number[]): number {
  const mean = meanOf(values)
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)))
}

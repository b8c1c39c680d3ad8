/** `{"data": …}` to CSV: what a person writes in JSON becomes what a tabular container takes. */

/** @returns the CSV, or a sentence that says what is wrong with it */
export function csvOfData(data: unknown): { csv: string } | { problem: string } {
  if (typeof data === 'string') return { csv: data }
  if (!Array.isArray(data)) return { problem: '"data" must be text, a row or a list of rows' }
  if (data.length === 0) return { problem: '"data" is an empty list' }
  const nested = data.filter(Array.isArray).length
  if (nested > 0 && nested < data.length) return { problem: '"data" mixes rows and single values' }
  const rows: unknown[][] = nested > 0 ? data : [data]
  const lines: string[] = []
  for (const [index, row] of rows.entries()) {
    if (row.length === 0) return { problem: `Row ${index + 1} of "data" is empty` }
    if (row.some((cell) => typeof cell === 'object' && cell !== null)) {
      return { problem: `Row ${index + 1} of "data" holds something else than numbers and text` }
    }
    lines.push(row.map(cellOf).join(','))
  }
  return { csv: lines.join('\n') }
}

/** Null is a missing value: an empty cell. */
export function cellOf(value: unknown): string {
  const text = value === null ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** How many lines hold something; a line break inside quotes counts as one line more, which is good enough for a log. */
export const countRows = (csv: string): number => csv.split('\n').filter((line) => line.trim() !== '').length

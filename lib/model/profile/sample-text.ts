/** A made-up value in the form of a column's own: a date as these dates, digits as these digits. No value of a row. */

/** A day that is one in every order of day and month. */
const parts: [form: RegExp, sample: string][] = [
  [/^\d{4}-\d\d-\d\d$/, '2024-05-05'],
  [/^\d{4}\/\d\d?\/\d\d?$/, '2024/05/05'],
  [/^\d{8}$/, '20240505'],
  [/^\d\d?\.\d\d?\.\d{4}$/, '05.05.2024'],
  [/^\d\d?\/\d\d?\/\d{4}$/, '05/05/2024'],
  [/^\d\d?-\d\d?-\d{4}$/, '05-05-2024'],
  [/^\d\d?:\d\d$/, '12:00'],
  [/^\d\d?:\d\d:\d\d$/, '12:00:00'],
  [/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d$/, '2024-05-05 12:00'],
  [/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d$/, '2024-05-05 12:00:00'],
  [/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\.\d{1,9}$/, '2024-05-05 12:00:00.000'],
  [/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/, '2024-05-05 12:00:00Z'],
  [/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?[+-]\d\d:?\d\d$/, '2024-05-05 12:00:00+00:00'],
]

/** Says whether every cell is a day, or a moment of one. */
export const areDates = (cells: string[]): boolean =>
  parts.some(([form, sample]) => sample.includes('2024') && cells.every((cell) => form.test(cell)))

/** So many cells show the form. */
const mostCells = 200

export function sampleText(cells: string[]): string {
  const some = cells.slice(0, mostCells)
  const date = parts.find(([form]) => some.every((cell) => form.test(cell)))
  if (date) return some.every((cell) => cell.includes('T')) ? date[1].replace(' ', 'T') : date[1]
  const [first = ''] = some
  const digits = some.every((cell) => cell.length === first.length && /^\d{1,64}$/.test(cell))
  return digits ? '0123456789'.repeat(7).slice(0, first.length) : 'sample text'
}

/** One record of a table as one line of CSV: a hundred thousand strings weigh far less than their cells. */
import Papa from 'papaparse'

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

export const lineOf = (cells: readonly string[]): string => cells.map(quoted).join(',')

export function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',')
  return Papa.parse<string[]>(line, { delimiter: ',', newline: '\n' }).data[0] ?? []
}

/**
 * A cell that a spreadsheet would run as a formula gets an apostrophe before it; numbers, negative ones too, stay.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function safeCell(cell: string): string {
  const runs = /^[=+\-@\t\r]/.test(cell) && !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(cell)
  return quoted(runs ? `'${cell}` : cell)
}

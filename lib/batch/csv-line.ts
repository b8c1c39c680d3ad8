/** One record of a table as one line of CSV: a hundred thousand strings weigh far less than their cells. */
import Papa from 'papaparse'
import { quoteCell } from '../model/requests/encode'
import { isNumber } from '../model/tables/number-text'

export const lineOf = (cells: readonly string[]): string => cells.map(quoteCell).join(',')

export function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',')
  return Papa.parse<string[]>(line, { delimiter: ',', newline: '\n' }).data[0] ?? []
}

/**
 * Starts of a formula in Excel, LibreOffice and Google Sheets: their signs, in full width too (Excel reads those as the plain
 * ones), also behind white space and characters without width.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u

/** A cell that a spreadsheet would run as a formula gets an apostrophe before it; numbers, negative ones too, stay. */
const safeCell = (cell: string): string => quoteCell(formula.test(cell) && !isNumber(cell) ? `'${cell}` : cell)

/** One record of a CSV file that people open in a spreadsheet. What a model reads is written by `lineOf`. */
export const spreadsheetLine = (cells: readonly string[]): string => cells.map(safeCell).join(',')

/** A pasted CSV becomes features: names from its header, types and ranges from the rows beneath it where there are any. */
import Papa from 'papaparse'
import { fail, ok, type Result } from '../result'
import type { Feature } from './contract'

/** More distinct texts than this are no choice but free text. */
const mostChoices = 24

const isNumber = (cell: string) => /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(cell)

/** One line of names, or names and rows; separated by commas, semicolons or tabs. */
export function featuresFromCsv(text: string): Result<Feature[]> {
  const parsed = Papa.parse<string[]>(text.trim(), { skipEmptyLines: 'greedy' })
  const [header = [], ...rows] = parsed.data.map((row) => row.map((cell) => cell.trim()))
  const names = header.filter((name) => name !== '')
  if (names.length === 0)
    return refuse('Nothing to read.', 'Paste the header line of the training data: its column names.')
  if (header.length !== names.length)
    return refuse(
      `Column ${header.indexOf('') + 1} has no name.`,
      'Give every column a name, in the order of the model.',
    )
  if (header.every(isNumber))
    return refuse('That is a row of numbers, and no header.', 'Paste the column names as the first line.')
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated) return refuse(`Two columns are named ${repeated}.`, 'Give every column a name of its own.')
  const long = names.find((name) => name.length > 64)
  if (long) return refuse(`${long.slice(0, 20)}… is longer than 64 characters.`, 'Shorten the name.')
  const uneven = rows.findIndex((row) => row.length !== names.length)
  if (uneven >= 0)
    return refuse(
      `Line ${uneven + 2} has ${rows[uneven]?.length} values, and the header ${names.length}.`,
      'Paste whole rows only.',
    )
  return ok(
    names.map((name, index) =>
      featureFrom(
        name,
        rows.map((row) => row[index] ?? '').filter((cell) => cell !== ''),
      ),
    ),
  )
}

const refuse = (message: string, remedy: string) => fail({ code: 'invalid-csv', message, remedy })

function featureFrom(name: string, cells: string[]): Feature {
  if (cells.length === 0) return { name, type: 'number' }
  const common = { name, default: mostCommon(cells) }
  if (cells.every(isNumber)) {
    const numbers = cells.map(Number)
    const whole = cells.every((cell) => /^[+-]?\d+$/.test(cell))
    // One row tells an example and no range.
    const range = numbers.length > 1 ? { min: Math.min(...numbers), max: Math.max(...numbers) } : {}
    return { ...common, type: whole ? 'integer' : 'number', ...range, default: String(median(numbers)) }
  }
  if (cells.every((cell) => /^(true|false)$/i.test(cell))) return { ...common, type: 'boolean' }
  const distinct = [...new Set(cells)]
  const isChoice = distinct.length <= mostChoices && distinct.every((cell) => cell.length <= 128)
  if (!isChoice) return { name, type: 'text' }
  return { ...common, type: 'choice', choices: distinct.sort() }
}

function mostCommon(cells: string[]): string {
  const counts = new Map<string, number>()
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

/** The lower one of two in the middle, so that it is a value that occurred. */
function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}

/** A body of lines with commas: numbers, names, Autopilot's columns, lists as old XGBoost writes them, a header or none. */
import Papa from 'papaparse'
import { shareOf } from '../series/forecast'
import { type Context, type Fields, isNumbers, isTexts, type Num } from '../shape'
import { numberOf, parseJson } from './json'

export function recordsOfCsv(text: string, { recordCount, output }: Context): unknown[] | undefined {
  const lists = listsOf(text)
  if (lists) return lists.length === 1 && isNumbers(lists[0]) && recordCount > 1 ? eachOf(lists[0], recordCount) : lists
  const { data } = Papa.parse<string[]>(text.trim(), { delimiter: ',', skipEmptyLines: 'greedy' })
  const lines = data.map((row) => row.map((cell) => cell.trim()))
  const labelOf = labelFinder(output?.labels)
  if (hasHeader(lines, recordCount, output?.labels)) return objectsOf(lines)
  const rows = lines.map((cells) => fromCells(cells, labelOf))
  if (rows.length === 0 || !rows.every((row) => row !== undefined)) return undefined
  const [only] = rows
  // XGBoost writes the records of one request on one line where each is a single number.
  if (rows.length === 1 && recordCount > 1) return only && eachOf(only, recordCount)
  return rows.map((row) => (row.length === 1 ? row[0] : row))
}

const eachOf = (list: unknown[], recordCount: number) => (list.length === recordCount ? list : undefined)

/** `[0.1, 0.9],[0.8, 0.2]`, or a list a line: one for each record. */
function listsOf(text: string): unknown[] | undefined {
  if (!/^\s*\[/.test(text)) return undefined
  const joined = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(',')
    .replaceAll(',,', ',')
  const lists = parseJson(`[${joined}]`)
  return Array.isArray(lists) && lists.every(isNumbers) ? lists : undefined
}

/** Names above numbers, with one row for each record below. */
function hasHeader(lines: string[][], recordCount: number, labels: string[] = []): boolean {
  const [header = [], ...rows] = lines
  if (rows.length === 0 || rows.length + 1 === recordCount) return false
  // AutoGluon's columns of a forecast: `item_id,timestamp,mean,0.1,0.9`.
  const isForecast = header.includes('mean')
  const isNumber = (cell: string) => numberIn(cell) !== undefined && !(isForecast && shareOf(cell) !== undefined)
  const isName = (cell: string) => cell !== '' && !isNumber(cell) && !cell.startsWith('[') && !labels.includes(cell)
  const areNames = header.every(isName) && new Set(header).size === header.length
  const isTable = rows.every((row) => row.length === header.length)
  const hasNumbers = rows.some((row) => row.some((cell) => numberIn(cell) !== undefined))
  const isCounted = rows.length === recordCount && (header.length > 1 || recordCount > 1)
  return areNames && isTable && (hasNumbers || isCounted)
}

const objectsOf = ([header = [], ...rows]: string[][]): Fields[] =>
  rows.map((row) => Object.fromEntries(header.map((name, at) => [name, valueIn(row[at] ?? '')])))

const valueIn = (cell: string): unknown => numberIn(cell) ?? listIn(cell) ?? cell

function numberIn(cell: string): Num | undefined {
  if (/^-?nan$/i.test(cell)) return Number.NaN
  if (cell === '' || !Number.isFinite(Number(cell))) return undefined
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(cell) ? numberOf(cell) : Number(cell)
}

/** `[0.4, 0.6]`, and Python's `['no', 'yes']`. */
function listIn(cell: string): unknown[] | undefined {
  if (!cell.startsWith('[')) return undefined
  const list = parseJson(cell) ?? (cell.includes('"') ? undefined : parseJson(cell.replaceAll("'", '"')))
  return Array.isArray(list) ? list : undefined
}

/**
 * Plain numbers, one name, or what Autopilot was set to answer with: label, probability, probabilities, labels.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/autopilot-automate-model-development-container-output.html
 */
function fromCells(cells: string[], labelOf: ReturnType<typeof labelFinder>): unknown[] | undefined {
  const numbers = (cells.length === 1 ? (cells[0] ?? '').split(/\s+/) : cells).map(numberIn)
  if (numbers.every((number) => number !== undefined)) return numbers
  const [first = '', ...others] = cells
  const values = others.map(valueIn)
  const [lists, names, shares] = [values.filter(isNumbers), values.filter(isTexts), values.filter(isShareOf)]
  const isAutopilot = lists.length <= 1 && names.length <= 1 && shares.length <= 1
  if (values.length > 0 && isAutopilot && lists.length + names.length + shares.length === values.length) {
    const [probabilities] = lists
    const [labels] = names
    if (probabilities) return [autopilot(first, probabilities, labels)]
    if (!labels) return [{ predicted_label: first, probability: shares[0] }]
  }
  const label = labelOf(cells)
  if (label !== undefined) return [label]
  return cells.length === 1 && /^[\p{L}\p{N}_ .,-]{1,64}$/u.test(first) ? [first] : undefined
}

const isShareOf = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1

/** The probability of the label stands among the probabilities again. */
const autopilot = (label: string, probabilities: Num[], labels: string[] | undefined): Fields => ({
  predicted_label: label,
  probabilities,
  ...(labels ? { labels } : {}),
})

/** Finds the class that a line names in time that does not grow with the classes. A container can write a comma without quotes. */
function labelFinder(labels: string[] = []): (cells: string[]) => string | undefined {
  const byCells = new Map<string, string>()
  for (const label of labels)
    for (const cells of [label.split(',').map((part) => part.trim()), [label]]) {
      const key = JSON.stringify(cells)
      if (!byCells.has(key)) byCells.set(key, label)
    }
  return (cells) => byCells.get(JSON.stringify(cells))
}

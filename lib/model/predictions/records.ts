/** One entry for each record that was sent: a number, a list of numbers, a name, or an object. */
import Papa from 'papaparse'
import { parseJson } from './json'
import { type Context, type Fields, isFields, isNumbers } from './shape'

const listKeys = ['predictions', 'probabilities', 'prediction', 'scores', 'projections', 'outputs'] as const

export function recordsOfJson(json: unknown, recordCount: number): unknown[] | undefined {
  if (typeof json === 'number' || typeof json === 'string') return [json]
  if (Array.isArray(json)) return grouped(json, recordCount)
  if (!isFields(json)) return undefined
  const key = listKeys.find((name) => Array.isArray(json[name]))
  // Zero-shot and JumpStart name the labels of one record beside its scores.
  const isOne = ('labels' in json || 'predicted_label' in json) && isNumbers(key && json[key])
  if (!key || isOne) return [json]
  const list = json[key] as unknown[]
  // `{"prediction": [9.1, 8.2]}` (LightGBM, CatBoost) is a value for each record, whatever was counted.
  const records = key === 'prediction' ? list : grouped(list, recordCount)
  return key === 'probabilities' ? records?.map((record) => withLabels(record, json)) : records
}

/** `{"probabilities": [[0.1, 0.9]], "labels": ["no", "yes"]}`: every record has the same labels. */
const withLabels = (record: unknown, { labels }: Fields) =>
  isNumbers(record) && Array.isArray(labels) ? { probabilities: record, labels } : record

/** `[0.1, 0.6, 0.3]` is three records, or one record of three classes: the number that was sent decides. */
function grouped(list: unknown[], recordCount: number): unknown[] | undefined {
  const isFlat = list.length > 1 && isNumbers(list)
  if (!isFlat || list.length === recordCount) return list
  return recordCount === 1 ? [list] : undefined
}

export function recordsOfCsv(text: string, { recordCount, output }: Context): unknown[] | undefined {
  const { data } = Papa.parse<string[]>(text.trim(), { delimiter: ',', skipEmptyLines: 'greedy' })
  const labelOf = labelFinder(output?.labels)
  const rows = data.map((row) => fromCells(row, labelOf))
  if (rows.length === 0 || rows.includes(undefined)) return undefined
  const [only] = rows
  // XGBoost writes the records of one request on one line where each is a single number.
  if (rows.length === 1 && recordCount > 1) return only?.length === recordCount ? only : undefined
  return rows.map((row) => (row?.length === 1 ? row[0] : row))
}

/** `1,"[0.4, 0.6]"` (Autopilot: label, then probabilities) as well as plain numbers and one name. */
function fromCells(row: string[], labelOf: ReturnType<typeof labelFinder>): unknown[] | undefined {
  const cells = row.map((cell) => cell.trim())
  const [first = '', second] = cells
  const probabilities = second?.startsWith('[') ? parseJson(second) : undefined
  if (cells.length === 2 && Array.isArray(probabilities)) return [{ predicted_label: first, probabilities }]
  const isGap = (cell: string) => /^-?nan$/i.test(cell)
  if (cells.every((cell) => cell !== '' && (isGap(cell) || Number.isFinite(Number(cell)))))
    return cells.map((cell) => (isGap(cell) ? Number.NaN : Number(cell)))
  const label = labelOf(cells)
  if (label !== undefined) return [label]
  return cells.length === 1 && /^[\p{L}\p{N}_ .,-]{1,64}$/u.test(first) ? [first] : undefined
}

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

/** What a model's answer looks like, by the form of its body; undefined where more than one task answers so. */
import type { Task } from '../contract/contract'
import { asList, asObject, asText, parseJson } from '../requests/json-text'

interface ModelResponse {
  text: string
  contentType: string
  /** Rows that were sent: `0.1,0.6,0.3` is three records or one of three classes. */
  recordCount: number
}

/** Members that only one task's answers have. */
const distinctive: [string, Task][] = [
  ['predicted_label', 'classification'],
  ['probabilities', 'classification'],
  ['prob', 'classification'],
  ['closest_cluster', 'clustering'],
  ['projection', 'embedding'],
  ['quantiles', 'forecast'],
  ['generated_text', 'generation'],
  ['choices', 'generation'],
  ['entity', 'tokens'],
  ['entity_group', 'tokens'],
]

export function taskOf({ text, recordCount }: ModelResponse): Task | undefined {
  const json = parseJson(text)
  if (json !== undefined && typeof json === 'object') return fromJson(json, recordCount)
  const lines = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').map(Number))
  return fromRecords(lines.length === 1 && recordCount > 1 ? (lines[0] ?? []).map((cell) => [cell]) : lines)
}

function fromJson(json: unknown, recordCount: number): Task | undefined {
  const body = asObject(json)
  // Clarify wraps the model's own body.
  const wrapped = asText(asObject(body?.predictions)?.data)
  if (wrapped !== undefined) return taskOf({ text: wrapped, contentType: '', recordCount })
  const list = Array.isArray(json)
    ? json
    : asList(body?.predictions ?? body?.projections ?? body?.scores ?? body?.prediction)
  if (Array.isArray(body?.scores) && asObject(list[0])?.score !== undefined) return 'anomaly'
  const first = asObject(list[0]) ?? (list.length === 0 ? body : undefined)
  const distinct = distinctive.find(([member]) => first && member in first)?.[1]
  if (distinct) return distinct
  if (body?.prediction !== undefined && asList(list[0]).length === 6) return 'detection'
  if (first && 'label' in first && 'score' in first) return 'classification'
  const records = list.map((one) => asObject(one)?.score ?? one).map((one) => (Array.isArray(one) ? one : [one]))
  const flat = list.length > 1 && recordCount === 1 && list.every((one) => typeof one === 'number')
  return fromRecords(flat ? [list] : records)
}

/** Shares that sum to one are classes; a single number that is no whole one is a value. */
function fromRecords(records: unknown[][]): Task | undefined {
  const numeric = records.length > 0 && records.every((cells) => cells.every((cell) => Number.isFinite(cell)))
  if (!numeric) return undefined
  const rows = records as number[][]
  const sums = rows.map((cells) => cells.reduce((sum, cell) => sum + cell, 0))
  const shares = rows.every((cells) => cells.length > 1 && cells.every((cell) => cell >= 0 && cell <= 1))
  if (shares && sums.every((sum) => Math.abs(sum - 1) < 0.01)) return 'classification'
  const single = rows.every((cells) => cells.length === 1)
  return single && sums.some((value) => !Number.isInteger(value)) && sums.some((value) => value < 0 || value > 1)
    ? 'regression'
    : undefined
}

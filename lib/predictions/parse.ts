/**
 * A model's answer becomes a prediction by the form of its body, whichever container it comes from (the table of forms is
 * in the tests). What fits no form is raw, never an error.
 */
import type { FeatureContract } from '../features/contract'
import type { ClassScore, Prediction, ResponseBody } from './prediction'

type Output = FeatureContract['output']
type One = Exclude<Prediction, { kind: 'rows' }>

export function parsePrediction(body: ResponseBody, output?: Output): Prediction {
  const raw: Prediction = { kind: 'raw', text: body.text, contentType: body.contentType }
  const type = body.contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  const records = recordsOf(body, type)
  if (!records || records.length === 0) return raw
  const rows = records.map((record) => readRecord(record, output))
  if (!rows.every((row) => row !== undefined)) return raw
  const [only] = rows
  return rows.length === 1 && only ? only : { kind: 'rows', rows }
}

/** One entry for each record that was sent: a number, a list of numbers, or an object. */
function recordsOf({ text, recordCount }: ResponseBody, type: string): unknown[] | undefined {
  if (type === 'application/jsonlines' || type === 'application/x-ndjson') {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    const values = lines.map(parseJson)
    return values.includes(undefined) ? undefined : values
  }
  const json = /json/.test(type) || /^\s*[[{]/.test(text) ? parseJson(text) : undefined
  if (json !== undefined) return fromJson(json, recordCount)
  return /csv|plain|^$/.test(type) ? fromCsv(text, recordCount) : undefined
}

function fromJson(json: unknown, recordCount: number): unknown[] | undefined {
  if (typeof json === 'number') return [json]
  if (Array.isArray(json)) return grouped(json, recordCount)
  if (typeof json !== 'object' || json === null) return undefined
  const object = json as Record<string, unknown>
  for (const key of ['predictions', 'probabilities', 'prediction', 'scores', 'outputs']) {
    const list = object[key]
    if (Array.isArray(list)) return key === 'prediction' ? list : grouped(list, recordCount)
  }
  return [object]
}

/** `[0.1, 0.6, 0.3]` is three records, or one record of three classes: the number that was sent decides. */
function grouped(list: unknown[], recordCount: number): unknown[] {
  const flat = list.length > 1 && list.every((item) => typeof item === 'number')
  return flat && recordCount === 1 ? [list] : list
}

function fromCsv(text: string, recordCount: number): unknown[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const rows = lines.map(cellsOf)
  if (rows.length === 0 || rows.includes(undefined)) return undefined
  const [only] = rows
  // XGBoost writes the records of one request on one line where each is a single number.
  if (rows.length === 1 && recordCount > 1 && only?.length === recordCount) return only
  return rows.map((row) => (row?.length === 1 ? row[0] : row))
}

/** `1,"[0.4, 0.6]"` (Autopilot: label, then probabilities) as well as plain numbers. */
function cellsOf(line: string): unknown[] | undefined {
  const labelled = line.match(/^([^,"]+),"(\[.*\])"$/)
  if (labelled) {
    const probabilities = parseJson(labelled[2] ?? '')
    return Array.isArray(probabilities) ? [{ predicted_label: labelled[1], probabilities }] : undefined
  }
  const cells = line.split(',').map((cell) => cell.trim())
  const numbers = cells.map(Number)
  if (cells.every((cell, index) => cell !== '' && Number.isFinite(numbers[index]))) return numbers
  return cells.length === 1 && /^[\p{L}\p{N}_ .-]{1,64}$/u.test(cells[0] ?? '') ? [cells[0]] : undefined
}

function readRecord(record: unknown, output: Output): One | undefined {
  if (typeof record === 'number') return fromNumber(record, output)
  if (typeof record === 'string') return { kind: 'classes', label: record, scores: [] }
  if (isNumbers(record)) return fromNumbers(record, output)
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return undefined
  return fromObject(record as Record<string, unknown>, output)
}

/** A single number is a class index where the contract says so, else a value. */
function fromNumber(value: number, output: Output): One | undefined {
  if (!Number.isFinite(value)) return undefined
  if (output?.task === 'classification' && Number.isInteger(value))
    return { kind: 'classes', label: labelAt(value, output), scores: [] }
  if (output?.task === 'classification' && value >= 0 && value <= 1) return fromScores([1 - value, value], output)
  return output?.unit ? { kind: 'value', value, unit: output.unit } : { kind: 'value', value }
}

function fromNumbers(numbers: number[], output: Output): One | undefined {
  if (numbers.length === 1) return fromNumber(numbers[0] ?? 0, output)
  return isDistribution(numbers) ? fromScores(numbers, output) : undefined
}

function fromObject(object: Record<string, unknown>, output: Output): One | undefined {
  const { score, predicted_label: predicted, probabilities, probability } = object
  const scores = [probabilities, probability, score].find(isNumbers)
  if (scores && scores.length > 1) return fromScores(scores, output, predicted)
  // Linear Learner's binary answer: the score is the probability of class 1.
  if (typeof score === 'number' && predicted !== undefined && score >= 0 && score <= 1)
    return fromScores([1 - score, score], output, predicted)
  if (predicted !== undefined) return { kind: 'classes', label: labelOf(predicted, output), scores: [] }
  // BlazingText and Hugging Face: a label beside its probability, one or several.
  const { label, prob } = object
  const labels = Array.isArray(label) ? label : label === undefined ? [] : [label]
  const probabilitiesOf = prob ?? score
  const given = Array.isArray(probabilitiesOf) ? probabilitiesOf : [probabilitiesOf]
  if (labels.length > 0 && labels.length === given.length && isNumbers(given)) {
    const named = labels.map(
      (one, index): ClassScore => ({
        label: String(one).replace(/^__label__/, ''),
        probability: given[index] ?? 0,
      }),
    )
    return { kind: 'classes', label: named[0]?.label ?? '', scores: named }
  }
  return typeof score === 'number' ? fromNumber(score, output) : undefined
}

function fromScores(scores: number[], output: Output, predicted?: unknown): One {
  const named = scores.map((probability, index) => ({ label: labelAt(index, output), probability }))
  const best = scores.indexOf(Math.max(...scores))
  const label = predicted === undefined ? labelAt(best, output) : labelOf(predicted, output)
  return { kind: 'classes', label, scores: named }
}

/** `1.0` and `1` are class 1; a text is the class's own name. */
function labelOf(predicted: unknown, output: Output): string {
  const index = Number(predicted)
  return Number.isInteger(index) && String(predicted).trim() !== '' ? labelAt(index, output) : String(predicted)
}

const labelAt = (index: number, output: Output): string => output?.labels?.[index] ?? `Class ${index}`

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'number' && Number.isFinite(item))

/** Shares that add up to one, as softmax gives them; rounding allowed. */
const isDistribution = (numbers: number[]): boolean =>
  numbers.every((value) => value >= 0 && value <= 1) &&
  Math.abs(numbers.reduce((sum, value) => sum + value, 0) - 1) < 0.02

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

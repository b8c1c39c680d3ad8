/** The guards that distinguish the forms of answers. */
import type { Output } from './contract'

export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'number')
export const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')
const isMatrix = (value: unknown): value is number[][] =>
  Array.isArray(value) && value.length > 0 && value.every((row) => isNumbers(row) && row.length === value[0].length)

const isShare = (value: number) => value >= 0 && value <= 1

/** Shares that add up to one, as softmax gives them; rounding allowed. */
const isDistribution = (numbers: number[]): boolean =>
  numbers.every(isShare) && Math.abs(numbers.reduce((sum, value) => sum + value, 0) - 1) < 0.02

/** Says whether these are one record's class probabilities, by their own form or by what the contract says. */
export function areScores(numbers: number[], { task, labels }: Output): boolean {
  const isScored = task === 'classification' && labels.length === numbers.length && numbers.every(isShare)
  return task !== 'regression' && (isDistribution(numbers) || isScored)
}

/** A list as long as this that is no distribution is an embedding. */
export const shortestEmbedding = 32

const madeElsewhere = ['error', 'object', 'errors', 'choices', 'model_name']
const detection = ['detection_boxes', 'normalized_boxes']
const ofRecords = [
  ...['mean', 'quantiles', 'samples', 'answer', 'embedding', 'embeddings', 'vector', 'box', 'entity', 'entity_group'],
  ...['generated_text', 'generated_texts', 'summary_text', 'translation_text', 'text'],
  ...detection,
]

/** Forecasts, boxes, spans, vectors, texts, tensors and errors: they have no normalised form and stay as they came. */
export function isOther(json: unknown, { task, outputs }: Output): boolean {
  if (isFields(json) && [...madeElsewhere, ...detection].some((name) => name in json)) return true
  const list = isFields(json) ? (json.predictions ?? json.prediction ?? json.outputs ?? json.data ?? [json]) : json
  if (!Array.isArray(list)) return false
  if (list.flat().some((one) => isFields(one) && ofRecords.some((name) => name in one))) return true
  if (isFields(json) && (isBoxes(json.prediction) || (Array.isArray(json.outputs) && json.outputs.some(isFields))))
    return true
  return isVectors(json, task, outputs.length > 0)
}

/** `[[class, score, xmin, ymin, xmax, ymax]]`. */
const isBoxes = (lists: unknown): boolean =>
  isMatrix(lists) &&
  lists.every(
    ([index = 0.5, score = 2, xmin = 0, ymin = 0, xmax = 0, ymax = 0, ...rest]) =>
      rest.length === 0 &&
      Number.isInteger(index) &&
      (index < 0 || (isShare(score) && xmin <= xmax && ymin <= ymax && Math.abs(xmax) <= 2 && Math.abs(ymax) <= 2)),
  )

/** A list of tokens' vectors is three lists deep, which no other answer is. */
function isVectors(json: unknown, task: string | undefined, isNamed: boolean): boolean {
  if (isFields(json) && (isNumbers(json.data) || isMatrix(json.data))) return true
  const isDeep = Array.isArray(json) && json.length === 1 && isMatrix(json[0])
  const vectors = isDeep ? json[0] : json
  if (task === 'embedding') return isNumbers(vectors) || isMatrix(vectors)
  if (!isMatrix(vectors) || task !== undefined || isNamed) return false
  return (isDeep || (vectors[0]?.length ?? 0) >= shortestEmbedding) && !vectors.every(isDistribution)
}

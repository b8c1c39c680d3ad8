/** The guards that distinguish the forms of answers, and the rule that nothing is claimed which is not explained. */
import { isLosslessNumber, type LosslessNumber } from 'lossless-json'
import type { Output } from '../request/contract'

export type Fields = Record<string, unknown>
/** A number with more digits than a double holds keeps its text. */
export type Num = number | LosslessNumber

export const isNum = (value: unknown): value is Num => typeof value === 'number' || isLosslessNumber(value)
export const numOf = (value: Num): number => (typeof value === 'number' ? value : Number(value.value))
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value)
export const isNumbers = (value: unknown): value is Num[] =>
  Array.isArray(value) && value.length > 0 && value.every(isNum)
export const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')
const isMatrix = (value: unknown): value is Num[][] =>
  Array.isArray(value) && value.length > 0 && value.every((row) => isNumbers(row) && row.length === value[0].length)
/** Whole numbers in three rows and columns at least, all for one record: a class for each point of a picture, no records. */
export const isGrid = (rows: unknown, count: number, { task, outputs }: Output): boolean =>
  count === 1 &&
  task === undefined &&
  outputs.length === 0 &&
  isMatrix(rows) &&
  Math.min(rows.length, rows[0]?.length ?? 0) > 2 &&
  rows.every((row) => row.every((one) => Number.isInteger(numOf(one))))
/** Says whether an object has no key but these. */
export const hasOnly = (fields: Fields, keys: string[]): boolean =>
  Object.keys(fields).every((key) => keys.includes(key))
/** Objects alone, one at least. */
export const objectsIn = (list: unknown): Fields[] | undefined =>
  Array.isArray(list) && list.length > 0 && list.every(isFields) ? list : undefined

export const isShare = (value: unknown): boolean => isNum(value) && numOf(value) >= 0 && numOf(value) <= 1

/** Shares that add up to one, as softmax gives them; rounding allowed. */
const isDistribution = (numbers: Num[]): boolean =>
  numbers.every(isShare) && Math.abs(numbers.reduce<number>((sum, value) => sum + numOf(value), 0) - 1) < 0.02

/** Says whether these are one record's class probabilities, by their own form or by what the contract says. */
export function areScores(numbers: Num[], { task, labels }: Output): boolean {
  const isScored = task === 'classification' && labels.length === numbers.length && numbers.every(isShare)
  return task !== 'regression' && (isDistribution(numbers) || isScored)
}

/** A list as long as this that is no distribution is an embedding. */
export const shortestEmbedding = 32

/** Keys that mean something in one of the forms: a form that leaves one of them unexplained was misread. */
const known = new Set(
  (
    'score scores probability probabilities proba prob confidence logits relevance_score label labels class classes class_name ' +
    'class_label predicted_label predicted_class prediction predictions predicted pred .pred .pred_class outputs projections ' +
    'projection closest_cluster distance_to_cluster token_str entity entity_group word target mean median quantiles samples ' +
    'embedding embeddings vector answer answers box boxes bbox bboxes bounding_box bounding_boxes boundingBox BoundingBox bndbox pred_boxes pred_classes mask ' +
    'masks normalized_boxes detection_boxes detection_classes detection_scores num_detections generated_text generated_texts ' +
    'summary_text translation_text text generation generations choices message content tool_calls completions index ' +
    'explanations error errors keypoints keypoint_scores keypoints_scores keypoint_labels landmarks similarities similarity_scores'
  ).split(' '),
)

const ofNumbers = 'score scores probability probabilities prediction predictions predicted pred outputs logits'.split(
  ' ',
)

/** Says whether a list below this name is no list of one record's outputs. */
export const isReserved = (key: string): boolean => known.has(key) && !ofNumbers.includes(key)

const isNothing = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0)

export interface Rest {
  rest?: Fields
}

export type Prediction = Rest &
  (
    | { label: string; score?: Num; probabilities?: { label: string; probability: Num | null }[] }
    /** KMeans: the closest cluster, and how far its centre is. */
    | { label: string; distance?: Num }
    /** Null if the model answered NaN. */
    | { value: Num | null; unit?: string; name?: string }
    /** The score of an anomaly detector: higher is stranger. `anomalous` is the model's own verdict. */
    | { score: Num; anomalous?: boolean }
    | { outputs: { name: string; value: Num | null }[]; unit?: string }
  )

export const restIn = (rest: Fields): Rest => (Object.keys(rest).length > 0 ? { rest } : {})

/** What fields hold besides the explained keys; undefined if one of them is known. */
export const besides = (fields: Fields, explained: (string | undefined)[]): Rest | undefined =>
  othersOf(fields, (key) => explained.includes(key))

function othersOf(fields: Fields, isExplained: (key: string) => boolean): Rest | undefined {
  const others = Object.entries(fields).filter(
    ([key, value]) => !isExplained(key) && !(known.has(key) && isNothing(value)),
  )
  const keys = others.map(([key]) => key)
  // A place and a size: a box whose order is not sure is none of anything else.
  const isPlaced = keys.includes('x') && keys.includes('y') && (keys.includes('width') || keys.includes('w'))
  return isPlaced || keys.some((key) => known.has(key)) ? undefined : restIn(Object.fromEntries(others))
}

/** Objects of one form have fewer keys than this together. A list for each key of thousands would fill the memory. */
const mostKeys = 200

/** The same of each item of a list, as one list for each key. */
export function besidesEach(items: Fields[], explained: string[]): Rest | undefined {
  const all = new Set(explained)
  const rests = items.map((item) => othersOf(item, (key) => all.has(key)))
  if (!rests.every((one) => one !== undefined)) return undefined
  const keys = [...new Set(rests.flatMap(({ rest = {} }) => Object.keys(rest)))]
  if (keys.length > mostKeys) return undefined
  return restIn(Object.fromEntries(keys.map((key) => [key, rests.map(({ rest }) => rest?.[key] ?? null)])))
}

/**
 * Boxes, rankings and vectors of numbers, which would read as scores or outputs. They have no normalised form and stay as
 * they came, unless the contract says that they are something else.
 */
export function isOther(json: unknown, { task, outputs }: Output): boolean {
  const can = (one: string) => task === undefined || task === one
  const list = isFields(json) ? (json.results ?? json.data ?? json.rankings) : json
  if (can('detection') && (isMxnet(json) || (objectsIn(json)?.every(hasBox) ?? false))) return true
  if (task === undefined && (isRanking(list) || hasSimilarities(json))) return true
  return can('embedding') && isVectors(json, task, outputs.length > 0)
}

/** `{"similarities": [0.4, 0.6]}`: how near each text is to another, which adds up to one by chance. */
const hasSimilarities = (json: unknown): boolean =>
  isFields(json) && ['similarities', 'similarity_scores'].some((key) => Array.isArray(json[key]))

/** `[[class, score, xmin, ymin, xmax, ymax]]`. */
const isMxnet = (json: unknown): boolean =>
  isFields(json) &&
  isMatrix(json.prediction) &&
  besides(json, ['prediction']) !== undefined &&
  json.prediction.every((list) => {
    const [index = 0.5, score = 2, xmin = 0, ymin = 0, xmax = 0, ymax = 0, ...rest] = list.map(numOf)
    const isPlaced = isShare(score) && xmin <= xmax && ymin <= ymax && Math.abs(xmax) <= 2 && Math.abs(ymax) <= 2
    return list.length === 6 && rest.length === 0 && Number.isInteger(index) && (index < 0 || isPlaced)
  })

const sides = ['xmin ymin xmax ymax', 'x1 y1 x2 y2', 'x_min y_min x_max y_max', 'left top right bottom']
const sizes = [
  'Left Top Width Height',
  'left top width height',
  'x y width height',
  'x y w h',
  'xcenter ycenter width height',
]
const names = ['label', 'class_name', 'class_label', 'name', 'label_name', 'category', 'class', 'category_id']
const scores = ['score', 'confidence', 'probability', 'conf']

/** An object with its sides beside its name or score, or TorchServe's `{"person": [1, 2, 3, 4], "score": 0.9}`. */
function hasBox(item: Fields): boolean {
  const read = (spelling: string) =>
    spelling.split(' ').map((key) => (isNum(item[key]) ? numOf(item[key]) : Number.NaN))
  const stands = sides.some((one) => {
    const [xmin = 0, ymin = 0, xmax = 0, ymax = 0] = read(one)
    return xmin <= xmax && ymin <= ymax
  })
  const spans = sizes.some((one) => {
    const [x = 0, y = 0, width = 0, height = 0] = read(one)
    return Number.isFinite(x + y) && width >= 0 && height >= 0
  })
  if ([...names, ...scores].some((key) => ['string', 'number'].includes(typeof item[key])) && (stands || spans))
    return true
  const [own, ...more] = Object.keys(item).filter((key) => !scores.includes(key))
  const box = own === undefined ? undefined : item[own]
  if (own === undefined || more.length > 0 || !scores.some((key) => isNum(item[key]))) return false
  if (typeof box === 'string') return /^\[\(/.test(box)
  const [xmin = 1, ymin = 1, xmax = 0, ymax = 0] = isNumbers(box) && box.length === 4 ? box.map(numOf) : []
  return xmin <= xmax && ymin <= ymax
}

/** `[{"index": 2, "score": 0.97}, …]`, each index once. */
function isRanking(list: unknown): boolean {
  const items = objectsIn(list) ?? []
  const indexes = items.map((item) => item.index ?? item.corpus_id)
  const isScored = ['score', 'relevance_score'].some((key) => items.every((item) => isNum(item[key])))
  const isPlaced = indexes.every((index) => isNum(index) && Number.isInteger(numOf(index)) && numOf(index) >= 0)
  const rest = besidesEach(items, ['index', 'corpus_id', 'score', 'relevance_score', 'text'])
  return items.length > 0 && isScored && isPlaced && new Set(indexes).size === indexes.length && rest !== undefined
}

/** A list of tokens' vectors is three lists deep, which no other answer is. */
function isVectors(json: unknown, task: string | undefined, isNamed: boolean): boolean {
  const data = isFields(json) && !('columns' in json) && besides(json, ['data', 'object']) ? json.data : undefined
  const rows = isNumbers(data) ? [data] : data
  if (isMatrix(rows)) return task === 'embedding' || (rows[0]?.length ?? 0) >= shortestEmbedding
  const isDeep = Array.isArray(json) && json.length === 1 && isMatrix(json[0])
  const vectors = isDeep ? json[0] : json
  if (task === 'embedding') return isNumbers(vectors) || isMatrix(vectors)
  if (!isMatrix(vectors) || isNamed) return false
  return (isDeep || (vectors[0]?.length ?? 0) >= shortestEmbedding) && !vectors.every(isDistribution)
}

const quantile = /^([pq]|quantile[_ ])?(\d{1,2}%?|0?\.\d{1,6}|0)$/i

/** `0.1`, `p10`, `q0.5`: a forecast has it. */
export function isQuantile(key: string): boolean {
  const [, isNamed, digits = ''] = key.match(quantile) ?? []
  const number = Number(digits.replace('%', '') || 0)
  const share = (isNamed || digits.endsWith('%')) && number >= 1 ? number / 100 : number
  return share > 0 && share < 1
}

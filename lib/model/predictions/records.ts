/** One entry for each record that was sent: a number, a list of numbers, a name, or an object. */
import { besides } from './besides'
import { type Frame, frameOf } from './bodies/frames'
import { opened, unwrapped } from './bodies/nested'
import { forecastsOfSteps } from './series/forecast-steps'
import { type Context, type Fields, isFields, isNumbers, isTexts } from './shape'

const listKeys = ['predictions', 'probabilities', 'prediction', 'scores', 'projections', 'outputs'] as const
/** A server's own envelope, if nothing stands beside it. */
const wrapperKeys = [
  'predictions',
  'prediction',
  'result',
  'results',
  'response',
  'output',
  'outputs',
  'data',
  'body',
  'detections',
  'objects',
  'answers',
  'dataframe_split',
]

export function recordsOfJson(json: unknown, context: Context): Frame | undefined {
  const found = entriesOf(json, context)
  if (!found) return undefined
  const rows = forecastsOfSteps(found.rows, context) ?? found.rows
  return { ...found, rows: rows.map((row) => opened(row, context.output)) }
}

function entriesOf(json: unknown, context: Context): Frame | undefined {
  const { recordCount } = context
  if (Array.isArray(json)) return framed(grouped(json, recordCount))
  if (!isFields(json)) return json === null || json === undefined ? undefined : { rows: [json] }
  const frame = frameOf(json) ?? sideBySide(json)
  if (frame) return frame
  const key = listKeys.find((name) => Array.isArray(json[name]))
  const list = key && (json[key] as unknown[])
  // Zero-shot and JumpStart name the labels of one record beside its scores.
  const isOne = ('labels' in json || 'predicted_label' in json || 'all_classes' in json) && isNumbers(list)
  if (!list && !isOne) return inWrapper(json, context) ?? { rows: [json] }
  if (!list || isOne) return { rows: [json] }
  if (list.length === 0) return undefined
  // Every record of `{"probabilities": [[0.1, 0.9]], "labels": ["no", "yes"]}` has the same labels.
  const { labels } = json
  const isLabelled = key === 'probabilities' && isTexts(labels)
  const whole = besides(json, isLabelled ? [key, 'labels'] : [key])
  if (!whole) return { rows: [json] }
  // `{"prediction": [9.1, 8.2]}` (LightGBM, CatBoost) is a value for each record, whatever was counted.
  const rows = key === 'prediction' ? list : grouped(list, recordCount)
  if (!rows) return undefined
  return {
    rows: isLabelled ? rows.map((row) => (isNumbers(row) ? { probabilities: row, labels } : row)) : rows,
    ...whole,
  }
}

/** What an envelope holds that names no list of its own: `{"body": "[0.1, 0.9]"}`, `{"predictions": {"columns", "data"}}`. */
function inWrapper(json: Fields, context: Context): Frame | undefined {
  const inside = insideOf(json)
  const found = inside && entriesOf(inside.inner, context)
  if (!found || (found.rest && inside.rest && Object.keys(found.rest).some((key) => key in (inside.rest ?? {}))))
    return undefined
  const rest = { ...inside.rest, ...found.rest }
  return { rows: found.rows, ...(Object.keys(rest).length > 0 ? { rest } : {}) }
}

const framed = (rows: unknown[] | undefined): Frame | undefined => rows && { rows }

const nameLists = [
  'predictions',
  'prediction',
  'predicted_labels',
  'predicted_label',
  'labels',
  'classes',
  'pred',
  'preds',
]
const scoreLists = [
  'probabilities',
  'probability',
  'scores',
  'proba',
  'probas',
  'predict_proba',
  'confidences',
  'confidence',
]

/** `{"predictions": [1], "probabilities": [[0.2, 0.8]]}`: a class and its scores for each record, in two lists. */
function sideBySide(json: Fields): Frame | undefined {
  const isNames = (list: unknown): list is unknown[] =>
    Array.isArray(list) && list.length > 0 && list.every((one) => one !== null && typeof one !== 'object')
  const nameKey = nameLists.find((key) => isNames(json[key]))
  const scoreKey = scoreLists.find((key) => Array.isArray(json[key]))
  const [names, scores] = [nameKey && json[nameKey], scoreKey && json[scoreKey]]
  if (!nameKey || !scoreKey || !isNames(names) || !Array.isArray(scores) || names.length !== scores.length)
    return undefined
  const isEach =
    scores.every((one) => isNumbers(one)) || (isNumbers(scores) && nameKey !== 'labels' && nameKey !== 'classes')
  const namesKey = ['classes', 'class_names', 'labels'].find((key) => key !== nameKey && isTexts(json[key]))
  const classes = namesKey && (json[namesKey] as string[])
  const isNamed = classes !== undefined && scores.every((one) => Array.isArray(one) && one.length === classes.length)
  const whole = besides(json, [nameKey, scoreKey, ...(isNamed ? [namesKey ?? ''] : [])])
  if (!isEach || !whole) return undefined
  const rows = names.map((name, at) => ({
    predicted_label: name,
    [isNumbers(scores[at]) ? 'probabilities' : 'probability']: scores[at],
    ...(isNamed ? { labels: classes } : {}),
  }))
  return { rows, ...whole }
}

/** `[0.1, 0.6, 0.3]` is three records, or one record of three classes: the number that was sent decides. */
function grouped(list: unknown[], recordCount: number): unknown[] | undefined {
  const isFlat = list.length > 1 && isNumbers(list)
  if (!isFlat || list.length === recordCount) return list
  return recordCount === 1 ? [list] : undefined
}

/** What an envelope holds: `{"predictions": …}`, `{"result": "…"}`, or a list of one. Nothing is around anything else. */
export function insideOf(json: unknown): { inner: unknown; rest?: Fields } | undefined {
  if (Array.isArray(json)) return json.length === 1 && isFields(json[0]) ? { inner: json[0] } : undefined
  if (!isFields(json)) return undefined
  const key = wrapperKeys.find((name) => typeof json[name] === 'object' || typeof json[name] === 'string')
  const whole = key && besides(json, [key])
  const inner = key && unwrapped(json[key])
  return whole && typeof inner === 'object' && inner !== null ? { inner, ...whole } : undefined
}

/** One entry for each record that was sent, out of lists, envelopes and pandas' tables. */

import type { Output } from '../request/contract'
import { areSteps } from './response-series'
import {
  besides,
  type Fields,
  hasOnly,
  isFields,
  isNumbers,
  isTexts,
  objectsIn,
  type Rest,
  restIn,
} from './response-shapes'
import { opened, unwrapped } from './response-text'

export interface Rows extends Rest {
  rows: unknown[]
}

const listKeys = ['predictions', 'probabilities', 'prediction', 'scores', 'projections', 'outputs']

export function rowsOfJson(json: unknown, count: number, output: Output): Rows | undefined {
  const found = entriesOf(json, count)
  if (!found || areSteps(found.rows, count, output)) return undefined
  return { ...found, rows: found.rows.map((row) => opened(row, output.labels)) }
}

function entriesOf(json: unknown, count: number): Rows | undefined {
  if (Array.isArray(json)) return wrap(grouped(json, count))
  if (!isFields(json)) return json === null || json === undefined ? undefined : { rows: [json] }
  const table = fromSplit(json) ?? fromTable(json) ?? fromIndexed(json) ?? sideBySide(json)
  if (table) return table
  const key = listKeys.find((name) => Array.isArray(json[name]))
  const list = key && json[key]
  // Zero-shot and JumpStart name the labels of one record beside its scores.
  const isOne = ['labels', 'predicted_label', 'all_classes'].some((name) => name in json) && isNumbers(list)
  if (!Array.isArray(list) && !isOne) return inWrapper(json, count) ?? { rows: [json] }
  if (!Array.isArray(list) || isOne) return { rows: [json] }
  const { labels } = json
  const isLabelled = key === 'probabilities' && isTexts(labels)
  const whole = besides(json, [key, isLabelled ? 'labels' : undefined])
  if (list.length === 0) return undefined
  if (!whole) return { rows: [json] }
  // `{"prediction": [9.1, 8.2]}` (LightGBM, CatBoost) is a value for each record, whatever was counted.
  const rows = key === 'prediction' ? list : grouped(list, count)
  if (!rows) return undefined
  return {
    rows: isLabelled ? rows.map((row) => (isNumbers(row) ? { probabilities: row, labels } : row)) : rows,
    ...whole,
  }
}

/** What an envelope holds that names no list of its own: `{"body": "[0.1, 0.9]"}`, `{"predictions": {"columns", "data"}}`. */
function inWrapper(json: Fields, count: number): Rows | undefined {
  const inside = insideOf(json)
  const found = inside && entriesOf(inside.inner, count)
  if (!found || Object.keys(found.rest ?? {}).some((key) => key in (inside.rest ?? {}))) return undefined
  return { rows: found.rows, ...restIn({ ...inside.rest, ...found.rest }) }
}

const wrap = (rows: unknown[] | undefined): Rows | undefined => rows && { rows }

/** `[0.1, 0.6, 0.3]` is three records, or one record of three classes: the number that was sent decides. */
function grouped(list: unknown[], count: number): unknown[] | undefined {
  const isFlat = list.length > 1 && isNumbers(list)
  if (!isFlat || list.length === count) return list
  return count === 1 ? [list] : undefined
}

/** pandas' `{"columns", "index", "data"}`. An index that only counts says nothing. */
function fromSplit(json: Fields): Rows | undefined {
  const { columns, data, index } = json
  if (!isTexts(columns) || !Array.isArray(data) || data.length === 0) return undefined
  const whole = besides(json, ['columns', 'data', 'index', 'index_names', 'column_names'])
  const isIndex = index === undefined || (Array.isArray(index) && index.every((one) => typeof one !== 'object'))
  if (!whole || !isIndex || !data.every((row) => Array.isArray(row) && row.length === columns.length)) return undefined
  const isCount = index === undefined || (Array.isArray(index) && index.every((one, at) => one === at))
  const rows = data.map((row: unknown[]) => Object.fromEntries(columns.map((name, at) => [name, row[at]])))
  const rest = { ...(isCount ? {} : { index }), ...whole.rest }
  return { rows, ...(Object.keys(rest).length > 0 ? { rest } : {}) }
}

/** pandas' `{"schema": {"fields", …}, "data": [{"index": 0, …}]}`. */
function fromTable(json: Fields): Rows | undefined {
  const data = objectsIn(json.data)
  const whole = besides(json, ['schema', 'data'])
  if (!data || !whole || !isFields(json.schema) || !isSchema(json.schema)) return undefined
  return { rows: data.every((row, at) => row.index === at) ? data.map(({ index: _, ...row }) => row) : data, ...whole }
}

/** The table's own description: its data says the same. */
const isSchema = (schema: Fields) =>
  hasOnly(schema, ['fields', 'primaryKey', 'pandas_version']) &&
  (objectsIn(schema.fields)?.every((field) => hasOnly(field, ['name', 'type'])) ?? false)

/** pandas' `{"mpg": {"0": 21.5, "1": 30.25}}` and `{"0": {"mpg": 21.5}, "1": …}`. */
function fromIndexed(json: Fields): Rows | undefined {
  const values = Object.values(json)
  const columns = values.filter(isFields)
  const [first] = columns
  if (!first || columns.length < values.length || columns.some((one) => Object.keys(one).length === 0)) return undefined
  if (Object.keys(json).every((key, at) => key === String(at))) return { rows: values }
  const keys = Object.keys(first)
  const isCounted = (one: Fields) =>
    keys.every((key, at) => key === String(at) && key in one) && Object.keys(one).length === keys.length
  if (!columns.every(isCounted)) return undefined
  const names = Object.keys(json)
  return { rows: keys.map((key) => Object.fromEntries(names.map((name, at) => [name, columns[at]?.[key]]))) }
}

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
function sideBySide(json: Fields): Rows | undefined {
  const areNames = (list: unknown): list is unknown[] =>
    Array.isArray(list) && list.length > 0 && list.every((one) => one !== null && typeof one !== 'object')
  const nameKey = nameLists.find((key) => areNames(json[key]))
  const scoreKey = scoreLists.find((key) => Array.isArray(json[key]))
  const names = nameKey && json[nameKey]
  const scores = scoreKey && json[scoreKey]
  if (!nameKey || !areNames(names) || !Array.isArray(scores) || names.length !== scores.length) return undefined
  const isEach = scores.every(isNumbers) || (isNumbers(scores) && nameKey !== 'labels' && nameKey !== 'classes')
  const namesKey = ['classes', 'class_names', 'labels'].find((key) => key !== nameKey && isTexts(json[key]))
  const classes = namesKey && (json[namesKey] as string[])
  const isNamed = classes !== undefined && scores.every((one) => Array.isArray(one) && one.length === classes.length)
  const whole = besides(json, [nameKey, scoreKey || undefined, isNamed ? namesKey : undefined])
  if (!isEach || !whole) return undefined
  const rows = names.map((name, at) => ({
    predicted_label: name,
    [isNumbers(scores[at]) ? 'probabilities' : 'probability']: scores[at],
    ...(isNamed ? { labels: classes } : {}),
  }))
  return { rows, ...whole }
}

/** A server's own envelope, if nothing that is known stands beside it. */
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

export function insideOf(json: unknown): ({ inner: unknown } & Rest) | undefined {
  if (Array.isArray(json)) return json.length === 1 && isFields(json[0]) ? { inner: json[0] } : undefined
  if (!isFields(json)) return undefined
  const key = wrapperKeys.find((name) => typeof json[name] === 'object' || typeof json[name] === 'string')
  const whole = key && besides(json, [key])
  const inner = key && unwrapped(json[key])
  return whole && typeof inner === 'object' && inner !== null ? { inner, ...whole } : undefined
}

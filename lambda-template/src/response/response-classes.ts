/** One record's class, with scores by class if the model gives them, whichever container wrote it. */

import type { Output } from '../request/contract'
import { classes, fromScores, isNoName, labelOf, plain } from './response-labels'
import {
  besides,
  besidesEach,
  type Fields,
  isFields,
  isNum,
  isNumbers,
  isQuantile,
  isShare,
  isTexts,
  type Num,
  numOf,
  objectsIn,
  type Prediction,
  restIn,
} from './response-shapes'

export function readClasses(record: Fields, output: Output): Prediction | undefined {
  return (
    fromLists(record, output) ??
    fromColumns(record, output) ??
    fromNamedColumn(record) ??
    fromMap(record, output) ??
    fromPair(record, output) ??
    fromName(record, output) ??
    fromScore(record, output)
  )
}

/** A number below one of these is a class. */
const sureNames = ['predicted_label', 'predicted_class', '.pred_class', 'pred_class', 'label', 'class', 'class_name']
/** A number below one of these can be a value as well. */
const unsureNames = ['prediction', 'predictions', 'predicted', 'pred', 'y_pred', 'classes']
const scoreNames = ['probability', 'probabilities', 'score', 'scores', 'proba', 'prob', 'confidence']
const vagueScores = ['probability', 'proba', 'prob', 'confidence']

const isWord = (value: unknown) => typeof value === 'string' || typeof value === 'boolean'
const isName = (value: unknown) => isWord(value) || isNum(value)
const isIndex = (value: unknown) => isNum(value) && Number.isInteger(numOf(value))

function nameKeyOf(record: Fields, { task, labels }: Output, isBesideScores = false): string | undefined {
  const isClass = (value: unknown) =>
    (isWord(value) && (typeof value === 'boolean' || !isNoName(String(value)) || labels.includes(String(value)))) ||
    ((task === 'classification' || isBesideScores) && isIndex(value))
  return sureNames.find((key) => isName(record[key])) ?? unsureNames.find((key) => isClass(record[key]))
}

function numbersIn(value: unknown): Num[] | undefined {
  const inner = Array.isArray(value) && value.length === 1 && Array.isArray(value[0]) ? value[0] : value
  return isNumbers(inner) ? inner : undefined
}

/** Rounded singles of a softmax can be a little above one. What is more are logits or percentages: they stay beside the class. */
const isProbability = (score: Num) => isShare(numOf(score) / 1.00001) || Number.isNaN(numOf(score))

const withRest = (found: Prediction, rest: Fields): Prediction => ({ ...found, ...restIn(rest) })

const isShares = (value: unknown): value is Record<string, Num> =>
  isFields(value) && Object.keys(value).length > 0 && Object.values(value).every(isShare)

/** `{"prediction": "cat", "probabilities": {"cat": 0.8, "dog": 0.2}}`. */
function fromShares(record: Fields, key: string, output: Output): Prediction | undefined {
  const map = record[key]
  const nameKey = nameKeyOf(record, output, true)
  const rest = besides(record, [key, nameKey])
  if (!isShares(map) || !rest) return undefined
  return { ...classes(Object.keys(map).map(plain), Object.values(map), nameKey && String(record[nameKey])), ...rest }
}

/** A score for each class: with names beside them, or in the order of the classes. */
function fromLists(record: Fields, output: Output): Prediction | undefined {
  const map = scoreNames.find((key) => isShares(record[key]))
  if (map) return fromShares(record, map, output)
  const scoresKey = scoreNames.find((key) => numbersIn(record[key]))
  const given = scoresKey && numbersIn(record[scoresKey])
  if (!given) return undefined
  const namesKey = ['labels', 'label', 'all_classes', 'classes', 'class'].find((key) => {
    const list = record[key]
    return isTexts(list) && list.length === given.length
  })
  const isOneOf = (value: unknown) => Array.isArray(value) && value.length === 1 && isName(value[0])
  const nameKey =
    nameKeyOf(record, output, true) ??
    ['classes', 'predicted_label'].find((key) => key !== namesKey && isOneOf(record[key]))
  const rest = besides(record, [scoresKey, namesKey, nameKey, 'logits'])
  if (!rest || (given.length === 1 && !namesKey)) return undefined
  const predicted = nameKey === undefined ? undefined : [record[nameKey]].flat()[0]
  const kept = { ...('logits' in record ? { logits: record.logits } : {}), ...rest.rest }
  if (!given.every(isProbability)) {
    const names = namesKey ? (record[namesKey] as string[]) : undefined
    const own = predicted === undefined ? undefined : names ? String(predicted) : labelOf(predicted, output)
    const label = own ?? (names && classes(names.map(plain), given).label)
    const beside = { ...(namesKey ? { [namesKey]: names } : {}), [scoresKey]: record[scoresKey], ...kept }
    return label === undefined ? undefined : withRest({ label }, beside)
  }
  if (!namesKey) return withRest(fromScores(given, output, predicted), kept)
  const names = (record[namesKey] as string[]).map(plain)
  return withRest(classes(names, given, predicted === undefined ? undefined : String(predicted)), kept)
}

/** `a_proba`, `a_probability`; `proba_a`, `prob_a`, `probability_a`, `.pred_a`. Limits of an interval are no classes. */
const column = /^(?:(?:proba?|probability|\.pred)_(?!(?:class|lower|upper)$)(.+)|(.+)_(?:proba|probability))$/
const columnNames = [
  'label',
  '.pred_class',
  'predicted_label',
  'prediction',
  'pred',
  'class',
  'predicted_class',
  'prediction_label',
]

function fromColumns(record: Fields, output: Output): Prediction | undefined {
  const found = Object.entries(record).flatMap(([key, value]) => {
    const [, after, before] = (isShare(value) && key.match(column)) || []
    const label = after ?? before
    return label !== undefined ? [{ key, label: labelOf(label, output), score: value as Num }] : []
  })
  const nameKey = columnNames.find((key) => isWord(record[key]) || typeof record[key] === 'number')
  const columns = new Set(found.map(({ key }) => key))
  const others = Object.fromEntries(Object.entries(record).filter(([key]) => !columns.has(key)))
  const rest = besides(others, [nameKey])
  if (found.length < 2 || !rest) return undefined
  const [labels, scores] = [found.map(({ label }) => label), found.map(({ score }) => score)]
  return { ...classes(labels, scores, nameKey && labelOf(record[nameKey], output)), ...rest }
}

/** AutoGluon's `{"species": "setosa", "setosa": 0.9, "virginica": 0.1}`: a name that is the key of its own share. */
function fromNamedColumn(record: Fields): Prediction | undefined {
  const [nameKey, ...more] = Object.keys(record).filter((key) => typeof record[key] === 'string')
  const labels = Object.keys(record).filter((key) => key !== nameKey)
  const scores = labels.map((key) => record[key])
  const label = nameKey === undefined ? '' : String(record[nameKey])
  if (more.length > 0 || labels.length < 2 || !labels.includes(label) || !isNumbers(scores) || !scores.every(isShare))
    return undefined
  const sum = scores.reduce<number>((total, score) => total + numOf(score), 0)
  return Math.abs(sum - 1) > 0.02 ? undefined : classes(labels, scores, label)
}

/** TorchServe's `{"papillon": 0.81, "collie": 0.06}`: the likeliest classes, the greatest first, or all of them. */
function fromMap(record: Fields, output: Output): Prediction | undefined {
  const labels = Object.keys(record)
  const scores = Object.values(record)
  if (labels.length < 2 || !isNumbers(scores) || !scores.every(isShare) || !besides(record, [])) return undefined
  // Quantiles can add up to one as well.
  if (labels.every(isQuantile)) return undefined
  const sum = scores.reduce<number>((total, score) => total + numOf(score), 0)
  const isSorted = scores.every((score, at) => at === 0 || numOf(score) <= numOf(scores[at - 1] ?? 0))
  const isTop = scores.length > 2 && isSorted && sum <= 1.02 && sum > 0
  const isKnown =
    output.task === 'classification' &&
    (output.labels.length === 0 || labels.every((one) => output.labels.includes(one)))
  if (output.outputs.some((name) => name in record)) return undefined
  return isKnown || isTop || Math.abs(sum - 1) < 0.02 ? classes(labels, scores) : undefined
}

/** Other names of the same class, and its place. */
const carriedOf = (record: Fields, nameKey: string): Fields =>
  Object.fromEntries(
    [...sureNames, 'classes', 'index', 'target']
      .filter((key) => key !== nameKey && key in record && typeof record[key] !== 'object')
      .map((key) => [key, record[key]]),
  )

/** One name and one score. */
function fromPair(record: Fields, output: Output): Prediction | undefined {
  const isVagueScore = vagueScores.some((key) => isNum(record[key]))
  const nameKey = nameKeyOf(record, output, isVagueScore)
  const scoreKey = scoreNames.find((key) => isNum(record[key]))
  if (!nameKey || !scoreKey) return undefined
  const predicted = record[nameKey]
  const score = record[scoreKey] as Num
  const carried = carriedOf(record, nameKey)
  const rest = besides(record, [nameKey, scoreKey, ...Object.keys(carried)])
  if (!rest) return undefined
  const kept = { ...carried, ...rest.rest }
  const label = labelOf(predicted, output)
  // Linear Learner's binary answer: the score is the probability of class 1.
  if (scoreKey === 'score' && isNum(predicted) && [0, 1].includes(numOf(predicted)) && isShare(score))
    return withRest(fromScores([1 - numOf(score), score], output, predicted), kept)
  // Beside a number it can be the probability of class 1 or of the predicted one: it stays a number by its name.
  const isVague = isNum(predicted) && scoreKey !== 'probability' && scoreKey !== 'confidence'
  if (isVague || !isShare(score)) return withRest({ label }, { [scoreKey]: score, ...kept })
  return withRest(classes([typeof predicted === 'string' ? plain(label) : label], [score]), kept)
}

function fromName(record: Fields, output: Output): Prediction | undefined {
  const nameKey = nameKeyOf(record, output)
  if (!nameKey) return undefined
  const carried = carriedOf(record, nameKey)
  const rest = besides(record, [nameKey, ...Object.keys(carried)])
  return rest && withRest({ label: labelOf(record[nameKey], output) }, { ...carried, ...rest.rest })
}

/** By the contract a class: a share alone is that of class 1. */
function fromScore(record: Fields, output: Output): Prediction | undefined {
  const scoreKey = output.task !== 'classification' ? undefined : scoreNames.find((key) => isNum(record[key]))
  if (!scoreKey) return undefined
  const rest = besides(record, [scoreKey])
  const score = record[scoreKey]
  if (!rest || !isNum(score) || !isShare(score) || Number.isInteger(numOf(score))) return undefined
  return { ...fromScores([1 - numOf(score), score], output), ...rest }
}

/** `[{"label": "POSITIVE", "score": 0.99}, …]`, MMS' `class` and `probability`, fill-mask's `token_str`: one record's classes. */
export function readLabelled(list: unknown[]): Prediction | undefined {
  const items = objectsIn(list)
  const nameKey = ['token_str', 'label', 'class'].find((key) => items?.every((item) => isName(item[key])))
  const scoreKey = ['score', 'probability', 'prob'].find((key) => items?.every((item) => isNum(item[key])))
  const rest = items && nameKey && scoreKey && besidesEach(items, [nameKey, scoreKey])
  if (!rest) return undefined
  const labels = items.map((item) => plain(String(item[nameKey])))
  const scores = items.map((item) => item[scoreKey] as Num)
  const found = classes(labels, scores)
  if (scores.every(isProbability)) return { ...found, ...rest }
  const names = items.map((item) => item[nameKey])
  return withRest({ label: found.label }, { [nameKey]: names, [scoreKey]: scores, ...rest.rest })
}

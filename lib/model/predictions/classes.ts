/**
 * Classes with their scores: Linear Learner, Factorization Machines, kNN, Autopilot, AutoGluon, BlazingText, MMS, R, and
 * Hugging Face's text, image, zero-shot classification and fill-mask.
 */
import { besides, besidesEach } from './besides'
import { bestOf, classesOfColumns } from './class-columns'
import type { One } from './prediction'
import {
  type Context,
  exactOf,
  type Fields,
  isFields,
  isNum,
  isNumbers,
  isShare,
  isTexts,
  labelAt,
  labelOf,
  type Num,
  numOf,
  type Output,
} from './shape'

/** A number below one of these is a class. */
const sureNames = ['predicted_label', 'predicted_class', '.pred_class', 'pred_class', 'label', 'class', 'class_name']
/** A number below one of these can be a value as well. */
const unsureNames = ['prediction', 'predictions', 'predicted', 'pred', 'y_pred', 'classes']
const scoreNames = ['probability', 'probabilities', 'score', 'scores', 'proba', 'prob', 'confidence']

export function readClasses(record: unknown, { output }: Context): One | undefined {
  if (typeof record === 'string')
    return isNoName(record) && !output?.labels?.includes(record)
      ? undefined
      : { kind: 'classes', label: record, scores: [] }
  if (Array.isArray(record)) return readLabelled(record)
  if (!isFields(record)) return undefined
  return (
    fromLists(record, output) ??
    classesOfColumns(record, output) ??
    fromPair(record, output) ??
    fromName(record, output) ??
    (output?.task === 'classification' ? fromScore(record, output) : undefined)
  )
}

/**
 * Digits with signs between them (`0,93`, `1.2.3`) name no class: a number was written in a way that is not read here. Nor
 * do printed values of a language (`[0.1 0.9]`, `{'a': 1}`), lines and whole sentences.
 */
function isNoName(given: string): boolean {
  const text = given.trim()
  return (
    (/^[\d.,\s+-]+$/.test(text) && /[.,\s]/.test(text)) ||
    text.includes('\n') ||
    ['[]', '()', '{}'].includes(`${text[0]}${text.at(-1)}`) ||
    (/[.!?…]$/.test(text) && text.split(' ').length > 3)
  )
}

const isName = (value: unknown) => typeof value === 'string' || typeof value === 'boolean' || isNum(value)

/** @param isBesideScores a whole number beside probabilities is a class, whatever its name */
function nameKeyOf(record: Fields, output: Output, isBesideScores = false): string | undefined {
  const isIndex = (value: unknown) => isNum(value) && Number.isInteger(numOf(value))
  const isClass = (value: unknown) =>
    (typeof value === 'string' && (!isNoName(value) || output?.labels?.includes(value) === true)) ||
    typeof value === 'boolean' ||
    ((isBesideScores || output?.task === 'classification') && isIndex(value))
  return sureNames.find((key) => isName(record[key])) ?? unsureNames.find((key) => isClass(record[key]))
}

/** `[0.1, 0.9]` or `[[0.1, 0.9]]`, as a batch of one has it. */
function numbersIn(value: unknown): Num[] | undefined {
  const inner = Array.isArray(value) && value.length === 1 && Array.isArray(value[0]) ? value[0] : value
  return isNumbers(inner) ? inner : undefined
}

/** A score for each class: with names beside them (`labels`, TensorFlow's `all_classes`), or in the order of the classes. */
function fromLists(record: Fields, output: Output): One | undefined {
  const map = scoreNames.find((key) => isShares(record[key]))
  if (map) return fromShares(record, map, output)
  const scoresKey = scoreNames.find((key) => numbersIn(record[key]))
  const given = scoresKey && numbersIn(record[scoresKey])
  if (!given) return undefined
  const lists = ['labels', 'label', 'all_classes', 'classes', 'class']
  const namesKey = lists.find((key) => isTexts(record[key]) && record[key].length === given.length && given.length > 0)
  const nameKey =
    nameKeyOf(record, output, true) ??
    ['classes', 'predicted_label'].find((key) => key !== namesKey && isOneName(record[key]))
  if (given.length === 1 && !namesKey) return undefined
  const rest = besides(record, [scoresKey, ...(namesKey ? [namesKey] : []), ...(nameKey ? [nameKey] : []), 'logits'])
  if (!rest) return undefined
  const predicted = nameKey === undefined ? undefined : [record[nameKey]].flat()[0]
  const kept = 'logits' in record ? { rest: { logits: record.logits, ...rest.rest } } : rest
  if (!given.every(isProbability)) {
    const names = namesKey ? (record[namesKey] as string[]) : undefined
    const own = predicted === undefined ? undefined : names ? String(predicted) : labelOf(predicted, output)
    const label = own ?? (names && bestOf(zipped(names, given)))
    const beside = { ...(namesKey ? { [namesKey]: names } : {}), [scoresKey]: record[scoresKey], ...kept.rest }
    return label === undefined ? undefined : { kind: 'classes', label, scores: [], rest: beside }
  }
  if (!namesKey) return { ...fromScores(given, output, predicted), ...kept }
  return {
    ...named(record[namesKey] as string[], given, predicted === undefined ? undefined : String(predicted)),
    ...kept,
  }
}

/** Rounded singles of a softmax can be a little above one. What is more are logits or percentages: they stay beside the class. */
const isProbability = (score: Num) => isShare(numOf(score) / 1.00001) || Number.isNaN(numOf(score))

const isShares = (value: unknown): value is Record<string, Num> =>
  isFields(value) &&
  Object.keys(value).length > 0 &&
  Object.values(value).every((one) => isNum(one) && isShare(numOf(one)))

/** `{"prediction": "cat", "probabilities": {"cat": 0.8, "dog": 0.2}}`. */
function fromShares(record: Fields, key: string, output: Output): One | undefined {
  const map = record[key]
  const nameKey = nameKeyOf(record, output, true)
  const rest = besides(record, nameKey ? [key, nameKey] : [key])
  if (!isShares(map) || !rest) return undefined
  const predicted = nameKey && String(record[nameKey])
  return { ...named(Object.keys(map), Object.values(map), predicted), ...rest }
}

const isOneName = (value: unknown) => Array.isArray(value) && value.length === 1 && isName(value[0])

/** One name and one score. */
function fromPair(record: Fields, output: Output): One | undefined {
  const isBesideShare = ['probability', 'proba', 'prob', 'confidence'].some((key) => isNum(record[key]))
  const nameKey = nameKeyOf(record, output, isBesideShare)
  const scoreKey = scoreNames.find((key) => isNum(record[key]))
  if (!nameKey || !scoreKey) return undefined
  const [predicted, score] = [record[nameKey], record[scoreKey] as Num]
  const label = typeof predicted === 'string' || typeof predicted === 'boolean' ? undefined : predicted
  const rest = besides(record, [nameKey, scoreKey, ...carriedOf(record, nameKey)])
  if (!rest) return undefined
  const carried = { ...Object.fromEntries(carriedOf(record, nameKey).map((key) => [key, record[key]])), ...rest.rest }
  const own = labelOf(predicted, output)
  // Linear Learner's binary answer: the score is the probability of class 1.
  const isBinary =
    scoreKey === 'score' && isNum(predicted) && [0, 1].includes(numOf(predicted)) && isShare(numOf(score))
  if (isBinary) return { ...fromScores([1 - numOf(score), score], output, predicted), ...kept(carried) }
  // Below a number's own name it can be the probability of class 1 or of the predicted one: it stays a number by its name.
  const isVague = label !== undefined && scoreKey !== 'probability' && scoreKey !== 'confidence'
  if (isVague || !isShare(numOf(score)))
    return { kind: 'classes', label: own, scores: [], ...kept({ [scoreKey]: score, ...carried }) }
  const plainLabel = typeof predicted === 'string' ? plain(own) : own
  return {
    kind: 'classes',
    label: plainLabel,
    scores: [{ label: plainLabel, probability: numOf(score), ...exactOf(score) }],
    ...kept(carried),
  }
}

const kept = (rest: Fields): { rest?: Fields } => (Object.keys(rest).length > 0 ? { rest } : {})

/** Other names of the same class, and its place: `{"class": 15, "class_name": "cat"}`. */
const carriedOf = (record: Fields, nameKey: string) =>
  [...sureNames, 'classes', 'index', 'target'].filter(
    (key) => key !== nameKey && key in record && typeof record[key] !== 'object',
  )

function fromName(record: Fields, output: Output): One | undefined {
  const nameKey = nameKeyOf(record, output)
  if (!nameKey) return undefined
  const predicted = record[nameKey]
  const carried = carriedOf(record, nameKey)
  const rest = besides(record, [nameKey, ...carried])
  if (!rest) return undefined
  const more = { ...Object.fromEntries(carried.map((key) => [key, record[key]])), ...rest.rest }
  return { kind: 'classes', label: labelOf(predicted, output), scores: [], ...kept(more) }
}

/** By the contract a class: a share alone is that of class 1. */
function fromScore(record: Fields, output: Output): One | undefined {
  const scoreKey = scoreNames.find((key) => isNum(record[key]))
  const rest = scoreKey && besides(record, [scoreKey])
  const score = scoreKey && record[scoreKey]
  if (!rest || !isNum(score) || !isShare(numOf(score)) || Number.isInteger(numOf(score))) return undefined
  return { ...fromScores([1 - numOf(score), score], output), ...rest }
}

/** `[{"label": "POSITIVE", "score": 0.99}, …]`, MMS' `class` and `probability`, fill-mask's `token_str`: one record's classes. */
export function readLabelled(list: unknown[]): One | undefined {
  const items = list.filter(isFields)
  if (items.length === 0 || items.length < list.length) return undefined
  const nameKey = ['token_str', 'label', 'class'].find((key) => items.every((item) => isName(item[key])))
  const scoreKey = ['score', 'probability', 'prob'].find((key) => items.every((item) => isNum(item[key])))
  const rest = nameKey && scoreKey && besidesEach(items, [nameKey, scoreKey])
  if (!rest) return undefined
  const [names, numbers] = [items.map((item) => String(item[nameKey])), items.map((item) => item[scoreKey] as Num)]
  const scores = zipped(names, numbers)
  const label = bestOf(scores)
  if (numbers.every(isProbability)) return { kind: 'classes', label, scores, ...rest }
  const beside = { [nameKey]: items.map((item) => item[nameKey]), [scoreKey]: numbers, ...rest.rest }
  return { kind: 'classes', label, scores: [], rest: beside }
}

export function fromScores(scores: Num[], output: Output, predicted?: unknown): One {
  const all = scores.map((score, index) => ({
    label: labelAt(index, output),
    probability: numOf(score),
    ...exactOf(score),
  }))
  return { kind: 'classes', label: predicted === undefined ? bestOf(all) : labelOf(predicted, output), scores: all }
}

function named(labels: string[], given: Num[], predicted?: string): One {
  const scores = zipped(labels, given)
  return { kind: 'classes', label: predicted ?? bestOf(scores), scores }
}

const zipped = (labels: string[], given: Num[]) =>
  labels.map((label, index) => {
    const score = given[index] ?? 0
    return { label: plain(label), probability: numOf(score), ...exactOf(score) }
  })

const plain = (label: string) => label.replace(/^__label__/, '').trim() || label

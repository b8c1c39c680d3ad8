/**
 * Classes with their scores: Linear Learner, Factorization Machines, kNN, Autopilot, AutoGluon, BlazingText, Hugging Face's
 * text, image, zero-shot classification and fill-mask.
 */
import type { ClassScore, One } from './prediction'
import { type Context, isFields, isNumbers, isTexts, labelAt, labelOf, type Output } from './shape'

export function readClasses(record: unknown, { output }: Context): One | undefined {
  if (typeof record === 'string') return { kind: 'classes', label: record, scores: [] }
  if (Array.isArray(record)) return readLabelled(record)
  if (!isFields(record)) return undefined
  const { score, predicted_label: predicted, probabilities, probability, labels, scores } = record
  const given = [probabilities, probability, score, scores].find(isNumbers)
  if (given && isTexts(labels) && labels.length === given.length)
    return named(labels, given, predicted === undefined ? undefined : String(predicted))
  if (given && given.length > 1) return fromScores(given, output, predicted)
  // Linear Learner's binary answer: the score is the probability of class 1.
  if (typeof score === 'number' && predicted !== undefined && score >= 0 && score <= 1)
    return fromScores([1 - score, score], output, predicted)
  if (predicted !== undefined && predicted !== null) {
    const label = labelOf(predicted, output)
    return { kind: 'classes', label, scores: typeof probability === 'number' ? [{ label, probability }] : [] }
  }
  // BlazingText: labels beside their probabilities.
  const { label, prob } = record
  if (isTexts(label) && isNumbers(prob) && label.length === prob.length) return named(label, prob)
  return readLabelled([record])
}

/** `[{"label": "POSITIVE", "score": 0.99}, …]`, and fill-mask's `token_str`: one record's classes. */
export function readLabelled(list: unknown[]): One | undefined {
  const scores = list.map((item): ClassScore | undefined => {
    if (!isFields(item)) return undefined
    const label = item.token_str ?? item.label
    const isNamed = typeof label === 'string' || typeof label === 'number'
    return isNamed && typeof item.score === 'number' && !('box' in item)
      ? { label: plain(String(label)), probability: item.score }
      : undefined
  })
  if (scores.length === 0 || !scores.every((one) => one !== undefined)) return undefined
  return { kind: 'classes', label: bestOf(scores), scores }
}

export function fromScores(scores: number[], output: Output, predicted?: unknown): One {
  const all = scores.map((probability, index) => ({ label: labelAt(index, output), probability }))
  return { kind: 'classes', label: predicted === undefined ? bestOf(all) : labelOf(predicted, output), scores: all }
}

function named(labels: string[], given: number[], predicted?: string): One {
  const scores = labels.map((label, index) => ({ label: plain(label), probability: given[index] ?? 0 }))
  return { kind: 'classes', label: predicted ?? bestOf(scores), scores }
}

const plain = (label: string) => label.replace(/^__label__/, '').trim() || label

const bestOf = (scores: ClassScore[]): string =>
  scores.reduce(
    (best, one) => (one.probability > best.probability ? one : best),
    scores[0] ?? { label: '', probability: 0 },
  ).label

/** Names of classes: which text is one, and how a record's class is written with its scores. */

import type { Output } from '../request/contract'
import { type Num, numOf, type Prediction } from './response-shapes'

const labelAt = (index: number, { labels }: Output): string => labels[index] ?? `Class ${index}`
export const plain = (label: string) => label.replace(/^__label__/, '').trim() || label

/** `1.0` and `1` are class 1; a text, and digits that no index has (`02134`), are the class's own name. */
export function labelOf(predicted: unknown, output: Output): string {
  const text = String(predicted).trim()
  const [, index] = (output.labels.includes(text) ? null : text.match(/^(-?(?:0|[1-9]\d*))(?:\.0*)?$/)) ?? []
  if (index === undefined) return text || String(predicted)
  return Number.isSafeInteger(Number(index)) ? labelAt(Number(index), output) : `Class ${index}`
}

/** In class order; the likeliest unless the model names one itself. */
export function classes(labels: string[], scores: Num[], predicted?: string): Prediction & { label: string } {
  const best = scores.reduce<number>((place, score, at) => (numOf(score) > numOf(scores[place] ?? 0) ? at : place), 0)
  const label = predicted ?? labels[best] ?? ''
  const score = scores[labels.indexOf(label)]
  return {
    label,
    ...(score !== undefined && Number.isFinite(numOf(score)) ? { score } : {}),
    probabilities: scores.map((probability, index) => ({ label: labels[index] ?? '', probability })),
  }
}

export const fromScores = (scores: Num[], output: Output, predicted?: unknown): Prediction =>
  classes(
    scores.map((_, index) => labelAt(index, output)),
    scores,
    predicted === undefined ? undefined : labelOf(predicted, output),
  )

/** A number that was written in a way that is not read here (`0,93`), printed values (`[0.1 0.9]`), lines, whole sentences. */
export function isNoName(given: string): boolean {
  const text = given.trim()
  return (
    (/^[\d.,\s+-]+$/.test(text) && /[.,\s]/.test(text)) ||
    text.includes('\n') ||
    ['[]', '()', '{}'].includes(`${text[0]}${text.at(-1)}`) ||
    (/[.!?…]$/.test(text) && text.split(' ').length > 3)
  )
}

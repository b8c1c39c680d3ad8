/** The answers along a curve or over a map, as series that a chart draws. */
import { wordsLocale } from '../locale'
import type { SinglePrediction } from '../model/predictions/prediction'

export type Response =
  | {
      kind: 'classes'
      /** Every class that occurs, in the model's order. */
      classes: string[]
      /** The predicted class of each point. */
      labels: string[]
      /** By class, then point. One and zero where the model names the class only. */
      probabilities: number[][]
      /** Says whether the model gave probabilities. */
      isScored: boolean
    }
  | { kind: 'values'; values: number[]; unit?: string }

/** Undefined where an answer is no class and no number, or where they are of two kinds. */
export function responseOf(predictions: SinglePrediction[]): Response | undefined {
  const points = predictions.map(drawable)
  const values = points.flatMap((point) => (point.kind === 'value' ? [point.value] : []))
  if (points.length > 0 && values.length === points.length) {
    const unit = points.find((point) => point.kind === 'value')?.unit
    return { kind: 'values', values, unit }
  }
  const predicted = points.flatMap((point) => (point.kind === 'classes' ? [point] : []))
  if (predicted.length === 0 || predicted.length !== points.length) return undefined
  const labels = predicted.map(({ label }) => label)
  const isScored = predicted.every(({ scores }) => scores.length > 0)
  const classes = isScored
    ? [...new Set(predicted.flatMap(({ scores }) => scores.map(({ label }) => label)))]
    : [...new Set(labels)].sort((a, b) => a.localeCompare(b, wordsLocale, { numeric: true }))
  const probabilities = classes.map((name) =>
    predicted.map(({ label, scores }) =>
      isScored ? (scores.find((score) => score.label === name)?.probability ?? 0) : Number(label === name),
    ),
  )
  return { kind: 'classes', classes, labels, probabilities, isScored }
}

/** A cluster is drawn as a class, an anomaly's score as a number. */
function drawable(prediction: SinglePrediction): SinglePrediction {
  if (prediction.kind === 'cluster') return { kind: 'classes', label: prediction.label, scores: [] }
  return prediction.kind === 'anomaly' ? { kind: 'value', value: prediction.score } : prediction
}

/** The part of a response that belongs to some of its points, with all classes kept. */
export function sliceOf(response: Response, from: number, to: number): Response {
  if (response.kind === 'values') return { ...response, values: response.values.slice(from, to) }
  return {
    ...response,
    labels: response.labels.slice(from, to),
    probabilities: response.probabilities.map((series) => series.slice(from, to)),
  }
}

/** Up to three classes have a colour, by their place in the model's order: those that are likeliest anywhere; the rest is grey. */
export function coloredClasses({
  classes,
  probabilities,
}: Extract<Response, { kind: 'classes' }>): (number | undefined)[] {
  const peak = probabilities.map((series) => Math.max(...series))
  const chosen = classes
    .map((_, index) => index)
    .sort((a, b) => (peak[b] ?? 0) - (peak[a] ?? 0) || a - b)
    .slice(0, 3)
    .sort((a, b) => a - b)
  return classes.map((_, index) => (chosen.includes(index) ? chosen.indexOf(index) : undefined))
}

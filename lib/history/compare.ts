/** Two runs side by side: field by field, then the answers. */
import type { Feature } from '../features/contract'
import { readRow } from '../features/encode'
import type { Prediction } from '../predictions/prediction'
import { headlineOf, inputLine, type Run } from './run'

export interface Compared {
  name: string
  left: string
  right: string
  differs: boolean
}

const line = (name: string, left: string, right: string): Compared => ({ name, left, right, differs: left !== right })

/** The inputs: by feature where both are one row that fits them, else as they were sent. */
export function compareInputs(features: Feature[], left: Run, right: Run): Compared[] {
  const [a, b] = [cellsOf(features, left), cellsOf(features, right)]
  if (!a || !b) return [line('Input', inputLine(left.input), inputLine(right.input))]
  return features.map(({ name }, index) => line(name, a[index] ?? '', b[index] ?? ''))
}

function cellsOf(features: Feature[], { input }: Run): string[] | undefined {
  if (input.kind !== 'rows' || input.rows.length !== 1 || features.length === 0) return undefined
  const cells = readRow(input.rows[0] ?? '')
  return cells.length === features.length ? cells : undefined
}

/** The answers: class by class, or what was predicted, and the time. */
export function compareAnswers(left: Prediction, right: Prediction): Compared[] {
  if (left.kind === 'classes' && right.kind === 'classes' && left.scores.length > 0 && right.scores.length > 0) {
    const labels = [...new Set([...left.scores, ...right.scores].map(({ label }) => label))]
    const of = (one: typeof left, label: string) =>
      one.scores.find((score) => score.label === label)?.probability.toFixed(3) ?? '–'
    return [
      line('Prediction', left.label, right.label),
      ...labels.map((label) => line(label, of(left, label), of(right, label))),
    ]
  }
  return [line('Prediction', wordsOf(left), wordsOf(right))]
}

const wordsOf = (prediction: Prediction): string =>
  headlineOf(prediction)?.text ?? (prediction.kind === 'raw' ? prediction.text.slice(0, 500) : '')

/** Two runs side by side: the requests, then the answers. */
import { formatFixed, formatNumber } from '../locale'
import type { Feature } from '../model/contract/contract'
import type { Prediction } from '../model/predictions/prediction'
import { readRow } from '../model/requests/encode'
import { type Fact, factsOf, isSameFact } from './facts'
import { inputLine, type RunInput, turnsOf } from './input'

export interface Compared {
  name: string
  left: string
  right: string
  differs: boolean
  /** Compared word by word. */
  isText?: boolean
}

const line = (name: string, left: string, right: string): Compared => ({ name, left, right, differs: left !== right })
const text = (name: string, left: string, right: string): Compared => ({ ...line(name, left, right), isText: true })

/** The inputs: by feature where both are one row that fits them, else by what their kind is made of. */
export function compareInputs(features: Feature[], left: RunInput, right: RunInput): Compared[] {
  if (left.kind === 'rows' && right.kind === 'rows') return compareRows(features, left.rows, right.rows)
  if (left.kind === 'text' && right.kind === 'text')
    return [text('Text', left.text, right.text), ...compareValues(left.parameters, right.parameters)]
  if (left.kind === 'json' && right.kind === 'json') return [text('Body', left.text, right.text)]
  if (left.kind === 'chat' && right.kind === 'chat')
    return [
      ...(left.system || right.system ? [text('System prompt', left.system, right.system)] : []),
      text('Messages', turnsOf(left), turnsOf(right)),
      ...compareValues(left.parameters, right.parameters),
    ]
  if ('file' in left && 'file' in right)
    return [
      line('Name', left.name, right.name),
      line('Media type', left.file.type, right.file.type),
      line('Size', sizeLine(left.file), sizeLine(right.file)),
    ]
  return [line('Input', inputLine(left), inputLine(right))]
}

const sizeLine = ({ size }: Blob) => `${formatNumber(size)} B`

function compareRows(features: Feature[], left: string[], right: string[]): Compared[] {
  const [a, b] = [cellsOf(features, left), cellsOf(features, right)]
  if (a && b) return features.map(({ name }, index) => line(name, a[index] ?? '', b[index] ?? ''))
  if (left.length === 1 && right.length === 1) return [line('Input', left[0] ?? '', right[0] ?? '')]
  return [text('Rows', left.join('\n'), right.join('\n'))]
}

function cellsOf(features: Feature[], rows: string[]): string[] | undefined {
  if (rows.length !== 1 || features.length === 0) return undefined
  const cells = readRow(rows[0] ?? '')
  return cells.length === features.length ? cells : undefined
}

function compareValues(left: Record<string, string>, right: Record<string, string>): Compared[] {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])]
  return names
    .map((name) => line(name, left[name] || '–', right[name] || '–'))
    .filter(({ left, right }) => left !== '–' || right !== '–')
}

/** The answers: class by class, or fact by fact, a text word by word. */
export function comparePredictions(left: Prediction, right: Prediction): Compared[] {
  if (left.kind === 'classes' && right.kind === 'classes' && left.scores.length > 0 && right.scores.length > 0) {
    const labels = [...new Set([...left.scores, ...right.scores].map(({ label }) => label))]
    const of = (one: typeof left, label: string) => {
      const score = one.scores.find((score) => score.label === label)
      return score ? formatFixed(score.probability, 3) : '–'
    }
    return [
      line('Prediction', left.label, right.label),
      ...labels.map((label) => line(label, of(left, label), of(right, label))),
    ]
  }
  const [a, b] = [predictionFacts(left), predictionFacts(right)]
  return Array.from({ length: Math.max(a.length, b.length) }, (_, index) => compareFact(a[index], b[index]))
}

const predictionFacts = (prediction: Prediction): Fact[] =>
  factsOf(prediction) ?? [
    prediction.kind === 'error' ? { name: 'Error', value: prediction.message } : { name: 'Body', value: 'A picture' },
  ]

function compareFact(was: Fact | undefined, now: Fact | undefined): Compared {
  const isText = [was, now].some((fact) => fact?.as === 'sampled' || fact?.name === 'Body')
  const names = [...new Set([was?.name, now?.name].filter((name) => name !== undefined))]
  return {
    name: names.join(', now '),
    left: was?.value ?? '–',
    right: now?.value ?? '–',
    differs: !was || !now || !isSameFact(was, now, 0),
    ...(isText ? { isText } : {}),
  }
}

/** Two files of one name and size can still hold other bytes. */
export async function haveSameBytes(left: Blob, right: Blob): Promise<boolean> {
  if (left.size !== right.size) return false
  const [a, b] = await Promise.all([left, right].map(async (blob) => new Uint8Array(await blob.arrayBuffer())))
  return a?.every((byte, index) => byte === b?.[index]) ?? false
}

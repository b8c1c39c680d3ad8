/** An answer as a list of named facts: what a test case expects, and what two runs are compared by. */
import { z } from 'zod'
import { wordsLocale } from '../locale'
import { formatValue, middleOf } from '../model/predictions/headline'
import type { Box, Prediction, SinglePrediction } from '../model/predictions/prediction'

export const factSchema = z.object({
  name: z.string(),
  value: z.string(),
  /** `number`: the same within a tolerance. `sampled`: written by a model that can word it otherwise each time. */
  as: z.enum(['number', 'sampled']).optional(),
})

export type Fact = z.infer<typeof factSchema>

/** What the only fact of a class or a number is called. */
export const soleName = 'Prediction'

const numeric = (name: string, value: string | number): Fact => ({ name, value: String(value), as: 'number' })

/** More numbers than this of one vector or tensor are not kept. */
const mostNumbers = 4_096
const listed = (numbers: (number | string | boolean)[]) => numbers.slice(0, mostNumbers).join(' ')

/** Undefined where the model gave no answer to hold another against: its error, or a body of bytes. */
export function factsOf(prediction: Prediction): Fact[] | undefined {
  if (prediction.kind === 'error') return undefined
  if (prediction.kind === 'raw')
    return prediction.contentType.startsWith('image/') ? undefined : [{ name: 'Body', value: prediction.text }]
  return prediction.kind === 'rows'
    ? prediction.rows.flatMap((row, index) => factsOfOne(row).map((fact) => ofRow(fact, index)))
    : factsOfOne(prediction)
}

const ofRow = (fact: Fact, index: number): Fact => ({
  ...fact,
  name: fact.name === soleName ? `Row ${index + 1}` : `Row ${index + 1}, ${fact.name}`,
})

function factsOfOne(one: Exclude<SinglePrediction, { kind: 'error' | 'raw' }>): Fact[] {
  switch (one.kind) {
    case 'classes':
    case 'cluster':
      return [{ name: soleName, value: one.label }]
    case 'value':
      return [numeric(soleName, one.exact ?? one.value)]
    case 'anomaly':
      return [numeric('Score', one.score)]
    case 'forecast':
      return middleOf(one).map((value, step) => numeric(`Step ${step + 1}`, value))
    case 'boxes':
      return [
        { name: 'Objects', value: String(one.boxes.length) },
        ...[...one.boxes]
          .sort(byPlace)
          .map(({ label, score, xmin, ymin, xmax, ymax }) =>
            numeric(label, `${scoreText(score)}at ${[xmin, ymin, xmax, ymax].map(keptValue).join(' ')}`),
          ),
      ]
    case 'spans':
      return [
        { name: 'Spans', value: String(one.spans.length) },
        ...one.spans.map(({ label, text }) => ({ name: label, value: text })),
      ]
    case 'embedding':
      return one.vectors.map((vector, index) => numeric(`Vector ${index + 1}`, listed(vector)))
    case 'text':
      return [
        ...one.texts.map(
          (value, index): Fact => ({ name: one.texts.length > 1 ? `Text ${index + 1}` : 'Text', value, as: 'sampled' }),
        ),
        ...(one.calls ?? []).map(
          (call): Fact => ({ name: `Calls ${call.name}`, value: call.arguments, as: 'sampled' }),
        ),
      ]
    case 'answer':
      return one.answers.map(({ answer }, index) => ({
        name: index === 0 ? 'Answer' : `Answer ${index + 1}`,
        value: answer,
      }))
    case 'ranking':
      return [...one.ranked]
        .sort((a, b) => a.index - b.index)
        .map(({ index, score }) => numeric(`Index ${index}`, score))
    case 'masks':
      return [
        { name: 'Masks', value: String(one.masks.length) },
        ...one.masks.map(({ label, score }) => numeric(label, scoreText(score).trim())),
      ]
    case 'vector':
      return one.outputs.map(({ name, value, exact }) => numeric(name, exact ?? value))
    case 'tensors':
      return one.tensors.map(({ name, shape, data }) => numeric(`${name} ${shape.join(' × ')}`, listed(data)))
  }
}

/** A detector without scores gives none. */
const scoreText = (score: number | undefined) => (score === undefined ? '' : `${keptValue(score)} `)

/** Facts are kept in test cases, and compared. */
const keptValue = (value: number): string => formatValue(value, undefined, wordsLocale)

/** A model sorts by score, which two that are near each other swap. A case is compared in other browsers than the one that kept it. */
const byPlace = (a: Box, b: Box) => a.label.localeCompare(b.label, wordsLocale) || a.xmin - b.xmin || a.ymin - b.ymin

/** Numbers within this share of each other are the same, word by word of the value. */
export function isSameFact(was: Fact, now: Fact, tolerance: number): boolean {
  if (was.name !== now.name) return false
  if (was.value === now.value) return true
  if (was.as !== 'number' || now.as !== 'number') return false
  const [a, b] = [was.value.split(' '), now.value.split(' ')]
  return a.length === b.length && a.every((word, index) => isSameWord(word, b[index] ?? '', tolerance))
}

function isSameWord(was: string, now: string, tolerance: number): boolean {
  if (was === now) return true
  const [a, b] = [numberOf(was), numberOf(now)]
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))
}

/** Reads what `keptValue` and `String` write; NaN, which equals nothing, where it is no number. */
const numberOf = (word: string) => (word === '' ? Number.NaN : Number(word.replaceAll(',', '')))

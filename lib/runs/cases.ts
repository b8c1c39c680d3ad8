/** Runs kept as test cases: run again after a deploy, each is the same, changed, or failed. */

import { z } from 'zod'
import type { Prediction } from '../model/predictions/prediction'
import { isFields } from '../model/predictions/shape'
import { plural, pluralWord } from '../plural'
import { type Fact, factSchema, factsOf, isSameFact, soleName } from './facts'
import { runInputSchema } from './input-schema'

/** A case of any schema of inputs: as the browser keeps it, or as a file holds it. */
export const caseOf = <I extends z.ZodType>(input: I) =>
  z.preprocess(ofRowsOnly, z.object({ input, expected: z.array(factSchema).min(1).max(5_000) }))

export const setHeadSchema = z.object({
  name: z.string().trim().min(1, 'A set needs a name').max(64),
  /** Numbers within this share of the expected one are the same. */
  tolerance: z.number().min(0).max(1),
})

export const mostCases = 500

const caseSetSchema = setHeadSchema.extend({ cases: z.array(caseOf(runInputSchema)).min(1).max(mostCases) })

export type TestCase = z.infer<typeof caseSetSchema>['cases'][number]

export interface CaseSet extends z.infer<typeof caseSetSchema> {
  id: string
  api: string
  /** The version that answered when the set was last run, or made. */
  version?: string
}

/** Cases were rows alone once, and what they expect was words alone. */
function ofRowsOnly(value: unknown): unknown {
  if (!isFields(value) || 'input' in value || !Array.isArray(value.rows) || !Array.isArray(value.expected)) return value
  const { rows, expected } = value
  const name = (index: number) => (expected.length > 1 ? `Row ${index + 1}` : soleName)
  return {
    input: { kind: 'rows', rows },
    expected: expected.map((word, index) => ({
      name: name(index),
      value: word,
      ...(String(word).trim() !== '' && Number.isFinite(Number(word)) ? { as: 'number' } : {}),
    })),
  }
}

/** A set as an earlier version of this page kept it, too; undefined where it is no set. */
export function readKept(kept: CaseSet): CaseSet | undefined {
  const read = caseSetSchema.safeParse(kept)
  return read.success ? { ...kept, ...read.data } : undefined
}

export type Verdict =
  | { kind: 'same' }
  | { kind: 'changed'; differences: Difference[] }
  /** Only in text that the model wrote: it can be sampled. */
  | { kind: 'differs'; differences: Difference[] }
  | { kind: 'failed'; why: string }

/** One of both is absent where there are more facts now, or fewer. */
export interface Difference {
  was?: Fact
  now?: Fact
}

export function judge({ expected }: TestCase, prediction: Prediction, tolerance: number): Verdict {
  const got = factsOf(prediction)
  if (!got)
    return { kind: 'failed', why: prediction.kind === 'error' ? prediction.message : 'The answer cannot be compared.' }
  const all = Array.from({ length: Math.max(expected.length, got.length) }, (_, index) => ({
    was: expected[index],
    now: got[index],
  }))
  const differences = all.filter(({ was, now }) => !was || !now || !isSameFact(was, now, tolerance))
  if (differences.length === 0) return { kind: 'same' }
  const isSampled = differences.every(({ was, now }) => was?.as === 'sampled' && now?.as === 'sampled')
  return { kind: isSampled ? 'differs' : 'changed', differences }
}

const mostDifferences = 5

/** `setosa is now virginica`; a long text is cut. */
export function differenceLines(differences: Difference[]): string[] {
  const lines = differences.slice(0, mostDifferences).map(({ was, now }) => {
    const name = was?.name ?? now?.name ?? ''
    const before = name === soleName ? '' : `${name}: `
    if (!was) return `${before}${cut(now?.value)} is new`
    if (!now) return `${before}${cut(was.value)} is gone`
    return `${before}${cut(was.value)} is now ${was.name === now.name ? '' : `${now.name}: `}${cut(now.value)}`
  })
  const rest = differences.length - lines.length
  return rest > 0 ? [...lines, `and ${rest} more`] : lines
}

const cut = (value = '') => {
  const line = value.replace(/\s+/g, ' ')
  return line.length > 120 ? `${line.slice(0, 120)}…` : line || '(nothing)'
}

const verdictKinds = ['same', 'changed', 'differs', 'failed'] as const

/** `12 cases: 10 same, 2 changed`. */
export function summaryOf(verdicts: Verdict[]): string {
  const count = (kind: Verdict['kind']) => verdicts.filter((verdict) => verdict.kind === kind).length
  const parts = verdictKinds.flatMap((kind) => (count(kind) ? [`${count(kind)} ${wordFor(kind, count(kind))}`] : []))
  return `${plural(verdicts.length, 'case')}: ${parts.join(', ')}`
}

const wordFor = (kind: Verdict['kind'], count: number) =>
  kind === 'differs' ? pluralWord(count, 'differs', 'differ') : kind

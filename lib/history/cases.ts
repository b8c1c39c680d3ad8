/** Runs kept as test cases: asked again after a deploy, each is the same, changed, or failed. */
import { z } from 'zod'
import type { Prediction } from '../predictions/prediction'
import { fail, ok, type Result } from '../result'
import { headlineOf } from './run'

const caseSchema = z.object({
  rows: z.array(z.string().min(1)).min(1),
  /** What was predicted, as a list shows it: a class, or a number by its digits. */
  expected: z.array(z.string()).min(1),
})

export const caseSetSchema = z.object({
  name: z.string().trim().min(1).max(64),
  /** Numbers within this share of the expected one are the same. */
  tolerance: z.number().min(0).max(1),
  cases: z.array(caseSchema).min(1).max(500),
})

export type TestCase = z.infer<typeof caseSchema>

export interface CaseSet extends z.infer<typeof caseSetSchema> {
  id: string
  api: string
  /** The version that answered when the set was last run, or made. */
  version?: string
}

export type Verdict = { kind: 'same' } | { kind: 'changed'; differences: string[] } | { kind: 'failed'; why: string }

/** The answer as a case expects it; undefined where it is no class and no number. */
export function expectationOf(prediction: Prediction): string[] | undefined {
  const points = prediction.kind === 'rows' ? prediction.rows : [prediction]
  const words = points.map((point) => (point.kind === 'value' ? String(point.value) : headlineOf(point)?.text))
  return words.every((word) => word !== undefined) ? words : undefined
}

export function judge({ expected }: TestCase, prediction: Prediction, tolerance: number): Verdict {
  const got = expectationOf(prediction)
  if (!got) return { kind: 'failed', why: 'The answer is no class and no number.' }
  if (got.length !== expected.length)
    return { kind: 'failed', why: `${got.length} answers came for ${expected.length} rows.` }
  const differences = expected.flatMap((was, index) => {
    const now = got[index] ?? ''
    return isSame(was, now, tolerance) ? [] : [`${was} is now ${now}`]
  })
  return differences.length === 0 ? { kind: 'same' } : { kind: 'changed', differences }
}

function isSame(was: string, now: string, tolerance: number): boolean {
  if (was === now) return true
  const [a, b] = [Number(was), Number(now)]
  return was.trim() !== '' && now.trim() !== '' && Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))
}

/** `12 cases: 10 same, 2 changed`. */
export function summaryOf(verdicts: Verdict[]): string {
  const count = (kind: Verdict['kind']) => verdicts.filter((verdict) => verdict.kind === kind).length
  const parts = (['same', 'changed', 'failed'] as const).flatMap((kind) =>
    count(kind) ? [`${count(kind)} ${kind}`] : [],
  )
  return `${verdicts.length} ${verdicts.length === 1 ? 'case' : 'cases'}: ${parts.join(', ')}`
}

export const exportSet = ({ name, tolerance, cases }: CaseSet): string =>
  `${JSON.stringify({ name, tolerance, cases }, null, 2)}\n`

/** Input and what is expected, a line for each row: for a spreadsheet, not for reading back. */
export const casesCsv = ({ cases }: CaseSet): string =>
  ['input,expected', ...cases.flatMap(({ rows, expected }) => rows.map((row, index) => csvLine(row, expected[index])))]
    .join('\n')
    .concat('\n')

const csvLine = (...cells: (string | undefined)[]) =>
  cells.map((cell = '') => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')

export function importSet(text: string): Result<z.infer<typeof caseSetSchema>> {
  const refused = (message: string) =>
    fail({ code: 'invalid-cases', message, remedy: 'Choose a file that was exported from a set of cases.' })
  try {
    const read = caseSetSchema.safeParse(JSON.parse(text))
    return read.success ? ok(read.data) : refused('The file is JSON, and no set of cases.')
  } catch {
    return refused('The file is no JSON.')
  }
}

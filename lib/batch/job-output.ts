/** What a transform job wrote, joined with the file that it was started from. */

import type { FeatureContract } from '../model/contract/contract'
import { ownDialect } from '../model/tables/dialect'
import { plural } from '../plural'
import { fail, ok, type Result } from '../result'
import { cellsOf, lineOf } from './csv-line'
import type { JobManifest } from './job-manifest'
import { readPredictions } from './outcome'
import { type Breathe, truthReader } from './prepare'
import { readTable } from './read-table'
import { type BatchResults, createResults, record, rowState, setState } from './results'
import type { Written } from './write-results'

interface JobObjects {
  manifest: JobManifest
  source: Blob
  output: Blob
}

/** Answers parsed at a time. */
const slice = 2_000

/** Fails where the output has not one answer for each row that was sent. */
export async function joinJob(
  { manifest, source, output }: JobObjects,
  contract: FeatureContract,
  breathe: Breathe,
): Promise<Result<Written>> {
  const read = await readTable(source, { encoding: 'utf-8', dialect: ownDialect })
  if (!read.ok) return read
  const [header = '', ...kept] = read.value.lines
  const names = cellsOf(header).slice(1)
  const plan = { features: [], names, hasHeader: true, sent: [], truth: manifest.truth, extra: [], problems: [] }
  const results = createResults(kept.length, contract.output?.labels)
  const readTruth = truthReader(results, contract)
  const lines = [lineOf(names)]
  const sent: number[] = []
  for (const [row, line] of kept.entries()) {
    if (row > 0 && row % slice === 0) await breathe()
    const [reason = '', ...cells] = cellsOf(line)
    lines.push(lineOf(cells))
    if (reason !== '') setState(results, row, rowState.rejected, reason)
    else {
      sent.push(row)
      if (plan.truth !== undefined) readTruth(row, cells[plan.truth] ?? '')
    }
  }
  const predicted = await readPredictionLines(await output.text(), { results, sent, contract, breathe })
  if (predicted !== sent.length)
    return fail({
      code: 'job-output',
      message: `The output has ${plural(predicted, 'answer')} for ${plural(sent.length, 'row')}.`,
      cause: 'The container writes them in a form that cannot be split by row.',
      remedy: 'Take the output itself from the bucket.',
    })
  return ok({ table: { lines, format: 'csv', encoding: 'utf-8', notes: [] }, plan, results })
}

interface Reading {
  results: BatchResults
  sent: number[]
  contract: FeatureContract
  breathe: Breathe
}

const contentTypeOf = (text: string) => (/^\s*[[{]/.test(text) ? 'application/json' : 'text/csv')

/** A line for each row, or a line for each request that the job made. @returns how many rows have an answer */
async function readPredictionLines(text: string, { results, sent, contract, breathe }: Reading): Promise<number> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const byRow = lines.length === sent.length
  const likeness = byRow
    ? readPredictions(
        { text: lines[0] ?? '', contentType: contentTypeOf(lines[0] ?? '') },
        1,
        contract.output,
        undefined,
      )?.likeness
    : undefined
  const names = contract.features.map(({ name }) => name)
  let done = 0
  const take = (response: string, contentType: string, rows: number): boolean => {
    const predictions = readPredictions({ text: response, contentType }, rows, contract.output, likeness, names)
    for (const prediction of predictions?.predictions ?? []) {
      const row = sent[done]
      done += 1
      if (row !== undefined) record(results, row, prediction, Number.NaN)
    }
    return predictions !== undefined
  }
  const step = byRow ? slice : 1
  for (let from = 0; from < lines.length; from += step) {
    if (from > 0) await breathe()
    const part = lines.slice(from, from + step)
    const [first = ''] = part
    if (!byRow) take(first, contentTypeOf(first), predictionsIn(first))
    else if (
      part.length === 1 ||
      contentTypeOf(first) !== 'text/csv' ||
      !take(part.join('\n'), 'text/csv', part.length)
    )
      for (const line of part) take(line, contentTypeOf(line), 1)
  }
  return done
}

/** Counts the rows in the answer to one request: a list's elements, an object's first list's, cells of a line. */
function predictionsIn(text: string): number {
  if (contentTypeOf(text) === 'text/csv') return cellsOf(text).length
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return value.length
    const list = Object.values(value as object).find(Array.isArray)
    return list?.length ?? 1
  } catch {
    return 1
  }
}

/** A checked file as the input of a transform job, and as what its output is joined with later. */

import { sentLine } from './check-row'
import { cellsOf, lineOf } from './csv-line'
import type { JobManifest } from './job-manifest'
import { type Breathe, rowLine } from './prepare'
import { rowState } from './results'
import type { Written } from './write-results'

const slice = 2_000

export interface JobInput {
  /** What the model reads: features in the contract's order, no header. */
  rows: Blob
  /** The file, with a header, and in its first column why a row is not in `rows`. */
  source: Blob
  manifest: JobManifest
}

/** A job splits its input by lines, whatever their quotes say. */
const brokenLine = 'a value has a line break, which a transform job takes for the end of the row'

export async function writeJobInput(
  { fileName, table, plan, results }: Written & { fileName: string },
  breathe: Breathe,
): Promise<JobInput> {
  const rows: string[] = []
  // All in quotes, so that no sign in a name is taken for the delimiter when this is read again.
  const source = [`${['error', ...plan.names].map((name) => `"${name.replaceAll('"', '""')}"`).join(',')}\n`]
  let sent = 0
  for (let from = 0; from < results.count; from += slice) {
    if (from > 0) await breathe()
    let [sending, keeping] = ['', '']
    for (let row = from; row < Math.min(from + slice, results.count); row += 1) {
      const line = rowLine(table, plan, row)
      const cells = sentLine(cellsOf(line), plan)
      const rejected = results.state[row] === rowState.rejected ? (results.reasons.get(row) ?? '') : undefined
      const reason = rejected ?? (/[\r\n]/.test(cells) ? brokenLine : '')
      keeping += `${lineOf([reason])},${line}\n`
      if (reason !== '') continue
      sending += `${cells}\n`
      sent += 1
    }
    rows.push(sending)
    source.push(keeping)
  }
  return {
    rows: new Blob(rows),
    source: new Blob(source),
    manifest: { fileName, rows: results.count, sent, truth: plan.truth },
  }
}

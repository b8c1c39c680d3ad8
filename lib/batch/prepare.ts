/** Checks every row before the first is sent, and reads the true labels. */
import type { FeatureContract } from '../model/contract/contract'
import { nameKey } from '../model/requests/request-shape'
import { rejectionOf } from './check-row'
import { cellsOf } from './csv-line'
import type { ColumnPlan } from './match-columns'
import type { RowTable } from './read-table'
import { type BatchResults, createResults, placeOf, rowState, setState } from './results'

/** Rows between two pauses: a few milliseconds of work. */
const slice = 2_000

/** Lets the browser draw and listen. */
export type Breathe = () => Promise<void>

/** Returns the text of a row. Row numbers do not count the header. */
export const rowLine = (table: RowTable, plan: ColumnPlan, row: number): string =>
  table.lines[row + (plan.hasHeader ? 1 : 0)] ?? ''

const brokenAt = ({ broken }: RowTable, plan: ColumnPlan, row: number): string | undefined =>
  broken?.get(row + (plan.hasHeader ? 1 : 0))

const rowCount = (table: RowTable, plan: ColumnPlan): number => table.lines.length - (plan.hasHeader ? 1 : 0)

/** Undefined where `signal` ended it. */
export async function prepare(
  table: RowTable,
  plan: ColumnPlan,
  contract: FeatureContract,
  breathe: Breathe,
  signal?: AbortSignal,
): Promise<BatchResults | undefined> {
  const count = rowCount(table, plan)
  const results = createResults(count, contract.output?.labels)
  const readTruth = truthReader(results, contract)
  for (let row = 0; row < count; row += 1) {
    if (row > 0 && row % slice === 0) await breathe()
    if (signal?.aborted) return undefined
    const cells = cellsOf(rowLine(table, plan, row))
    const rejection = brokenAt(table, plan, row) ?? rejectionOf(cells, contract.features, plan)
    if (rejection) setState(results, row, rowState.rejected, rejection)
    else if (plan.truth !== undefined) readTruth(row, cells[plan.truth] ?? '')
  }
  return results
}

/** A class name in any spelling, a class index, or a number to compare with. */
export function truthReader(results: BatchResults, { output }: FeatureContract) {
  const known = new Map(output?.labels?.map((label, place) => [nameKey(label), place]))
  const isClasses = output?.task === 'classification' || known.size > 0
  return (row: number, cell: string) => {
    if (cell === '') return
    const number = Number(cell)
    if (!isClasses && Number.isFinite(number)) {
      results.truthValue[row] = number
      return
    }
    const named = known.get(nameKey(cell))
    const indexed = Number.isInteger(number) && number >= 0 ? (output?.labels?.[number] ?? `Class ${number}`) : cell
    results.truth[row] = named ?? placeOf(results, indexed)
  }
}

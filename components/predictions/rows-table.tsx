import { stringify } from 'lossless-json'
import { formatFixed } from '@/lib/locale'
import { formatValue, headlineOf, isBeyond } from '@/lib/model/predictions/headline'
import type { One } from '@/lib/model/predictions/prediction'
import { ScrollRegion } from '../ui/scroll-region'
import { Table, Td, Th } from '../ui/table'

/** More than this many rows belong in a file. */
const mostRows = 100

/** One prediction a row, with the number that goes with its kind. */
export function RowsTable({ rows, name }: { rows: One[]; name?: string }) {
  const measure = rows[0] && measures[rows[0].kind]
  const columns = columnsOf(rows)
  return (
    <ScrollRegion aria-label="Predictions, one a row" className="max-h-96 overflow-auto">
      <Table>
        <thead>
          <tr>
            <Th>Row</Th>
            <Th>{name ?? 'Prediction'}</Th>
            {measure && <Th className="text-right">{measure}</Th>}
            {columns.map((column) => (
              <Th key={column}>{column}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
            <tr key={index}>
              <Td className="text-fg-3 tabular-nums">{index + 1}</Td>
              <Td className="break-words">
                {headlineOf(row)}
                {row.kind === 'value' && row.unit && <span className="text-fg-2"> {row.unit}</span>}
                {row.kind === 'value' && isBeyond(row) && (
                  <span className="ml-2 text-12 text-warn-f">outside the training data</span>
                )}
              </Td>
              {measure && <Td className="text-right font-mono text-code tabular-nums">{measureOf(row)}</Td>}
              {columns.map((column) => (
                <Td key={column} className="max-w-60 truncate font-mono text-code tabular-nums">
                  {cellOf(row.rest?.[column])}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length > mostRows && <p className="pt-2 text-12 text-fg-2">{rows.length - mostRows} further rows.</p>}
    </ScrollRegion>
  )
}

/** More columns than this are in the raw response. */
const mostColumns = 12

/** What the rows hold beside their predictions, by name. */
const columnsOf = (rows: One[]) =>
  [...new Set(rows.slice(0, mostRows).flatMap(({ rest = {} }) => Object.keys(rest)))].slice(0, mostColumns)

const cellOf = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'object' ? (stringify(value) ?? '') : String(value)

const measures: Partial<Record<One['kind'], string>> = {
  classes: 'Probability',
  cluster: 'Distance',
  answer: 'Score',
}

function measureOf(row: One): string {
  if (row.kind === 'classes') return score(row.scores.find(({ label }) => label === row.label)?.probability)
  if (row.kind === 'cluster') return row.distance === undefined ? '' : formatValue(row.distance)
  return row.kind === 'answer' ? score(row.answers[0]?.score) : ''
}

const score = (value: number | undefined): string => (value === undefined ? '' : formatFixed(value, 3))

'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type ComponentProps, useMemo, useRef, useState } from 'react'
import { isLow, isWrong, orderedRows, type RowFilter, type RowSort, truePlace } from '@/lib/batch/order'
import { type BatchResults, rowState } from '@/lib/batch/results'
import { predictionText } from '@/lib/batch/write-results'
import { cn } from '../../ui/cn'
import { Segmented } from '../../ui/segmented'

const rowHeight = 36
const colors = ['bg-c1', 'bg-c2', 'bg-c3']
const grid = (hasTruth: boolean) =>
  cn(
    'grid items-center gap-3 px-4',
    hasTruth
      ? 'grid-cols-[56px_minmax(0,1fr)_minmax(0,1fr)_84px] md:grid-cols-[64px_minmax(0,2fr)_minmax(0,1fr)_96px_80px_minmax(0,1fr)]'
      : 'grid-cols-[56px_minmax(0,1fr)_minmax(0,1fr)_84px] md:grid-cols-[64px_minmax(0,2fr)_minmax(0,1fr)_96px_80px]',
  )

interface ResultGridProps {
  results: BatchResults
  /** What the file has in a row. */
  lineAt: (row: number) => string
  hasTruth: boolean
  version: number
}

/** Only the rows in sight are in the page; assistive technology is told how many there are. */
export function ResultGrid({ results, lineAt, hasTruth, version }: ResultGridProps) {
  const [filter, setFilter] = useState<RowFilter>('all')
  const [sort, setSort] = useState<RowSort>('input')
  const scroller = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: results change in place, and the version tells when
  const rows = useMemo(() => orderedRows(results, filter, sort), [results, filter, sort, version])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  const isClasses = results.kind !== 'value'
  const filters: { value: RowFilter; label: string }[] = [
    { value: 'all', label: 'All' },
    { value: 'failed', label: 'Failed' },
    ...(hasTruth && isClasses ? [{ value: 'wrong' as const, label: 'Wrong' }] : []),
    ...(isClasses ? [{ value: 'low' as const, label: 'Low confidence' }] : []),
  ]
  const next = { input: 'score-up', 'score-up': 'score-down', 'score-down': 'input' } as const
  const direction = { input: 'none', 'score-up': 'ascending', 'score-down': 'descending' } as const
  return (
    <div className="border-line border-t">
      <div className="flex flex-wrap items-center gap-3 px-4 py-2">
        <Segmented label="Rows shown" value={filter} onValueChange={setFilter} items={filters} />
        <span className="text-12 text-fg-3">{rows.length.toLocaleString('en')} rows</span>
      </div>
      <section
        ref={scroller}
        aria-label="Rows of results"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="max-h-96 overflow-y-auto border-line border-t"
      >
        <table aria-label="Results" aria-rowcount={rows.length + 1} className="block text-left">
          <thead className="sticky top-0 z-10 block border-line border-b bg-surface">
            <tr aria-rowindex={1} className={cn(grid(hasTruth), 'h-9 text-12 text-fg-3')}>
              <Heading>Row</Heading>
              <Heading>Input</Heading>
              <Heading>{isClasses ? 'Label' : 'Value'}</Heading>
              <Heading aria-sort={direction[sort]} className="text-right">
                <button type="button" className="min-h-6 font-medium hover:text-fg" onClick={() => setSort(next[sort])}>
                  Score {{ input: '', 'score-up': '↑', 'score-down': '↓' }[sort]}
                </button>
              </Heading>
              <Heading className="text-right max-md:hidden" title="Of the request that the row was in">
                Time
              </Heading>
              {hasTruth && <Heading className="max-md:hidden">True label</Heading>}
            </tr>
          </thead>
          <tbody className="relative block" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => (
              <Row
                key={index}
                results={results}
                row={rows[index] ?? 0}
                rowIndex={index + 2}
                line={lineAt(rows[index] ?? 0)}
                hasTruth={hasTruth}
                top={start}
              />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

function Heading({ className, ...props }: ComponentProps<'th'>) {
  return <th scope="col" {...props} className={cn('truncate font-medium', className)} />
}

interface RowProps {
  results: BatchResults
  row: number
  rowIndex: number
  line: string
  hasTruth: boolean
  top: number
}

function Row({ results, row, rowIndex, line, hasTruth, top }: RowProps) {
  const state = results.state[row]
  const reason = results.reasons.get(row)
  const answered = state === rowState.answered
  const place = results.label[row] ?? -1
  const score = results.score[row] ?? Number.NaN
  const wrong = isWrong(results, row)
  const truth = truePlace(results, row)
  const value = results.truthValue[row] ?? Number.NaN
  const trueText = truth >= 0 ? results.labels[truth] : Number.isNaN(value) ? '' : String(value)
  return (
    <tr
      aria-rowindex={rowIndex}
      className={cn(grid(hasTruth), 'absolute inset-x-0 border-line border-b')}
      style={{ height: rowHeight, transform: `translateY(${top}px)` }}
    >
      <td className="text-fg-3 tabular-nums">{(row + 1).toLocaleString('en')}</td>
      <td className="truncate font-mono text-code" title={line}>
        {line}
      </td>
      {reason === undefined ? (
        <>
          <td className="flex min-w-0 items-center gap-2">
            {place >= 0 && (
              <span aria-hidden className={cn('size-2 shrink-0 rounded-chip', colors[place % colors.length])} />
            )}
            <span className="truncate">{answered ? predictionText(results, row) : stateWord(state)}</span>
            {wrong && <span className="text-12 text-bad-f">wrong</span>}
          </td>
          <td className="text-right font-mono text-code">
            {place >= 0 && !Number.isNaN(score) ? score.toFixed(3) : ''}
            {isLow(results, row) && <span className="ml-1 font-sans text-12 text-warn-f">low</span>}
          </td>
          <td className="text-right font-mono text-12 text-fg-3 max-md:hidden">
            {answered ? `${Math.round(results.timeMs[row] ?? 0)} ms` : ''}
          </td>
          {hasTruth && <td className="truncate max-md:hidden">{trueText}</td>}
        </>
      ) : (
        <td className="col-span-2 truncate text-bad-f md:col-span-3" title={reason}>
          {reason}
        </td>
      )}
    </tr>
  )
}

const stateWord = (state: number | undefined) => (state === rowState.sent ? 'in flight' : '')

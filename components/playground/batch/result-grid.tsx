'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type ComponentProps, useEffect, useMemo, useRef, useState } from 'react'
import { isLow, isWrong, orderedRows, type RowFilter, type RowSort, truePlace } from '@/lib/batch/order'
import { type BatchResults, rowState } from '@/lib/batch/results'
import { predictionText } from '@/lib/batch/write-results'
import { formatFixed, formatNumber } from '@/lib/locale'
import { plural } from '@/lib/plural'
import { cn } from '../../ui/cn'
import { Segmented } from '../../ui/form/segmented'
import { useNarrow } from '../../ui/hooks/use-narrow'
import { ScrollRegion } from '../../ui/scroll-region'

const rowHeight = 36
/** The height of a row of two lines: the true label and the time are under the rest. */
const narrowRowHeight = 56
const colors = ['bg-c1', 'bg-c2', 'bg-c3']
const grid = (hasTruth: boolean) =>
  cn(
    'grid grid-cols-[44px_minmax(0,1fr)_minmax(0,1fr)_84px] items-center gap-x-3 px-4 max-md:grid-rows-2 max-md:py-1',
    hasTruth
      ? 'md:grid-cols-[64px_minmax(0,2fr)_minmax(0,1fr)_96px_80px_minmax(0,1fr)]'
      : 'md:grid-cols-[64px_minmax(0,2fr)_minmax(0,1fr)_96px_80px]',
  )
/** Shown in the second line of a narrow row. */
const timePlace = 'max-md:col-start-4 max-md:row-start-2'
const truthPlace = 'max-md:col-span-2 max-md:col-start-2 max-md:row-start-2'

interface ResultGridProps {
  results: BatchResults
  /** What the file has in a row. */
  lineAt: (row: number) => string
  hasTruth: boolean
  version: number
}

/** Only the rows in sight are in the page; assistive technology gets their number. */
export function ResultGrid({ results, lineAt, hasTruth, version }: ResultGridProps) {
  const [filter, setFilter] = useState<RowFilter>('all')
  const [sort, setSort] = useState<RowSort>('input')
  const scroller = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: results change in place, and the version shows when
  const rows = useMemo(() => orderedRows(results, filter, sort), [results, filter, sort, version])
  const height = useNarrow() ? narrowRowHeight : rowHeight
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes that were measured are of the height before
  useEffect(() => virtual.measure(), [height])
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
        <span className="text-12 text-fg-3">{plural(rows.length, 'row')}</span>
      </div>
      <ScrollRegion
        ref={scroller}
        aria-label="Rows of results"
        className="max-h-96 overflow-y-auto border-line border-t"
      >
        <table aria-label="Results" aria-rowcount={rows.length + 1} className="block text-left">
          <thead className="sticky top-0 z-10 block border-line border-b bg-surface">
            <tr aria-rowindex={1} className={cn(grid(hasTruth), 'text-12 text-fg-3 md:h-9')}>
              <Heading>Row</Heading>
              <Heading>Input</Heading>
              <Heading>{isClasses ? 'Label' : 'Value'}</Heading>
              <Heading aria-sort={direction[sort]} className="text-right">
                <button type="button" className="min-h-6 font-medium hover:text-fg" onClick={() => setSort(next[sort])}>
                  Score {{ input: '', 'score-up': '↑', 'score-down': '↓' }[sort]}
                </button>
              </Heading>
              <Heading className={cn('text-right', timePlace)} title="Of the request that the row was in">
                Time
              </Heading>
              {hasTruth && <Heading className={truthPlace}>True label</Heading>}
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
                height={height}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
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
  /** Both in px. */
  top: number
  height: number
}

function Row({ results, row, rowIndex, line, hasTruth, top, height }: RowProps) {
  const state = results.state[row]
  const reason = results.reasons.get(row)
  const predicted = state === rowState.predicted
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
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <td className="text-fg-3 tabular-nums">{formatNumber(row + 1)}</td>
      <td className="truncate font-mono text-code" title={line}>
        {line}
      </td>
      {reason === undefined ? (
        <>
          <td className="flex min-w-0 items-center gap-2">
            {place >= 0 && (
              <span aria-hidden className={cn('size-2 shrink-0 rounded-chip', colors[place % colors.length])} />
            )}
            <span className="truncate">{predicted ? predictionText(results, row) : stateWord(state)}</span>
            {wrong && <span className="text-12 text-bad-f">wrong</span>}
          </td>
          <td className="text-right font-mono text-code">
            {place >= 0 && !Number.isNaN(score) ? formatFixed(score, 3) : ''}
            {isLow(results, row) && <span className="ml-1 font-sans text-12 text-warn-f">low</span>}
          </td>
          <td className={cn('text-right font-mono text-12 text-fg-3', timePlace)}>
            {predicted ? `${Math.round(results.timeMs[row] ?? 0)} ms` : ''}
          </td>
          {hasTruth && <td className={cn('truncate max-md:text-12 max-md:text-fg-2', truthPlace)}>{trueText}</td>}
        </>
      ) : (
        <td
          className="truncate text-bad-f max-md:col-span-3 max-md:col-start-2 max-md:row-start-2 md:col-span-3"
          title={reason}
        >
          {reason}
        </td>
      )}
    </tr>
  )
}

const stateWord = (state: number | undefined) => (state === rowState.sent ? 'in flight' : '')

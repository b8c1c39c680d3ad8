'use client'

import { ChevronRight, CircleX, Plus } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type ColumnValue, columnOf, columnProblem, featureOf, rangeText } from '@/lib/model/contract/column-value'
import { Button } from '../../ui/button'
import { cn } from '../../ui/cn'
import { FeatureForm } from './feature-form'

/** Number, name, type, range, mark. */
const rowGrid = 'grid grid-cols-[20px_minmax(0,1fr)_52px_112px_16px] items-center gap-2 px-2.5'

/** A longer list scrolls by itself. */
const tallest = 14

interface FeatureListProps {
  /** `Columns`, `Parameters`. */
  label: string
  columns: ColumnValue[]
  onChange: (columns: ColumnValue[]) => void
  onMove: (from: number, to: number) => void
  onRemove: (index: number) => void
  onOutput?: (index: number) => void
}

/** Features in the model's order. A row opens to be edited; Alt with an arrow key moves it. */
export function FeatureList({ label, columns, onChange, onMove, onRemove, onOutput }: FeatureListProps) {
  const [open, setOpen] = useState<number>()
  const [focus, setFocus] = useState<number>()
  const list = useRef<HTMLOListElement>(null)
  // The rows have changed places by now, so the focus follows the one that moved.
  useEffect(() => {
    if (focus === undefined) return
    list.current?.querySelector<HTMLElement>(`[data-row="${focus}"]`)?.focus()
    setFocus(undefined)
  }, [focus])

  const move = (from: number, to: number) => {
    if (to < 0 || to >= columns.length) return
    onMove(from, to)
    if (open !== undefined) setOpen(open === from ? to : open === to ? from : open)
    setFocus(to)
  }
  const leave = (index: number, go: (index: number) => void) => {
    go(index)
    setOpen(undefined)
    setFocus(Math.min(index, columns.length - 2))
  }
  const add = () => {
    onChange([...columns, columnOf({ name: freeName(columns), type: 'number' })])
    setOpen(columns.length)
    setFocus(columns.length)
  }
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(index, event.key === 'ArrowUp' ? index - 1 : index + 1)
  }

  return (
    <div className="grid gap-2">
      {columns.length > 0 && (
        <div className="overflow-hidden rounded-ctl border border-line bg-surface">
          <div aria-hidden className={cn(rowGrid, 'h-8 border-line border-b text-12 text-fg-3')}>
            <span className="text-right">#</span>
            <span>{label === 'Parameters' ? 'Parameter' : 'Column'}</span>
            <span>Type</span>
            <span className="text-right">Range</span>
          </div>
          <ol ref={list} aria-label={label} className={cn(columns.length > tallest && 'max-h-[560px] overflow-y-auto')}>
            {columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the model's order
              <li key={index} className="border-line border-b last:border-b-0">
                <FeatureRow
                  column={column}
                  index={index}
                  open={open === index}
                  problem={columnProblem(column, columns.slice(0, index))}
                  onToggle={() => setOpen(open === index ? undefined : index)}
                  onKeyDown={(event) => onKeyDown(event, index)}
                />
                {open === index && (
                  <FeatureForm
                    column={column}
                    onChange={(next) => onChange(columns.map((one, at) => (at === index ? next : one)))}
                    onUp={index > 0 ? () => move(index, index - 1) : undefined}
                    onDown={index < columns.length - 1 ? () => move(index, index + 1) : undefined}
                    onOutput={onOutput && (() => leave(index, onOutput))}
                    onRemove={() => leave(index, onRemove)}
                  />
                )}
              </li>
            ))}
          </ol>
        </div>
      )}
      <div className="flex items-center gap-2">
        <Button size="sm" icon={<Plus aria-hidden />} onClick={add}>
          {label === 'Parameters' ? 'Add a parameter' : 'Add a feature'}
        </Button>
        {columns.length > 1 && <span className="text-12 text-fg-3 max-md:hidden">Alt ↑ ↓ moves a row</span>}
      </div>
    </div>
  )
}

interface FeatureRowProps {
  column: ColumnValue
  index: number
  open: boolean
  problem: string | undefined
  onToggle: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

function FeatureRow({ column, index, open, problem, onToggle, onKeyDown }: FeatureRowProps) {
  const { name, type } = column.feature
  return (
    <button
      type="button"
      data-row={index}
      aria-expanded={open}
      onClick={onToggle}
      onKeyDown={onKeyDown}
      className={cn(
        rowGrid,
        'min-h-8 w-full py-1 text-left hover:bg-hover focus-visible:outline-offset-[-2px] max-md:min-h-10',
      )}
    >
      <span className="text-right text-12 text-fg-3">{index + 1}</span>
      <span title={name} className="truncate font-mono text-12">
        {name || '(no name)'}
      </span>
      <span className="text-12 text-fg-2">{type}</span>
      <span className="truncate text-right text-12 text-fg-2">{rangeText(featureOf(column))}</span>
      <ChevronRight aria-hidden className={cn('size-3.5 text-fg-3', open && 'rotate-90')} />
      {problem && (
        <span className="col-span-4 col-start-2 flex gap-1.5 text-12 text-bad-f">
          <CircleX aria-hidden className="mt-0.5 size-3 shrink-0" />
          {problem}
        </span>
      )}
    </button>
  )
}

function freeName(columns: ColumnValue[]): string {
  const taken = new Set(columns.map((column) => column.feature.name))
  let place = columns.length + 1
  while (taken.has(`feature_${place}`)) place += 1
  return `feature_${place}`
}

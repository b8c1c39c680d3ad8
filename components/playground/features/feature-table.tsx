'use client'

import { Search } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Cell } from '@/lib/model/contract/column-value'
import { type DraftRow, withoutRow, withRowChanged, withRowMoved } from '@/lib/model/contract/draft'
import { Button } from '../../ui/button'
import { Input } from '../../ui/form/input'
import { useStable } from '../../ui/hooks/use-stable'
import { FeatureRow } from './feature-row'
import type { FeatureDraft } from './use-draft'

/** More rows than these are searched, or shown when a person says so. */
const mostShown = 40

interface FeatureTableProps {
  features: FeatureDraft
  /** The key of a row that was just added: it takes the focus. */
  arrived?: string
}

/** A row for each feature. Alt with an arrow key moves the row that has the focus. */
export function FeatureTable({ features, arrived }: FeatureTableProps) {
  const { draft, changes, problems, edit } = features
  const [search, setSearch] = useState('')
  const [all, setAll] = useState(false)
  const [focus, setFocus] = useState<{ key: string; part: string }>()
  /** The row that was added or moved last: it is shown wherever it is. */
  const [current, setCurrent] = useState<string>()
  const table = useRef<HTMLTableElement>(null)
  useEffect(() => {
    if (!arrived) return
    setSearch('')
    setCurrent(arrived)
    setFocus({ key: arrived, part: 'name' })
  }, [arrived])
  // The rows have changed places by now, so the focus follows the one that moved.
  useEffect(() => {
    if (!focus) return
    const part = table.current?.querySelector<HTMLElement>(`[data-row="${focus.key}"] [data-part="${focus.part}"]`)
    const target = part?.matches('input, button') ? part : part?.querySelector('button')
    target?.focus()
    if (target instanceof HTMLInputElement) target.select()
    setFocus(undefined)
  }, [focus])

  const change = useStable((row: DraftRow) => edit(withRowChanged(draft, row)))
  const move = useStable((key: string, by: number, part: string) => {
    edit(withRowMoved(draft, key, by))
    setCurrent(key)
    setFocus({ key, part })
  })
  const remove = useStable((key: string) => {
    const place = draft.rows.findIndex((row) => row.key === key)
    const next = draft.rows[place + 1] ?? draft.rows[place - 1]
    edit(withoutRow(draft, key))
    if (next) setFocus({ key: next.key, part: 'remove' })
  })
  const changedParts = useCallback(
    (key: string) => changes.filter((one) => one.key === key).map(({ part }) => part),
    [changes],
  )
  const wanted = search.trim().toLowerCase()
  const found = draft.rows
    .map((row, place) => ({ row, place }))
    .filter(({ row }) => wanted === '' || row.feature.name.toLowerCase().includes(wanted))
  const isShown = (key: string, at: number) => at < mostShown || problems.has(key) || key === current
  const shown = all || wanted !== '' ? found : found.filter(({ row }, at) => isShown(row.key, at))
  const isLong = draft.rows.length > mostShown
  return (
    <>
      {isLong && (
        <div className="border-line border-b px-4 py-2">
          <Input
            type="search"
            aria-label="Find a feature"
            placeholder={`Find one of ${draft.rows.length} features`}
            prefix={<Search aria-hidden className="size-3.5" />}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
      )}
      <table ref={table} className="w-full table-fixed border-collapse text-left max-md:block" aria-label="Features">
        <thead className="max-md:sr-only">
          <tr className="h-9 border-line border-b text-12 text-fg-3 [&>th]:px-1 [&>th]:font-medium">
            <th scope="col" className="w-9 pl-3! text-right">
              <span aria-hidden>#</span>
              <span className="sr-only">Column</span>
            </th>
            <th scope="col">Name</th>
            <th scope="col" className="w-27">
              Type
            </th>
            <th scope="col" className="w-44">
              Range or choices
            </th>
            <th scope="col" className="w-24">
              Default
            </th>
            <th scope="col" className="w-18">
              Unit
            </th>
            <th scope="col" className="w-34">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        {shown.map(({ row, place }) => (
          <FeatureRow
            key={row.key}
            row={row}
            place={place}
            isLast={place === draft.rows.length - 1}
            changed={changedParts(row.key).join(' ')}
            problems={textOf(problems.get(row.key))}
            onChange={change}
            onMove={move}
            onRemove={remove}
          />
        ))}
      </table>
      {wanted !== '' && found.length === 0 && (
        <p role="status" className="border-line border-t px-4 py-3 text-12 text-fg-2">
          No feature is named like “{search.trim()}”.
        </p>
      )}
      {isLong && !all && wanted === '' && (
        <div className="border-line border-t px-4 py-2">
          <Button size="sm" onClick={() => setAll(true)}>
            Show all {draft.rows.length} features
          </Button>
        </div>
      )}
    </>
  )
}

/** Writes them as text, so that rows with the same problems are not drawn again. */
const textOf = (problems: Partial<Record<Cell, string>> | undefined): string =>
  problems ? JSON.stringify(problems) : ''

'use client'

import { RefreshCw, Search, X } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { Button, IconButton } from '../../ui/button'
import { Input } from '../../ui/form/input'
import { Segmented } from '../../ui/form/segmented'
import { Spinner } from '../../ui/state/spinner'
import { Kbd } from '../../ui/text/kbd'
import { RelativeTime } from '../../ui/text/relative-time'
import { type StatusFilter, statusFilters } from '../filters/filters'

const debounceMs = 250

export interface TableToolbarProps {
  search: string
  onSearch: (search: string) => void
  searchRef: RefObject<HTMLInputElement | null>
  filter: StatusFilter
  onFilter: (filter: StatusFilter) => void
  countOf: (filter: StatusFilter) => string | undefined
  /** The server is reading. */
  reading: boolean
  readAt: string
  polledAt?: string
  onRefresh: () => void
  keys: boolean
  /** What can be done with the rows. */
  children?: ReactNode
}

export function TableToolbar(props: TableToolbarProps) {
  const { filter, onFilter, countOf, reading, readAt, polledAt, onRefresh, children } = props
  return (
    <div className="my-3 mt-5 flex flex-wrap items-center gap-2 max-md:mt-4">
      <SearchBox {...props} />
      <Segmented
        label="Status"
        value={filter}
        onValueChange={onFilter}
        className="max-md:w-full max-md:flex-wrap max-md:[&>button]:grow"
        items={statusFilters.map((one) => ({ ...one, count: countOf(one.value) }))}
      />
      {/* The same room however long the text is: a toolbar that wraps moves every row. */}
      <span className="min-w-0 grow basis-20 truncate text-right text-12 text-fg-3 max-md:sr-only">
        Read <RelativeTime value={readAt} ago />
        {polledAt && (
          <span className="max-2xl:sr-only">
            , changes <RelativeTime value={polledAt} ago />
          </span>
        )}
      </span>
      <Button
        square
        aria-label="Refresh"
        title="Refresh"
        busy={reading}
        icon={<RefreshCw aria-hidden />}
        onClick={onRefresh}
        className="max-md:hidden"
      />
      {children}
    </div>
  )
}

function SearchBox({ search, onSearch, searchRef, reading, keys }: TableToolbarProps) {
  const [value, setValue] = useState(search)
  const [shown, setShown] = useState(search)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // The URL changed by other means than typing: back, forward, a suggestion.
  if (shown !== search) {
    setShown(search)
    if (value.trim() !== search) setValue(search)
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  const change = (next: string, wait = debounceMs) => {
    setValue(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const wanted = next.trim()
      setShown(wanted)
      if (wanted !== search) onSearch(wanted)
    }, wait)
  }

  return (
    <Input
      ref={searchRef}
      type="text"
      role="searchbox"
      aria-label="Search endpoints by name"
      placeholder="Search by name"
      spellCheck={false}
      className="w-[184px] max-md:w-full 2xl:w-[220px]"
      value={value}
      maxLength={63}
      onChange={(event) => change(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') change(value, 0)
        if (event.key === 'Escape') change('', 0)
      }}
      prefix={reading && value ? <Spinner className="size-[15px]" /> : <Search aria-hidden className="size-[15px]" />}
      suffix={
        value ? (
          <IconButton
            size="sm"
            label="Clear search"
            icon={<X aria-hidden />}
            className="-mr-2 size-6 max-md:size-9"
            onClick={() => {
              change('', 0)
              searchRef.current?.focus()
            }}
          />
        ) : (
          keys && <Kbd className="max-md:hidden">/</Kbd>
        )
      }
    />
  )
}

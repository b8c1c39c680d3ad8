'use client'

import { startTransition, useEffect, useState } from 'react'
import type { EndpointRow as Row } from '@/lib/endpoints/types'
import { Tick } from '../../ui/form/checkbox'
import { ScrollRegion } from '../../ui/scroll-region'
import { EndpointRow, type EndpointRowProps } from './endpoint-row'
import { readColumns } from './table-columns'
import { TableFrame, type TableFrameProps } from './table-frame'

/** So many rows stand in the page's HTML; the others follow once it is interactive. */
const atFirst = 60

interface TableRowsProps extends Pick<TableFrameProps, 'busy' | 'sort' | 'sortHref' | 'aside'> {
  rows: Row[]
  hidden: EndpointRowProps['hidden']
  chosen: ReadonlySet<string>
  onChoose: (names: string[], on: boolean) => void
  propsOf: (row: Row) => Omit<EndpointRowProps, 'row' | 'hidden' | 'chosen' | 'onChoose'>
}

export function TableRows({ rows, hidden, chosen, onChoose, propsOf, ...frame }: TableRowsProps) {
  const [most, setMost] = useState(atFirst)
  useEffect(() => startTransition(() => setMost(Number.POSITIVE_INFINITY)), [])
  const every = chosen.size === rows.length
  const table = (
    <TableFrame
      {...frame}
      label="Endpoints"
      hidden={hidden}
      pick={
        <Tick
          aria-label="Choose all endpoints on this page"
          checked={every ? true : chosen.size > 0 ? 'indeterminate' : false}
          onCheckedChange={(on) =>
            onChoose(
              rows.map(({ name }) => name),
              on === true,
            )
          }
        />
      }
    >
      {rows.slice(0, most).map((row) => (
        <EndpointRow
          key={row.name}
          row={row}
          hidden={hidden}
          chosen={chosen.has(row.name)}
          onChoose={(name, on) => onChoose([name], on)}
          {...propsOf(row)}
        />
      ))}
    </TableFrame>
  )
  // Only then it can be wider than its place; what only screen readers see is placed in it, so that it does not widen the page.
  const isWide = readColumns.some((column) => !hidden.has(column))
  return isWide ? (
    <ScrollRegion aria-label="Table of endpoints" className="relative overflow-x-auto">
      {table}
    </ScrollRegion>
  ) : (
    table
  )
}

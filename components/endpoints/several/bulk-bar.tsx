'use client'

import { Download, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { plural } from '@/lib/plural'
import { Button, IconButton } from '../../ui/button'
import { onDemand, whenLoaded } from '../../ui/on-demand'
import { Menu, MenuItem } from '../../ui/overlay/dropdown-menu'
import { saveFile } from '../../ui/save-file'
import type { ExportedRow } from './export-rows'

/** What writes files is no part of the page until somebody wants one. */
const fileWriters = onDemand(() => import('./export-rows'))

interface BulkBarProps {
  rows: ExportedRow[]
  onClear: () => void
  /** What else can be done with them. */
  children: ReactNode
}

/** What can be done with the chosen rows; it floats above the end of the list, so that nothing moves. */
export function BulkBar({ rows, onClear, children }: BulkBarProps) {
  const save = (kind: 'csv' | 'json') =>
    whenLoaded(fileWriters, ({ rowsCsv, rowsJson }) => {
      const [text, type] = kind === 'csv' ? [rowsCsv(rows), 'text/csv'] : [rowsJson(rows), 'application/json']
      saveFile(new Blob([text], { type }), `endpoints.${kind}`)
    })
  return (
    <section
      aria-label="Chosen endpoints"
      className="sticky bottom-3 z-10 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-card border border-line-2 bg-surface p-2 shadow-3"
    >
      <span role="status" className="px-2 font-medium">
        {plural(rows.length, 'endpoint')} chosen
      </span>
      {children}
      <Menu trigger={<Button icon={<Download aria-hidden />}>Export</Button>}>
        <MenuItem onSelect={() => save('csv')}>As CSV</MenuItem>
        <MenuItem onSelect={() => save('json')}>As JSON</MenuItem>
      </Menu>
      <IconButton label="Choose none" icon={<X aria-hidden />} onClick={onClear} />
    </section>
  )
}

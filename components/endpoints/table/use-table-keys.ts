'use client'

import { type RefObject, useEffect } from 'react'
import { useStored } from '../../ui/hooks/use-stored'

/** Single-letter keys can be turned off (WCAG 2.1.4), as speech input types them by accident. */
export function useKeysEnabled(): [boolean, (enabled: boolean) => void] {
  const [text, store] = useStored('portico-keys')
  return [text !== 'off', (enabled) => store(enabled ? 'on' : 'off')]
}

export interface TableKeys {
  table: RefObject<HTMLElement | null>
  search: RefObject<HTMLInputElement | null>
  enabled: boolean
  /** A letter was pressed while a row had the focus. */
  onRowKey: (key: 'd' | 'p' | 'c', name: string) => void
}

/** `/` to the search, J and K from row to row. The focused row is the chosen one, so Enter opens its link by itself. */
export function useTableKeys({ table, search, enabled, onRowKey }: TableKeys) {
  useEffect(() => {
    if (!enabled) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const key = event.key.toLowerCase()
      if (key === '/') {
        event.preventDefault()
        search.current?.focus()
        search.current?.select()
      } else if (key === 'j' || key === 'k') move(table.current, key === 'j' ? 1 : -1)
      else if (key === 'd' || key === 'p' || key === 'c') {
        const name = focusedRow()?.dataset.name
        if (name) onRowKey(key, name)
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [enabled, table, search, onRowKey])
}

const focusedRow = () => document.activeElement?.closest<HTMLElement>('tr[data-name]')

function move(table: HTMLElement | null, step: 1 | -1) {
  const rows = [...(table?.querySelectorAll<HTMLElement>('tr[data-name]') ?? [])]
  const focused = focusedRow()
  const next = rows[focused ? rows.indexOf(focused) + step : 0]
  next?.querySelector<HTMLElement>('a[data-row-link]')?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** In a field, a menu or a dialog letters mean something else. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input, textarea, select, [contenteditable], [role="menu"], [role="dialog"], [role="alertdialog"]',
    ) !== null
  )
}

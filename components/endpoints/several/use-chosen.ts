'use client'

import { useCallback, useState } from 'react'
import type { EndpointRow } from '@/lib/endpoints/types'

/** The rows that are ticked. Those that are no longer in view are not acted on, and are ticked again when they come back. */
export function useChosen(rows: EndpointRow[]) {
  const [all, setAll] = useState<ReadonlySet<string>>(new Set())
  const choose = useCallback((names: string[], on: boolean) => {
    setAll((before) => {
      const next = new Set(before)
      for (const name of names) {
        if (on) next.add(name)
        else next.delete(name)
      }
      return next
    })
  }, [])
  const chosen: ReadonlySet<string> = new Set(rows.map(({ name }) => name).filter((name) => all.has(name)))
  return { chosen, choose, clear: () => setAll(new Set()) }
}

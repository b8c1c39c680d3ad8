'use client'

import { useRef, useState } from 'react'
import type { DetectedRow } from '@/lib/endpoints/types'
import type { Result } from '@/lib/result'
import { settle } from '../../ui/settle'

/** So many endpoints are read and called beside each other. */
const together = 3

export type Detect = (names: string[]) => Promise<Result<DetectedRow[]>>

/** What the ticked rows were found to be, by name. Those that are no longer ticked when their turn comes are left alone. */
export function useDetected(detect: Detect) {
  const [rows, setRows] = useState<Record<string, DetectedRow>>({})
  const wanted = useRef<string[]>([])
  const begun = useRef(new Set<string>())
  const running = useRef(false)

  const want = async (names: string[]) => {
    wanted.current = names
    if (running.current) return
    running.current = true
    for (;;) {
      const next = wanted.current.filter((name) => !begun.current.has(name)).slice(0, together)
      if (next.length === 0) break
      for (const name of next) begun.current.add(name)
      const found = await settle(detect(next))
      const read = found.ok ? found.value : next.map((name) => ({ name, failure: found.error }))
      setRows((before) => ({ ...before, ...Object.fromEntries(read.map((row) => [row.name, row])) }))
    }
    running.current = false
  }
  const forget = () => {
    wanted.current = []
    begun.current = new Set()
    setRows({})
  }
  return { rows, want, forget }
}

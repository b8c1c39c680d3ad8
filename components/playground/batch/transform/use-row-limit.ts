'use client'

import { useStored } from '../../../ui/hooks/use-stored'

const usual = 50_000

/** Rows over which a transform job is offered; kept in this browser, for every endpoint. */
export function useRowLimit(): [rows: number, keep: (rows: number) => void] {
  const [text, store] = useStored('portico:batch-row-limit')
  const rows = Number(text)
  return [Number.isInteger(rows) && rows > 0 ? rows : usual, (next) => store(String(next))]
}

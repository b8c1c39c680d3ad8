'use client'

import { useEffect, useState } from 'react'
import type { IndexColumn, IndexedPage } from '@/lib/endpoint-index/types'
import type { Failure, Result } from '@/lib/result'
import { useStable } from '../../ui/hooks/use-stable'
import { settle } from '../../ui/settle'

/** While it is read; the first look comes sooner. */
const readingMs = 2_000
const firstMs = 400
/** Once it is complete, so that it stays fresh while somebody looks. */
const completeMs = 60_000

export interface IndexLook {
  search: string
  columns: IndexColumn[]
  names: string[]
}

export type LookAtIndex = (look: IndexLook) => Promise<Result<IndexedPage>>

/** Nothing is left to read, or it was refused and rests. */
const isComplete = ({ progress }: IndexedPage): boolean =>
  (progress.listComplete || progress.failure !== undefined) &&
  Object.values(progress.columns).every(({ complete, failure }) => complete || failure)

/**
 * Looks at the index as long as columns of it are wanted and the tab is seen. The server reads only while somebody looks.
 * @param matches the rows are what the index matches
 * @param first what the page came with: what is known of its rows stays until the page is another
 */
export function useIndex(
  latest: LookAtIndex,
  { search, columns, names, matches }: IndexLook & { matches: boolean },
  first: IndexedPage | undefined,
) {
  const look = useStable(latest)
  const key = JSON.stringify([search, columns])
  const rows = useStable(() => names)
  const [last, setLast] = useState<{ first: IndexedPage | undefined; page: IndexedPage }>()
  const [failure, setFailure] = useState<Failure>()
  // Also while another column is shown, which takes a look to fill: the rows and what was read of them are the same.
  const page = last && last.first === first ? last.page : first
  const wanted = columns.length > 0 || matches

  useEffect(() => {
    if (!wanted) return
    const [search, columns] = JSON.parse(key) as [string, IndexColumn[]]
    let ended = false
    let timer: ReturnType<typeof setTimeout>
    const next = async () => {
      let waitMs = readingMs
      if (!document.hidden) {
        const result = await settle(look({ search, columns, names: rows().slice(0, 100) }))
        if (ended) return
        if (result.ok) {
          setLast({ first, page: result.value })
          if (isComplete(result.value)) waitMs = completeMs
        } else waitMs = completeMs / 4
        setFailure(result.ok ? undefined : result.error)
      }
      timer = setTimeout(next, waitMs)
    }
    timer = setTimeout(next, firstMs)
    return () => {
      ended = true
      clearTimeout(timer)
    }
  }, [wanted, key, first, look, rows])

  return { page, failure }
}

'use client'

import { useEffect, useState } from 'react'
import type { EndpointPage, EndpointRow } from '@/lib/endpoints/types'
import type { Failure, Result } from '@/lib/result'
import { useStable } from '../../ui/hooks/use-stable'
import { isChanging } from '../filters/filters'

const everyMs = 10_000
const slowestMs = 80_000

interface Live {
  page: EndpointPage
  rows: EndpointRow[]
  /** When the changing rows were read last, ISO. */
  polledAt?: string
  failure?: Failure
  intervalMs: number
  /** For assistive technology: what became of a row. */
  news: string
}

const start = (page: EndpointPage): Live => ({ page, rows: page.rows, intervalMs: everyMs, news: '' })

/** The page's rows, of which the changing ones are read again every 10 s while the tab is seen; slower when AWS refuses. */
export function useLiveRows(page: EndpointPage, latest: (names: string[]) => Promise<Result<EndpointRow[]>>) {
  const refresh = useStable(latest)
  const [live, setLive] = useState(() => start(page))
  // A new page from the server replaces what was patched; set while rendering, so that old rows are never drawn.
  if (live.page !== page) setLive(start(page))

  const changing = live.rows
    .filter(isChanging)
    .map((row) => row.name)
    .join(' ')
  const { intervalMs } = live

  useEffect(() => {
    if (!changing) return
    const names = changing.split(' ')
    let ended = false
    const timer = setInterval(async () => {
      if (document.visibilityState !== 'visible') return
      const result = await refresh(names).catch((): undefined => undefined)
      if (ended || !result) return
      setLive((before) => (result.ok ? merge(before, names, result.value) : slower(before, result.error)))
    }, intervalMs)
    return () => {
      ended = true
      clearInterval(timer)
    }
  }, [changing, intervalMs, refresh])

  return live.page === page ? live : start(page)
}

function slower(live: Live, failure: Failure): Live {
  return { ...live, failure, intervalMs: Math.min(live.intervalMs * 2, slowestMs) }
}

/** Requested rows that are not in the answer are gone. */
function merge(live: Live, requested: string[], response: EndpointRow[]): Live {
  const fresh = new Map(response.map((row) => [row.name, row]))
  const news: string[] = []
  const rows = live.rows.flatMap((row) => {
    if (!requested.includes(row.name)) return [row]
    const now = fresh.get(row.name)
    if (!now) news.push(`${row.name} is deleted.`)
    else if (now.status !== row.status) news.push(`${row.name} is ${now.status}.`)
    return now ? [now] : []
  })
  return {
    ...live,
    rows,
    polledAt: new Date().toISOString(),
    failure: undefined,
    intervalMs: everyMs,
    news: news.join(' ') || live.news,
  }
}

'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { EndpointRow, EndpointSummaries, EndpointSummary } from '@/lib/endpoints/types'
import { firstOfEach } from '@/lib/errors/first-of-each'
import { type Failure, fail, type Result } from '@/lib/result'
import { useStable } from '../../ui/hooks/use-stable'

/** `undefined` while it is read, `null` where it could not be. */
export type SummaryState = EndpointSummary | null | undefined

/** A call reads a few rows at a time, so that the first ones fill in early. */
const batchSize = 12
const gatherMs = 60

/** What was read belongs to a row in one state: an endpoint that changed is read again. */
const keyOf = (row: EndpointRow) => `${row.name} ${row.status} ${row.modifiedAt}`

const unreachable: Failure = {
  code: 'network',
  message: 'The console did not answer.',
  remedy: 'Check the connection, then refresh.',
}

/** Reads the columns that cost calls, for the rows that were seen. */
export function useSummaries(latest: (names: string[]) => Promise<Result<EndpointSummaries>>) {
  const load = useStable(latest)
  const [known, setKnown] = useState<ReadonlyMap<string, EndpointSummary | null>>(new Map())
  const [lastOf, setLastOf] = useState<ReadonlyMap<string, EndpointSummary>>(new Map())
  const [failures, setFailures] = useState<Failure[]>([])
  const seen = useRef(new Map<Element, EndpointRow>())
  const requested = useRef(new Set<string>())
  const waiting = useRef(new Map<string, EndpointRow>())
  const observer = useRef<IntersectionObserver>(undefined)

  const readWaiting = useCallback(async () => {
    while (waiting.current.size > 0) {
      const batch = [...waiting.current.values()].slice(0, batchSize)
      for (const row of batch) waiting.current.delete(row.name)
      const names = batch.map((row) => row.name)
      const result = await load(names).catch((): Result<EndpointSummaries> => fail(unreachable))
      const values = result.ok ? result.value.summaries : {}
      const found = result.ok ? result.value.failures : [result.error]
      // Every batch of rows meets the same.
      setFailures((before) => firstOfEach([...before, ...found]))
      setLastOf((before) => new Map([...before, ...Object.entries(values)]))
      setKnown((before) => new Map([...before, ...batch.map((row) => [keyOf(row), values[row.name] ?? null] as const)]))
    }
  }, [load])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let running = false
    const run = async () => {
      timer = undefined
      if (running) return
      running = true
      await readWaiting()
      running = false
    }
    observer.current = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const row = entry.isIntersecting ? seen.current.get(entry.target) : undefined
          if (!row || requested.current.has(keyOf(row))) continue
          requested.current.add(keyOf(row))
          waiting.current.set(row.name, row)
        }
        if (waiting.current.size > 0) timer ??= setTimeout(run, gatherMs)
      },
      { rootMargin: '120px' },
    )
    for (const element of seen.current.keys()) observer.current.observe(element)
    return () => {
      clearTimeout(timer)
      observer.current?.disconnect()
    }
  }, [readWaiting])

  /** Watches a row's element until the returned function is called; watch it again if the row changed. */
  const watch = useCallback((element: Element, row: EndpointRow) => {
    seen.current.set(element, row)
    observer.current?.observe(element)
    return () => {
      seen.current.delete(element)
      observer.current?.unobserve(element)
    }
  }, [])

  /** Reads again what is in view; what was read stays meanwhile. */
  const retry = () => {
    requested.current.clear()
    setKnown(new Map())
    setFailures([])
    for (const element of seen.current.keys()) {
      observer.current?.unobserve(element)
      observer.current?.observe(element)
    }
  }

  /** An older summary of the same endpoint stands in while the new one is read. */
  const summaryOf = (row: EndpointRow): SummaryState =>
    known.get(keyOf(row)) ?? lastOf.get(row.name) ?? known.get(keyOf(row))

  return { summaryOf, watch, failures, retry }
}

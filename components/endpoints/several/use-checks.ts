'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { firstOfEach } from '@/lib/errors/first-of-each'
import type { Failure, Result } from '@/lib/result'
import type { WiringCheck } from '@/lib/wiring/state/plan'
import { useStable } from '../../ui/hooks/use-stable'

/** One row at a time, and a pause between: at most four API Gateway reads a second of the account's ten. */
const pauseMs = 2_000
/** A row in view is looked at again after so long. */
const againMs = 5 * 60_000

/** Looks for drift in the rows that are in view, one after another; each check has its age. */
export function useChecks(latest: (name: string) => Promise<Result<WiringCheck>>) {
  // A refresh of the page must not end the check that is under way: its row would wait five minutes for the next.
  const check = useStable(latest)
  const [known, setKnown] = useState<ReadonlyMap<string, WiringCheck>>(new Map())
  const [refused, setRefused] = useState<ReadonlyMap<string, Failure>>(new Map())
  const visible = useRef(new Map<string, number>())
  const checkedAt = useRef(new Map<string, number>())
  const observer = useRef<IntersectionObserver>(undefined)
  const names = useRef(new Map<Element, string>())

  useEffect(() => {
    observer.current = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const name = names.current.get(target)
        if (name === undefined) continue
        if (isIntersecting) visible.current.set(name, Date.now())
        else visible.current.delete(name)
      }
    })
    for (const element of names.current.keys()) observer.current.observe(element)
    let ended = false
    let timer: ReturnType<typeof setTimeout>
    const next = async () => {
      const due = [...visible.current.keys()].find((name) => Date.now() - (checkedAt.current.get(name) ?? 0) > againMs)
      if (due !== undefined && !document.hidden) {
        checkedAt.current.set(due, Date.now())
        const result = await check(due).catch(() => undefined)
        if (ended) return
        if (result?.ok) setKnown((before) => new Map(before).set(due, result.value))
        setRefused((before) => {
          if (result?.ok !== false && !before.has(due)) return before
          const after = new Map(before)
          if (result && !result.ok) after.set(due, result.error)
          else after.delete(due)
          return after
        })
      }
      timer = setTimeout(next, pauseMs)
    }
    timer = setTimeout(next, pauseMs / 4)
    return () => {
      ended = true
      clearTimeout(timer)
      observer.current?.disconnect()
    }
  }, [check])

  /** Watches a row's element until the returned function is called. */
  const watch = useCallback((element: Element, name: string) => {
    names.current.set(element, name)
    observer.current?.observe(element)
    return () => {
      names.current.delete(element)
      visible.current.delete(name)
      observer.current?.unobserve(element)
    }
  }, [])

  /** Checks again what a job changed. */
  const forget = useCallback((name: string) => {
    checkedAt.current.delete(name)
  }, [])

  const retry = useCallback(() => {
    for (const name of refused.keys()) checkedAt.current.delete(name)
    setRefused(new Map())
  }, [refused])

  return {
    checkOf: (name: string) => known.get(name),
    /** Why a row could not be checked. */
    failureOf: (name: string) => refused.get(name),
    failures: firstOfEach([...refused.values()]),
    watch,
    forget,
    retry,
  }
}

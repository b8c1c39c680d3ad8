'use client'

import { useEffect, useRef, useState } from 'react'
import { type CaseSet, judge, type TestCase, type Verdict } from '@/lib/runs/cases'
import { predictionOf } from '@/lib/runs/run'
import { useAuthorize } from '../call/authorize'
import { callOfInput, type Target } from '../call/call-of-input'
import { explain } from '../call/explain'
import { eachOf, sendPatiently } from '../call/patience'

export interface CaseRun {
  set: CaseSet
  /** By case; undefined if it did not run yet. */
  verdicts: (Verdict | undefined)[]
}

const casesAtOnce = 4

/** Calls the public API for each case of a set, a few at a time. */
export function useCaseRun(target: Target, onDone: (set: CaseSet) => void) {
  const [run, setRun] = useState<CaseRun>()
  const authorize = useAuthorize()
  const mine = useRef<AbortController>(undefined)
  useEffect(() => () => mine.current?.abort(), [])
  const start = async (set: CaseSet) => {
    mine.current?.abort()
    const controller = new AbortController()
    const { signal } = controller
    mine.current = controller
    setRun({ set, verdicts: set.cases.map(() => undefined) })
    await eachOf(set.cases, casesAtOnce, signal, async (one, index) => {
      const verdict = await verdictOf(one, set.tolerance, signal)
      if (verdict && !signal.aborted) setRun((now) => now && { ...now, verdicts: now.verdicts.with(index, verdict) })
    })
    if (!signal.aborted) onDone(set)
  }
  const verdictOf = async (one: TestCase, tolerance: number, signal: AbortSignal): Promise<Verdict | undefined> => {
    const call = callOfInput(target, one.input)
    if (!call.ok) return { kind: 'failed', why: call.error.message }
    const outcome = await sendPatiently(await authorize(call.value), { signal })
    if (!outcome) return undefined
    const problem = explain(outcome)
    if (problem || outcome.kind !== 'response')
      return { kind: 'failed', why: problem ? `${problem.title} ${problem.cause}` : '' }
    return judge(one, predictionOf({ ...outcome, input: one.input }, target.contract.output), tolerance)
  }
  return { run, start }
}

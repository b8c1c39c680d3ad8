'use client'

import { useState } from 'react'
import type { Result } from '@/lib/result'
import type { HopResult } from '@/lib/trace/types'
import { useAction } from '../ui/use-action'

/** One test: runs, keeps its last result; an older one leaves as soon as the next starts. */
export function useTest<I>(action: (input: I) => Promise<Result<HopResult>>) {
  const { run, busy, failure } = useAction(action)
  const [result, setResult] = useState<HopResult>()
  const test = async (input: I) => {
    setResult(undefined)
    const answer = await run(input)
    if (answer.ok) setResult(answer.value)
  }
  return { test, busy, failure, result }
}

'use client'

import { useState } from 'react'
import type { Failure, Result } from '@/lib/result'
import { settle } from '../settle'

/** Runs a server action; keeps whether it runs and why it failed last. */
export function useAction<I, T>(action: (input: I) => Promise<Result<T>>) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const run = async (input: I): Promise<Result<T>> => {
    setBusy(true)
    setFailure(undefined)
    const result = await settle(action(input))
    setBusy(false)
    if (!result.ok) setFailure(result.error)
    return result
  }
  return { run, busy, failure }
}

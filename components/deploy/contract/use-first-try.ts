'use client'

import { useEffect, useState } from 'react'
import type { TriedModel } from '@/lib/endpoints/types'
import type { Failure, Result } from '@/lib/result'
import { useStable } from '../../ui/hooks/use-stable'
import { firstOfStream } from './first-of-stream'

/** Calls take 10 s at most, and the reads before them a few. */
const mostMs = 30_000

export interface FirstTry {
  /** The model is being tried, and nobody has skipped it. */
  busy: boolean
  skipped: boolean
  failure?: Failure
  /** Goes on without a result; what the calls find is there the next time. */
  skip: () => void
}

/** How the form's own calls of the model go, and what came of them. */
export interface Trial extends FirstTry {
  tried?: TriedModel
  /** Says that it changed who can call. */
  accessNote?: string
  /** Lays what was found over the form; absent if it is there, or nothing was found. */
  onUse?: () => void
}

/**
 * Has the model tried once, after the form has opened.
 * @param wanted as the form opens; what it is later changes nothing
 * @param ready it can begin: actions queue up, so that one before it would wait
 */
export function useFirstTry(
  wanted: boolean,
  ready: boolean,
  action: () => Promise<Result<AsyncIterable<Result<TriedModel>>>>,
  onTried: (tried: TriedModel) => void,
): FirstTry {
  const [isWanted] = useState(wanted)
  const [isDone, setDone] = useState(false)
  const [skipped, setSkipped] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const [isBegun, setBegun] = useState(false)
  if (ready && !isBegun) setBegun(true)
  const tryModel = useStable(action)
  const tried = useStable(onTried)
  useEffect(() => {
    if (!isWanted || !isBegun || skipped) return
    let left = false
    void firstOfStream(tryModel, mostMs).then((result) => {
      if (left) return
      setDone(true)
      if (result.ok) tried(result.value)
      else setFailure(result.error)
    })
    return () => {
      left = true
    }
  }, [isWanted, isBegun, skipped, tryModel, tried])
  return { busy: isWanted && !isDone && !skipped, skipped, failure, skip: () => setSkipped(true) }
}

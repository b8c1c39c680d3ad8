'use client'

import { useEffect, useRef, useState } from 'react'
import type { TriedModel } from '@/lib/endpoints/types'
import type { Failure, Result } from '@/lib/result'
import { useStable } from '../../ui/hooks/use-stable'
import { settle } from '../../ui/settle'
import { untilSilent } from '../../wiring/progress/until-silent'

/** Calls take 10 s at most, and the reads before them a few. */
const streamMs = 30_000

export interface FirstTry {
  /** The model is being tried, and nobody has skipped it. */
  busy: boolean
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
 */
export function useFirstTry(
  wanted: boolean,
  action: () => Promise<Result<AsyncIterable<Result<TriedModel>>>>,
  onTried: (tried: TriedModel) => void,
): FirstTry {
  const [busy, setBusy] = useState(wanted)
  const [failure, setFailure] = useState<Failure>()
  const current = useRef(0)
  const tryModel = useStable(action)
  const tried = useStable(onTried)
  const [isFirst] = useState(wanted)
  useEffect(() => {
    if (!isFirst) return
    const mine = ++current.current
    void settle(tryModel()).then(async (stream) => {
      const result = stream.ok ? await onlyOne(stream.value) : stream
      if (current.current !== mine) return
      setBusy(false)
      if (result.ok) tried(result.value)
      else setFailure(result.error)
    })
    return () => {
      current.current++
    }
  }, [isFirst, tryModel, tried])
  const skip = () => {
    current.current++
    setBusy(false)
  }
  return { busy, failure, skip }
}

async function onlyOne(stream: AsyncIterable<Result<TriedModel>>): Promise<Result<TriedModel>> {
  try {
    for await (const one of untilSilent(stream, streamMs)) return one
  } catch {
    // The connection broke, or the server said nothing.
  }
  return { ok: false, error: unanswered }
}

const unanswered: Failure = {
  code: 'network',
  message: 'The console did not answer, so it is not known what the calls of the model found.',
  remedy: 'Describe the model, or deploy as it is.',
}

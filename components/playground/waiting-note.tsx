'use client'

import { useEffect, useState } from 'react'
import { plural } from '@/lib/plural'
import { Button } from '../ui/button'
import { Spinner } from '../ui/state/spinner'
import { CodeBlock } from '../ui/text/code-block'
import { formatElapsed } from '../wiring/progress/use-elapsed'
import type { Waiting } from './call/follow'

export interface WaitingState extends Waiting {
  /** Epoch ms of the request. */
  since: number
  /** Nobody waits any more; the model works on. */
  left?: boolean
}

interface WaitingNoteProps {
  waiting: WaitingState
  onStop: () => void
  onResume: () => void
  /** For people who need not know how it is done. */
  plain?: boolean
}

/** What became of a request that is answered later, how old it is, and the way out. */
export function WaitingNote({ waiting, onStop, onResume, plain }: WaitingNoteProps) {
  const { url, count, since, left } = waiting
  const age = useAge(since, !left)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 p-4">
      <p role="status" className="flex items-center gap-2 font-medium">
        {left ? (
          'Nobody waits any more'
        ) : (
          <>
            <Spinner /> The model works on it
          </>
        )}
      </p>
      <p className="text-fg-2">
        {plain
          ? plainWords(left)
          : left
            ? 'The request is not taken back: SageMaker goes on, and its answer will be at this address.'
            : 'The endpoint is asynchronous: it took the request with 202, and this address returns its answer.'}
      </p>
      {!plain && <CodeBlock boxed wrap code={url} label="Where the answer will be" copied="Address copied" />}
      <div className="flex flex-wrap items-center gap-3">
        {left ? <Button onClick={onResume}>Check again</Button> : <Button onClick={onStop}>Stop waiting</Button>}
        <span className="text-12 text-fg-3">
          <span className="font-mono">{formatElapsed(age)}</span> since the request
          {count > 0 && `, checked ${plural(count, 'time')}`}
        </span>
      </div>
    </div>
  )
}

const plainWords = (left: boolean | undefined): string =>
  left ? 'The model goes on by itself. Check again to see its answer.' : 'It takes its time; the answer comes up here.'

function useAge(since: number, ticks: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!ticks) return
    const timer = setInterval(() => setNow(Date.now()), 200)
    return () => clearInterval(timer)
  }, [ticks])
  return Math.max(0, now - since)
}

'use client'

import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/state/note'
import { RelativeTime } from '@/components/ui/text/relative-time'
import { formatFixed } from '@/lib/locale'
import { plural } from '@/lib/plural'
import type { Drawn, Sweep } from './use-sweep'

const requestsIn = (count: number) => plural(count, 'request')

/** What stands between the request and the picture: a question, a failure, a wait; nothing where there is none. */
export function SweepNotes<Shape>({ sweep }: { sweep: Sweep<Shape> }) {
  const { problem, question, running } = sweep
  if (problem)
    return (
      <Note tone="bad" role="alert" title={problem.title}>
        {problem.cause} {problem.remedy}
      </Note>
    )
  if (question)
    return (
      <Note tone="warn" role="status" title="The endpoint takes one row at a time.">
        Drawing this would be {requestsIn(question.requests)} to the public API, four at once.
        <span className="mt-2 flex flex-wrap gap-2">
          <Button size="sm" onClick={() => sweep.draw(question.wanted, true)}>
            Send {requestsIn(question.requests)}
          </Button>
          <Button size="sm" variant="ghost" onClick={sweep.dismiss}>
            Leave it
          </Button>
        </span>
      </Note>
    )
  if (!running) return null
  const { done, requests, waitSeconds } = running
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 text-12 text-fg-2">
      {requests > 1 && <progress aria-label="Requests" value={done} max={requests} className="h-1.5 accent-accent" />}
      <span>
        {waitSeconds
          ? `The stage throttles: next request in ${waitSeconds} s.`
          : requests > 1
            ? `${done} of ${requestsIn(requests)}`
            : 'Calling the public API…'}
      </span>
      <Button size="sm" variant="ghost" onClick={sweep.cancel}>
        Cancel
      </Button>
    </div>
  )
}

/** `164 rows in 1 request, 1.2 s. Drawn 1 min ago.` */
export function DrawnFacts<Shape>({ drawn }: { drawn: Drawn<Shape> }) {
  const { rows, requests, tookMs, at } = drawn
  return (
    <span className="text-12 text-fg-3">
      {plural(rows, 'row')} in {requestsIn(requests)},{' '}
      {tookMs < 1000 ? `${Math.round(tookMs)} ms` : `${formatFixed(tookMs / 1000, 1)} s`}. Drawn{' '}
      <RelativeTime value={at} ago />.
    </span>
  )
}

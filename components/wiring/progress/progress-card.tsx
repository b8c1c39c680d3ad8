'use client'

import { Info } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Result } from '@/lib/result'
import { Button } from '../../ui/button'
import { Card, CardHeader } from '../../ui/card'
import { useAction } from '../../ui/hooks/use-action'
import { FailureNote } from '../../ui/state/failure-note'
import { Spinner } from '../../ui/state/spinner'
import { arrive } from './arrive'
import { isOver, isUndoing, type JobState } from './job-state'
import { ProgressRow } from './progress-row'
import { formatElapsed, useElapsed } from './use-elapsed'
import { rangeWords, roughly } from './usual-time'

/** While it runs, so that the first bars do not fill the axis and then shrink. */
const shortestAxisMs = 5_000

const words = {
  deploy: { running: 'Deploying', finished: 'Deployed', failed: 'The deploy stopped' },
  remove: { running: 'Removing', finished: 'Removed', failed: 'The removal stopped' },
}

interface ProgressCardProps {
  job: JobState
  /** How long such a job usually takes, if some have shown it. */
  usual?: { fromMs: number; toMs: number }
  /** Ends the tries of a model that did not answer in time. */
  onStopTrying?: () => Promise<Result<null>>
  /** What can be done while it runs. */
  action?: ReactNode
}

/** The steps of a running or ended job, all on one axis of time. */
export function ProgressCard({ job, usual, onStopTrying, action }: ProgressCardProps) {
  const elapsed = useElapsed(job)
  const { steps, end, kind, queued } = job
  const over = steps.filter(isOver).length
  const word = queued
    ? 'Queued'
    : isUndoing(job) && !end
      ? 'Undoing'
      : words[kind][end ? (end.error ? 'failed' : 'finished') : 'running']
  const now = steps.filter((step) => step.state === 'running' || step.state === 'retrying')
  const roleLags = steps.some((step) => step.state === 'retrying' && /assum/i.test(step.detail))
  return (
    <Card ref={end ? undefined : arrive} tabIndex={-1} aria-label="Progress" className="scroll-m-5 outline-none">
      <CardHeader
        title={
          <span className="flex items-center gap-2">
            {!end && <Spinner className="text-accent-fg" />}
            {word}
          </span>
        }
        meta={
          queued
            ? queueWords(queued)
            : `${over} of ${steps.length} steps${usual && !end ? `, usually ${rangeWords(usual)}` : ''}`
        }
      >
        <span className="mono">{formatElapsed(elapsed)}</span>
        {action}
      </CardHeader>
      <ol>
        {steps.map((step) => (
          <ProgressRow
            key={step.id}
            step={step}
            axisMs={end ? Math.max(elapsed, 1) : Math.max(elapsed, shortestAxisMs)}
            nowMs={elapsed}
          />
        ))}
      </ol>
      {!end && onStopTrying && steps.some((step) => step.canStop) && <StopTrying stop={onStopTrying} />}
      {!end && (
        <p className="flex items-center gap-2.5 border-line border-t px-4 py-2 text-12 text-fg-2">
          <Info aria-hidden className="size-3.5 shrink-0" />
          {roleLags
            ? 'A new IAM role takes some seconds to reach Lambda. Portico tries again until it has; you can close this sheet.'
            : 'The work goes on in the console’s process: you can close this sheet or this tab, and come back.'}
        </p>
      )}
      <p role="status" className="sr-only">
        {end
          ? `${word}.`
          : queued
            ? queueWords(queued)
            : now.map((step) => `${step.title}: ${step.state === 'retrying' ? step.detail : 'running'}`).join('. ')}
      </p>
    </Card>
  )
}

/** Three minutes are for a model that has to start; a person can know better. */
function StopTrying({ stop }: { stop: () => Promise<Result<null>> }) {
  const { run, busy, failure } = useAction((_: undefined) => stop())
  return (
    <div className="flex flex-wrap items-center gap-2.5 border-line border-t px-4 py-2 text-12 text-fg-2">
      <span className="min-w-0 flex-1">
        The model is called again for three minutes, because it might have to start.
      </span>
      <Button size="sm" busy={busy} onClick={() => run(undefined)}>
        Stop trying
      </Button>
      <FailureNote failure={failure} className="basis-full" />
    </div>
  )
}

/** `2 ahead of it, begins in about 40 s`. */
export const queueWords = ({ ahead, etaMs }: { ahead: number; etaMs: number }): string =>
  `${ahead === 0 ? 'next in turn' : `${ahead} ahead of it`}, begins in about ${roughly(etaMs)}`

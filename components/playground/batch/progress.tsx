'use client'

import { Pause, Play, RotateCcw, X } from 'lucide-react'
import { type BatchResults, rowState } from '@/lib/batch/results'
import type { BatchRun } from '@/lib/batch/run'
import { formatNumber } from '@/lib/locale'
import { plural, pluralWord } from '@/lib/plural'
import { Button } from '../../ui/button'
import { Note } from '../../ui/state/note'

const whole = (number: number) => formatNumber(Math.round(number))

/** `12 s`, `3 min`, `2 h`. */
function formatLeft(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}

interface ProgressProps {
  run: BatchRun
  results: BatchResults
}

export function Progress({ run, results }: ProgressProps) {
  const { phase, problem, requests, rowsPerSecond, rowsPerRequest, secondsLeft, oneAtATime } = run.state()
  const of = (state: number) => results.tally[state] ?? 0
  const [rejected, failed, predicted] = [of(rowState.rejected), of(rowState.failed), of(rowState.predicted)]
  const left = of(rowState.waiting) + of(rowState.sent)
  const settled = results.count - left
  const running = phase === 'running'
  const facts = [
    rejected > 0 && `${whole(rejected)} rejected`,
    failed > 0 && `${whole(failed)} failed`,
    running && `${requests} in flight`,
    running && rowsPerSecond > 0 && `${whole(rowsPerSecond)} rows/s`,
    running && secondsLeft !== undefined && `${formatLeft(secondsLeft)} left`,
    phase === 'paused' && 'paused',
    phase === 'stopped' && `stopped, ${whole(left)} not sent`,
  ].filter((fact) => fact !== false)
  return (
    <div className="grid gap-2">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        <p>
          <b className="font-semibold">
            {whole(settled)} of {whole(results.count)}
          </b>{' '}
          <span className="text-12 text-fg-2">{facts.join(', ')}</span>
        </p>
        <div className="ml-auto flex gap-2">
          {running && (
            <Button size="sm" icon={<Pause aria-hidden />} onClick={run.pause}>
              Pause
            </Button>
          )}
          {(running || phase === 'paused') && (
            <Button size="sm" icon={<X aria-hidden />} onClick={run.cancel}>
              Cancel
            </Button>
          )}
          {!running && failed > 0 && (
            <Button size="sm" icon={<RotateCcw aria-hidden />} onClick={run.retryFailed}>
              Retry {whole(failed)} failed
            </Button>
          )}
          {!running && left > 0 && (
            <Button size="sm" icon={<Play aria-hidden />} onClick={run.start}>
              {phase === 'ready' ? `Send ${plural(left, 'row')}` : `Go on with ${plural(left, 'row')}`}
            </Button>
          )}
        </div>
      </div>
      <div
        role="progressbar"
        aria-label="Rows done"
        aria-valuemin={0}
        aria-valuemax={results.count}
        aria-valuenow={settled}
        className="flex h-1.5 overflow-hidden rounded-full bg-press"
      >
        <span className="bg-accent" style={{ width: `${(predicted / results.count) * 100}%` }} />
        <span className="bg-bad-d" style={{ width: `${((rejected + failed) / results.count) * 100}%` }} />
      </div>
      <p role="status" className="sr-only">
        {phase === 'done'
          ? `${pluralWord(results.count, 'The row is', `All ${whole(results.count)} rows are`)} done, ${whole(rejected + failed)} without an answer`
          : phase}
      </p>
      {(running || phase === 'done') && (
        <p className="text-12 text-fg-3">
          {oneAtATime
            ? 'The endpoint takes one row at a time.'
            : `Up to ${plural(Math.round(rowsPerRequest), 'row')} a request, as answers stay quick.`}
        </p>
      )}
      {problem && (
        <Note tone="bad" role="alert" title="The run stopped.">
          {problem} Fix what it names, then go on: rows that were answered are kept.
        </Note>
      )}
    </div>
  )
}

import { CircleCheck, CircleDashed, CircleMinus, CircleX } from 'lucide-react'
import type { JobStep } from '@/lib/wiring/state/plan'
import { cn } from '../../ui/cn'
import { Spinner } from '../../ui/state/spinner'
import { StepBar, type StepBarProps } from './step-bar'
import { formatElapsed } from './use-elapsed'

const marks: Record<JobStep['state'], { mark: React.ReactNode; word: string }> = {
  waiting: { mark: <CircleDashed aria-hidden className="size-4 text-line-ctl" />, word: 'waiting' },
  running: { mark: <Spinner className="size-4 text-accent-fg" />, word: 'running' },
  retrying: { mark: <Spinner className="size-4 text-warn-f" />, word: 'tried again' },
  done: { mark: <CircleCheck aria-hidden className="size-4 text-ok-d" />, word: 'done' },
  skipped: { mark: <CircleMinus aria-hidden className="size-4 text-fg-3" />, word: 'nothing to do' },
  failed: { mark: <CircleX aria-hidden className="size-4 text-bad-d" />, word: 'failed' },
}

/** Mark, step, what is happening, time on the shared axis, elapsed. A retry is amber and no error. */
export function ProgressRow({ step, axisMs, nowMs }: StepBarProps) {
  const { mark, word } = marks[step.state]
  const waits = step.state === 'waiting'
  return (
    <li
      data-step={step.id}
      data-state={step.state}
      className={cn(
        'grid min-h-9 grid-cols-[16px_168px_minmax(0,1fr)_200px_64px] items-center gap-x-3 border-line border-b px-4 py-1.5 last:border-b-0',
        'max-lg:grid-cols-[16px_minmax(0,1fr)_64px] max-lg:gap-y-1',
        step.state === 'retrying' && 'bg-warn-s',
        step.state === 'failed' && 'bg-bad-s',
      )}
    >
      {mark}
      <span className={cn('truncate', waits ? 'text-fg-3' : 'font-medium')}>
        {step.title}
        <span className="sr-only">, {word}</span>
      </span>
      <span
        title={step.detail}
        className={cn(
          'min-w-0 truncate max-lg:col-span-2 max-lg:col-start-2 max-lg:row-start-2 max-lg:text-12',
          step.detail === '' && 'max-lg:hidden',
          step.state === 'retrying' ? 'text-warn-f' : step.state === 'failed' ? 'text-bad-f' : 'text-fg-2',
        )}
      >
        {step.detail}
      </span>
      <span className="max-lg:hidden">
        <StepBar step={step} axisMs={axisMs} nowMs={nowMs} />
      </span>
      <span className="mono text-right text-fg-2">
        {step.startedMs === undefined ? '' : formatElapsed((step.endedMs ?? nowMs) - step.startedMs)}
      </span>
    </li>
  )
}

import type { JobStep } from '@/lib/wiring/state/plan'
import { cn } from '../../ui/cn'

export interface StepBarProps {
  step: JobStep
  /** The whole axis, ms; the same for all rows. */
  axisMs: number
  nowMs: number
}

/** When the step ran, on the axis that all steps share; broken where it was tried again. */
export function StepBar({ step, axisMs, nowMs }: StepBarProps) {
  const { startedMs, endedMs, attemptsMs, state } = step
  const end = endedMs ?? nowMs
  const starts = attemptsMs.length > 0 ? attemptsMs : startedMs === undefined ? [] : [startedMs]
  const percent = (ms: number) => `${(100 * ms) / axisMs}%`
  return (
    <div aria-hidden className="relative h-1.5 overflow-hidden rounded-full bg-trough">
      {starts.map((start, index) => {
        const last = index === starts.length - 1
        const until = last ? end : (starts[index + 1] ?? end)
        return (
          <span
            key={start}
            style={{ left: percent(start), width: percent(Math.max(0, until - start)) }}
            className={cn(
              'absolute inset-y-0 min-w-[3px] rounded-full',
              !last && 'border-r-2 border-trough',
              state === 'failed' && last
                ? 'bg-bad-d'
                : state === 'retrying' || !last
                  ? 'bg-warn-d'
                  : state === 'running'
                    ? 'bg-accent'
                    : state === 'skipped'
                      ? 'bg-line-ctl'
                      : 'bg-ok-d',
            )}
          />
        )
      })}
    </div>
  )
}

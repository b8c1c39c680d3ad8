import type { ReactNode } from 'react'
import { cn } from '../ui/cn'

interface BarProps {
  /** Fractions of the track at which it begins and ends. A very short one is a hair; without an end there is no bar. */
  from?: number
  to: number | undefined
  /** A background class: `bg-c1`. */
  color: string | undefined
  /** The fraction at which the track has a line for zero. */
  zero?: number
}

const hair = 0.004
const within = (fraction: number): number => Math.min(1, Math.max(0, fraction || 0))
const percent = (fraction: number): string => `${within(fraction) * 100}%`

/** A bar on its track. What it shows is written beside it. */
export function Bar({ from = 0, to, color, zero }: BarProps) {
  return (
    <span aria-hidden className="relative block h-2.5 overflow-hidden rounded-chip bg-press">
      {to !== undefined && (
        <span
          className={cn('absolute inset-y-0 rounded-chip transition-[left,width] duration-200', color)}
          style={{ left: percent(from), width: percent(Math.max(within(to) - within(from), hair)) }}
        />
      )}
      {zero !== undefined && <span className="absolute inset-y-0 w-px bg-fg-2" style={{ left: percent(zero) }} />}
    </span>
  )
}

interface BarRowProps extends BarProps {
  label: string
  value: ReactNode
  /** A number before the label. */
  place?: number
  bold?: boolean
}

/** A label, a bar and a number in one line. The tracks of a list begin and end at the same places. */
export function BarRow({ label, value, place, bold, ...bar }: BarRowProps) {
  return (
    <li
      className={cn(
        'grid grid-cols-[minmax(56px,128px)_minmax(0,1fr)_minmax(72px,auto)] items-center gap-3',
        bold && 'font-semibold',
      )}
    >
      <span className="flex min-w-0 gap-3">
        {place !== undefined && <span className="text-fg-3 tabular-nums">{place}</span>}
        <span className="truncate" title={label}>
          {label}
        </span>
      </span>
      <Bar {...bar} />
      <span className="text-right font-mono text-code tabular-nums">{value}</span>
    </li>
  )
}

import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../ui/cn'
import { type Tone, toneClass } from '../ui/tone'

export interface ColumnProps {
  icon: LucideIcon
  /** `Lambda`. */
  kind: string
  name: string
  fact: ReactNode
  tone: Tone
  state: ReactNode
}

/** A hop of the wiring as a column: capital in the state's colour, grey base. */
export function Column({ icon: Icon, kind, name, fact, tone, state }: ColumnProps) {
  const quiet = tone === 'off'
  return (
    <li
      className={cn(
        toneClass[tone],
        'relative grid min-w-0 content-start gap-0.5 border-line-2 border-x bg-surface px-3 pt-3.5 pb-3',
        'before:absolute before:-inset-x-[5px] before:top-0 before:h-[3px] before:rounded-chip before:bg-(--x-d)',
        'after:absolute after:-inset-x-[5px] after:bottom-0 after:h-[3px] after:rounded-chip after:bg-line-2',
        quiet && 'border-dashed before:bg-line-2',
      )}
    >
      <span className="flex items-center gap-2 text-fg-2">
        <Icon aria-hidden className="size-4 shrink-0" />
        <span className="truncate">{kind}</span>
      </span>
      <span
        title={name}
        className={cn('mt-1 truncate', quiet ? 'text-fg-3' : 'font-medium font-mono text-code tracking-[-0.02em]')}
      >
        {name}
      </span>
      <span title={typeof fact === 'string' ? fact : undefined} className="truncate text-12 text-fg-2">
        {fact}
      </span>
      <span className="mt-1.5">{state}</span>
    </li>
  )
}

/** From a hop to the one that it calls: to the right, and down on a small screen. */
export function Arrow({ word, tone }: { word: string; tone: Tone }) {
  return (
    <li
      aria-hidden
      className={cn(
        toneClass[tone],
        'grid self-center pb-4 text-center text-(--x-d) max-xl:flex max-xl:items-center max-xl:justify-center max-xl:gap-2 max-xl:py-1.5',
        tone === 'off' && 'text-line-2',
      )}
    >
      <span className="text-11 text-fg-3 leading-[14px]">{word}</span>
      <svg
        viewBox="0 0 50 8"
        preserveAspectRatio="none"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        className="mt-0.5 h-2 w-full px-1.5 max-xl:hidden"
      >
        <path d="M1 4h48" strokeDasharray={tone === 'off' ? '3 3' : undefined} vectorEffect="non-scaling-stroke" />
        <path d="M45.500 .8 49 4l-3.500 3.200" vectorEffect="non-scaling-stroke" />
      </svg>
      <svg
        width="8"
        height="12"
        viewBox="0 0 8 12"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        className="order-first xl:hidden"
      >
        <path d="M4 0v11M.8 7.500 4 11l3.200-3.500" />
      </svg>
    </li>
  )
}

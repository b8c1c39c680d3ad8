import type { ReactNode } from 'react'

interface VerdictProps {
  /** What it is: `Species`. */
  name: string
  /** A word or a number. */
  children: ReactNode
  unit?: string
  /** At the right, quiet. */
  note?: ReactNode
}

/** The result, large. */
export function Verdict({ name, children, unit, note }: VerdictProps) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-1">
      <div className="min-w-0">
        <p className="text-12 text-fg-2">{name}</p>
        <p className="break-words font-semibold text-28 tracking-tight">
          {children}
          {unit && <span className="ml-1.5 font-normal text-16 text-fg-2">{unit}</span>}
        </p>
      </div>
      {note && <p className="text-12 text-fg-2">{note}</p>}
    </div>
  )
}

import type { ReactNode } from 'react'
import { cn } from '../cn'

/** Four arches, one of them lit: a public door that could be yours. */
function Arcade({ className }: { className?: string }) {
  return (
    <svg
      width="168"
      height="72"
      viewBox="0 0 168 72"
      aria-hidden="true"
      fill="none"
      strokeWidth="1.5"
      className={cn('stroke-line-2', className)}
    >
      <path d="M4 70h160" />
      <path d="M8 70V34a16 16 0 0 1 32 0v36" strokeDasharray="3 3" />
      <path d="M48 70V34a16 16 0 0 1 32 0v36" className="stroke-accent" />
      <path d="M88 70V34a16 16 0 0 1 32 0v36" strokeDasharray="3 3" />
      <path d="M128 70V34a16 16 0 0 1 32 0v36" strokeDasharray="3 3" />
    </svg>
  )
}

export interface EmptyStateProps {
  title: ReactNode
  children?: ReactNode
  /** Buttons below. */
  actions?: ReactNode
  /** Instead of the arcade. */
  picture?: ReactNode
  className?: string
}

export function EmptyState({ title, children, actions, picture, className }: EmptyStateProps) {
  return (
    <div className={cn('grid min-h-80 place-content-center justify-items-center gap-2 p-6 text-center', className)}>
      {picture ?? <Arcade className="mb-3 max-w-full" />}
      <h2 className="font-semibold text-16 tracking-tight">{title}</h2>
      {children && <div className="max-w-[380px] text-fg-2">{children}</div>}
      {actions && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}

import type { ReactNode } from 'react'
import { cn } from '../cn'

export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={cn(
        'inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-chip border border-b-2 px-1 font-mono text-11 font-medium',
        'border-line-2 bg-surface text-fg-2',
        className,
      )}
    >
      {children}
    </kbd>
  )
}

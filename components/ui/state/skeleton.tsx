import { cn } from '../cn'

/** In the final layout, from 300 ms on, on the first read only. Give width and height by class. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className="block animate-appear">
      <span className={cn('block h-3 animate-pulse rounded-chip bg-press', className)} />
    </span>
  )
}

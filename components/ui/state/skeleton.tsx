import { cn } from '../cn'

/** In the final layout, from 300 ms on, on the first read only. Give width and height by class. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className="block animate-appear">
      <span className={cn('block h-3 animate-pulse rounded-chip bg-press', className)} />
    </span>
  )
}

/** Stands for a page that is being read: a bar over blocks of these heights. */
export function PageSkeleton({ label, heights, className }: { label: string; heights: string[]; className?: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-4">
      <Skeleton className="h-16" />
      <div className={cn('grid gap-4', className)}>
        {heights.map((height, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          <Skeleton key={index} className={height} />
        ))}
      </div>
    </div>
  )
}

import { Skeleton } from '@/components/ui/state/skeleton'

export default function Loading() {
  return (
    <div role="status" aria-label="Reading log lines" className="grid gap-4">
      <Skeleton className="h-16" />
      <div className="grid gap-4 lg:grid-cols-2">
        <Skeleton className="h-64" />
        <Skeleton className="h-64" />
        <Skeleton className="h-64" />
        <Skeleton className="h-64" />
      </div>
    </div>
  )
}

import { Skeleton } from '@/components/ui/state/skeleton'

export default function Loading() {
  return (
    <div role="status" aria-label="Reading the wiring" className="grid gap-4">
      <Skeleton className="h-16" />
      <Skeleton className="h-48" />
      <Skeleton className="h-96" />
    </div>
  )
}

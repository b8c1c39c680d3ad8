import { Skeleton } from '@/components/ui/state/skeleton'

export default function Loading() {
  return (
    <div role="status" aria-label="Reading the public URL" className="grid gap-4">
      <Skeleton className="h-16" />
      <div className="grid gap-4 lg:grid-cols-[minmax(320px,430px)_minmax(0,1fr)]">
        <Skeleton className="h-96" />
        <Skeleton className="h-96" />
      </div>
    </div>
  )
}

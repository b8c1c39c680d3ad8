import type { Failure } from '@/lib/result'
import { ErrorState } from '../ui/state/error-state'
import { RetryButton } from '../ui/state/retry-button'
import { Skeleton } from '../ui/state/skeleton'

export function DashboardTitle() {
  return <h1 className="font-semibold text-20 tracking-[-0.02em]">Region dashboard</h1>
}

export function DashboardError({ error }: { error: Failure }) {
  return (
    <div className="grid gap-5">
      <DashboardTitle />
      <div className="max-w-[720px] rounded-card border border-line bg-surface">
        <ErrorState error={error} actions={<RetryButton />} />
      </div>
    </div>
  )
}

export function DashboardSkeleton() {
  return (
    <div>
      <DashboardTitle />
      <p role="status" className="text-fg-2">
        Reading the region: endpoints, public APIs, traffic, prices
      </p>
      <div aria-hidden className="mt-5 grid gap-4">
        <div className="grid gap-4 md:grid-cols-2 lg:grid-cols-4">
          {['a', 'b', 'c', 'd'].map((key) => (
            <Skeleton key={key} className="h-24 rounded-card" />
          ))}
        </div>
        <Skeleton className="h-48 rounded-card" />
        <Skeleton className="h-48 rounded-card" />
      </div>
    </div>
  )
}

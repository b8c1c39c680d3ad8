import type { Failure } from '@/lib/result'
import { EmptyState } from '../ui/state/empty-state'
import { ErrorState } from '../ui/state/error-state'
import { RetryButton } from '../ui/state/retry-button'
import { Skeleton } from '../ui/state/skeleton'

export function ApisTitle() {
  return <h1 className="font-semibold text-20 tracking-[-0.02em]">APIs</h1>
}

export function ApisError({ error }: { error: Failure }) {
  return (
    <div className="grid gap-5">
      <ApisTitle />
      <div className="max-w-[720px] rounded-card border border-line bg-surface">
        <ErrorState error={error} actions={<RetryButton />} />
      </div>
    </div>
  )
}

export function NoApis() {
  return (
    <EmptyState title="No public API in this region yet">
      Each public API that Portico deploys is listed here, also when its endpoint is gone or a part of it is missing.
    </EmptyState>
  )
}

export function ApisSkeleton() {
  return (
    <div>
      <ApisTitle />
      <p role="status" className="text-fg-2">
        Reading every API of the region
      </p>
      <div aria-hidden className="mt-5 grid gap-4 rounded-card border border-line bg-surface p-4">
        {['w-1/2', 'w-2/3', 'w-1/3', 'w-3/5'].map((width) => (
          <Skeleton key={width} className={width} />
        ))}
      </div>
    </div>
  )
}

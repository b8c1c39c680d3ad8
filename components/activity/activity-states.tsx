import type { Failure } from '@/lib/result'
import { ErrorState } from '../ui/state/error-state'
import { RetryButton } from '../ui/state/retry-button'
import { Skeleton } from '../ui/state/skeleton'

export function ActivityTitle() {
  return <h1 className="mb-4 font-semibold text-20 tracking-[-0.02em]">Activity</h1>
}

export function ActivityError({ error }: { error: Failure }) {
  return (
    <div className="max-w-[720px] rounded-card border border-line bg-surface">
      <ErrorState error={error} actions={<RetryButton />} />
    </div>
  )
}

/** CloudTrail allows two requests a second, so a busy account takes some seconds. */
export function ActivitySkeleton() {
  return (
    <div>
      <p role="status" className="mb-4 text-fg-2">
        Reading CloudTrail
      </p>
      <div aria-hidden className="grid gap-4 rounded-card border border-line bg-surface p-4">
        {['w-1/2', 'w-2/3', 'w-1/3', 'w-3/5'].map((width) => (
          <Skeleton key={width} className={width} />
        ))}
      </div>
    </div>
  )
}

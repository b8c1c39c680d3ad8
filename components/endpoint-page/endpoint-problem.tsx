import type { Failure } from '@/lib/result'
import { ErrorState } from '../ui/state/error-state'
import { RetryButton } from '../ui/state/retry-button'

/** Instead of the page. The name stays in place, as in every state. */
export function EndpointProblem({ name, error }: { name: string; error: Failure }) {
  return (
    <div>
      <h1 className="mb-5 break-words font-medium font-mono text-20 tracking-[-0.02em] max-md:text-16">{name}</h1>
      <div className="max-w-[720px] rounded-card border border-line bg-surface">
        <ErrorState error={error} actions={<RetryButton />} />
      </div>
    </div>
  )
}

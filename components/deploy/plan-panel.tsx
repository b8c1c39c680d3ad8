import { FailureNote } from '../ui/state/failure-note'
import { Skeleton } from '../ui/state/skeleton'
import { Spinner } from '../ui/state/spinner'
import { UrlBlock } from '../ui/url-block'
import { PlanCounts, PlanList } from '../wiring/plan-list'
import type { PlanState } from './use-plan'
import { type CallShape, callOf } from './values/call-of'

export interface PlanPanelProps extends PlanState {
  /** The options have problems, so the plan is of an earlier state of them. */
  waiting: boolean
  /** How the URL will be called. */
  shape: CallShape
}

/** What the options would write, read from AWS as it is now. */
export function PlanPanel({ plan, failure, stale, waiting, shape }: PlanPanelProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-3">
      <div className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-semibold text-14">Plan</h3>
        {plan && <PlanCounts plan={plan} />}
        <span role="status" className="ml-auto flex items-center gap-1.5 text-12 text-fg-2">
          {waiting ? (
            'Waits for the options'
          ) : stale ? (
            <>
              <Spinner /> Comparing with AWS
            </>
          ) : (
            plan && !failure && 'Compared with AWS just now'
          )}
        </span>
      </div>
      <FailureNote failure={failure} />
      {plan ? (
        <div aria-busy={stale || undefined}>
          <PlanList plan={plan} label="Plan" />
        </div>
      ) : (
        !failure && <PlanSkeleton />
      )}
      {plan && (
        <div className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-2">
          <h3 className="font-semibold">Callers will use</h3>
          <UrlBlock {...callOf(plan.invokeUrl, shape)} copyLabel="Copy" />
          {plan.invokeUrl.includes('{restapi_id}') && (
            <p className="text-12 text-fg-2">
              AWS gives the API its id when it is created; <code>{'{restapi_id}'}</code> stands for it until then.
            </p>
          )}
        </div>
      )}
    </div>
  )
}

function PlanSkeleton() {
  return (
    <div aria-hidden className="overflow-hidden rounded-card border border-line bg-surface">
      {['w-40', 'w-52', 'w-44', 'w-32', 'w-48', 'w-40', 'w-36', 'w-28', 'w-44'].map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={index} className="flex h-10 items-center gap-3 border-line border-b px-3 last:border-b-0">
          <Skeleton className="size-5" />
          <Skeleton className={width} />
        </div>
      ))}
    </div>
  )
}

import { RotateCcw, Timer } from 'lucide-react'
import { Suspense } from 'react'
import { plural } from '@/lib/plural'
import type { WiringSpec } from '@/lib/spec/spec'
import { FailureNote } from '../ui/state/failure-note'
import { Skeleton } from '../ui/state/skeleton'
import { UrlBlock } from '../ui/text/url-block'
import { PlanCounts, PlanList } from '../wiring/plan/plan-list'
import { rangeWords, roughly } from '../wiring/progress/usual-time'
import { CostFact } from './cost-fact'
import { PlanFact } from './plan-fact'
import type { StartingPoint } from './starting-point'
import type { PlanState } from './use-plan'
import { type CallShape, callOf } from './values/call-of'

export interface PlanPanelProps extends PlanState {
  /** The options have problems, so the plan is of an earlier state of them. */
  waiting: boolean
  /** How the URL will be called. */
  shape: CallShape
  /** The options that the plan is of, and what they cost. */
  spec: WiringSpec
  prices: StartingPoint['prices']
  usual?: StartingPoint['usual']
  /** A first deploy that fails can be taken back. */
  first: boolean
}

/** What the options would write, read from AWS as it is now. While it is made again, the last one stays as it is. */
export function PlanPanel({ plan, failure, stale, waiting, shape, spec, prices, usual, first }: PlanPanelProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-3">
      <div className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-semibold text-14">Plan</h3>
        {plan && <PlanCounts plan={plan} />}
        <span role="status" className="ml-auto text-12 text-fg-2">
          {waiting ? 'Waits for the options' : stale ? 'Comparing with AWS' : plan && !failure && 'Compared with AWS'}
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
        <>
          <ul aria-label="What to know of the deploy" className="grid">
            {usual && (
              <PlanFact
                icon={<Timer aria-hidden className="size-4 text-fg-3" />}
                title={`Usually ${rangeWords(usual)}`}
                aside={`median of ${plural(usual.count, 'deploy')}: ${roughly(usual.medianMs)}`}
              />
            )}
            <Suspense fallback={<li aria-hidden className="min-h-8" />}>
              <CostFact spec={spec} prices={prices} />
            </Suspense>
            <PlanFact
              icon={<RotateCcw aria-hidden className="size-4 text-fg-3" />}
              title="If a step fails"
              aside={first ? 'finish it, or undo what it made' : 'the live version stays; finish it later'}
            />
          </ul>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
            <h3 className="font-semibold">Callers will use</h3>
            <UrlBlock {...callOf(plan.invokeUrl, shape)} copyLabel="Copy" />
          </div>
        </>
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

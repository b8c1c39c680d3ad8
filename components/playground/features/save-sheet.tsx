'use client'

import { RotateCcw, Upload } from 'lucide-react'
import { plural } from '@/lib/plural'
import { Button } from '../../ui/button'
import { Sheet } from '../../ui/overlay/sheet'
import { FailureNote } from '../../ui/state/failure-note'
import { Skeleton } from '../../ui/state/skeleton'
import { PlanCounts, PlanList } from '../../wiring/plan/plan-list'
import { JobFailed } from '../../wiring/progress/job-ended'
import { LostRun } from '../../wiring/progress/lost-run'
import { ProgressCard } from '../../wiring/progress/progress-card'
import { ChangeList } from './change-list'
import { SaveDone } from './save-done'
import type { FeatureSave } from './use-save'

export function SaveSheet({ save, endpointName, region }: { save: FeatureSave; endpointName: string; region: string }) {
  const { isOpen, saved, planning, starting, plan, job, lost, close } = save
  const blocker = plan?.blockers[0]?.message
  const reason = planning.failure ? 'The plan could not be made' : plan ? blocker : 'The plan is being made'
  const step = job?.steps.find(({ id }) => id === job.end?.error?.step)?.title
  return (
    <Sheet
      open={isOpen}
      onOpenChange={(open) => !open && close()}
      title="Save the features to the API"
      description={
        <>
          <span className="mono">{endpointName}</span> in <span className="mono">{region}</span>
        </>
      }
      className="md:left-auto! md:w-[min(760px,calc(100vw-76px))]"
      footer={
        !job && (
          <>
            <p className="min-w-0 flex-1 basis-60 text-12 text-fg-2">
              Only the features change; all other settings stay as deployed.{' '}
              {blocker && <span className="text-bad-f">{blocker}</span>}
            </p>
            <Button
              variant="primary"
              icon={<Upload aria-hidden />}
              busy={starting.busy}
              disabledReason={reason}
              onClick={save.save}
            >
              Save {plural(saved.length, 'change')} to the API
            </Button>
          </>
        )
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-6 py-5 max-md:px-4">
        {lost && !job?.end && (
          <LostRun>The playground shows the saved features once it has ended: refresh the page then.</LostRun>
        )}
        {job ? (
          <>
            {job.end?.outcome && <SaveDone outcome={job.end.outcome} count={saved.length} onClose={close} />}
            {job.end?.error && (
              <JobFailed
                error={job.end.error}
                subject="The deploy"
                step={step}
                actions={
                  <>
                    <Button variant="primary" icon={<RotateCcw aria-hidden />} busy={starting.busy} onClick={save.save}>
                      Run again
                    </Button>
                    <Button onClick={save.open}>Back to the plan</Button>
                  </>
                }
              />
            )}
            <FailureNote failure={starting.failure} />
            <ProgressCard job={job} />
          </>
        ) : (
          <>
            <section aria-label="Changes" className="overflow-hidden rounded-card border border-line bg-surface">
              <ChangeList changes={saved} />
            </section>
            <div className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1">
              <h3 className="font-semibold text-14">Plan</h3>
              {plan && <PlanCounts plan={plan} />}
              <span role="status" className="ml-auto text-12 text-fg-2">
                {planning.busy ? 'Comparing with AWS' : plan && 'Compared with AWS just now'}
              </span>
            </div>
            {plan ? <PlanList plan={plan} label="Plan" /> : !planning.failure && <Skeleton className="h-60" />}
            <FailureNote failure={starting.failure ?? planning.failure} />
            {planning.failure && (
              <Button size="sm" className="justify-self-start" onClick={save.readPlan}>
                Read the plan again
              </Button>
            )}
          </>
        )}
      </div>
    </Sheet>
  )
}

'use client'

import { RotateCcw, Upload } from 'lucide-react'
import { useState } from 'react'
import type { FeatureContract } from '@/lib/model/contract/contract'
import { plural } from '@/lib/plural'
import type { Result } from '@/lib/result'
import type { JobEvent, Plan } from '@/lib/wiring/state/plan'
import { Button } from '../../ui/button'
import { useAction } from '../../ui/hooks/use-action'
import { Sheet } from '../../ui/sheet'
import { FailureNote } from '../../ui/state/failure-note'
import { Skeleton } from '../../ui/state/skeleton'
import { JobFailed } from '../../wiring/job-ended'
import { LostRun } from '../../wiring/lost-run'
import { PlanCounts, PlanList } from '../../wiring/plan-list'
import { ProgressCard } from '../../wiring/progress-card'
import type { Place } from '../../wiring/types'
import { useJob } from '../../wiring/use-job'
import { useRefreshAtEnd } from '../../wiring/use-refresh-at-end'
import type { StartedJob } from '../../wiring/use-sheet-job'
import { ChangeList } from './change-list'
import { SaveDone } from './save-done'
import type { FeatureDraft } from './use-draft'

interface EditedFeatures extends Place {
  endpointName: string
  version: string
  contract: FeatureContract
  sampleRow?: string
}

export interface SaveActions {
  plan: (input: EditedFeatures) => Promise<Result<Plan>>
  save: (input: EditedFeatures) => Promise<Result<StartedJob>>
  watch: (input: Place & { endpointName: string }) => Promise<Result<AsyncIterable<JobEvent>>>
}

interface SaveProps {
  draft: FeatureDraft
  place: Place
  endpointName: string
  version?: string
  actions: SaveActions
}

/** Opens with the plan of the changed features, deploys them, and ends with the playground of what was saved. */
export function useSave({ draft, place, endpointName, version, actions }: SaveProps) {
  const [isOpen, setOpen] = useState(false)
  /** What is saved; the draft is gone once it is deployed. */
  const [saved, setSaved] = useState(draft.changes)
  const planning = useAction(actions.plan)
  const starting = useAction(actions.save)
  const [plan, setPlan] = useState<Plan>()
  const about = { ...place, endpointName }
  const { job, lost, follow, leave } = useJob({
    watch: () => actions.watch(about),
    replay: false,
    onEnd: useRefreshAtEnd(),
  })
  const edited = version ? { ...about, version, ...draft.now } : undefined
  const readPlan = async () => {
    if (!edited) return
    setPlan(undefined)
    const result = await planning.run(edited)
    if (result.ok) setPlan(result.value)
  }
  const open = () => {
    leave()
    setSaved(draft.changes)
    setOpen(true)
    void readPlan()
  }
  const save = async () => {
    if (!edited) return
    setSaved(draft.changes)
    const result = await starting.run(edited)
    if (!result.ok) return
    draft.close()
    await follow()
  }
  return {
    isOpen,
    saved,
    planning,
    starting,
    plan,
    job,
    lost,
    open,
    save,
    readPlan,
    leave,
    close: () => setOpen(false),
  }
}

export function SaveSheet({
  save,
  endpointName,
  region,
}: {
  save: ReturnType<typeof useSave>
  endpointName: string
  region: string
}) {
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

'use client'

import { useRouter } from 'next/navigation'
import type { Result } from '@/lib/result'
import type { JobEvent, Plan } from '@/lib/wiring/state/plan'
import { Button } from '../ui/button'
import { Sheet } from '../ui/overlay/sheet'
import { LostRun } from '../wiring/progress/lost-run'
import { type StartedJob, useSheetJob } from '../wiring/progress/use-sheet-job'
import type { Place } from '../wiring/types'
import { RemoveForm } from './remove-form'
import { RemoveRun } from './remove-run'

export interface RemoveSheetProps {
  place: Place
  endpointName: string
  plan: Result<Plan>
  /** Why this person cannot remove it. */
  obstacle?: string
  /** A removal runs in this process, or the address names one. */
  replay: boolean
  start: (input: Place & { endpointName: string; typed: string }) => Promise<Result<StartedJob>>
  watch: (input: Place & { endpointName: string }) => Promise<Result<AsyncIterable<JobEvent>>>
}

/** What will be deleted, the name typed once more, then the run in the same rows as a deploy. */
export function RemoveSheet({ place, endpointName, plan, obstacle, replay, start, watch }: RemoveSheetProps) {
  const { account, region } = place
  const router = useRouter()
  const about = { account, region, endpointName }
  const { starting, running, lost, begin, back, close } = useSheetJob({ kind: 'remove', about, replay, start, watch })
  const remove = () => begin({ ...about, typed: endpointName })
  const backToPlan = () => {
    back()
    router.refresh()
  }

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && close()}
      title="Remove the public API"
      description={
        <>
          of <span className="mono">{endpointName}</span> in <span className="mono">{region}</span>, account{' '}
          <span className="mono">{account}</span>
        </>
      }
    >
      {lost && (
        <LostRun>
          {running
            ? 'The steps below are as they were last known.'
            : 'The list below is what is there now; the same click goes on where it stopped.'}
          {running && (
            <div className="mt-2">
              <Button size="sm" onClick={backToPlan}>
                See what is left
              </Button>
            </div>
          )}
        </LostRun>
      )}
      {running ? (
        <RemoveRun
          job={running}
          endpointName={endpointName}
          onAgain={remove}
          again={starting}
          onBack={backToPlan}
          onClose={close}
        />
      ) : (
        <RemoveForm
          endpointName={endpointName}
          plan={plan}
          obstacle={obstacle}
          busy={starting.busy}
          failure={starting.failure}
          onRemove={remove}
          onClose={close}
        />
      )}
    </Sheet>
  )
}

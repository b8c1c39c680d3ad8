'use client'

import { useRouter } from 'next/navigation'
import type { Result } from '@/lib/result'
import type { JobEvent, Plan } from '@/lib/wiring/state/plan'
import { Button } from '../ui/button'
import { useAction } from '../ui/hooks/use-action'
import { Sheet } from '../ui/sheet'
import { Note } from '../ui/state/note'
import type { Place } from '../wiring/types'
import { useJob } from '../wiring/use-job'
import { useRefreshAtEnd } from '../wiring/use-refresh-at-end'
import { RemoveForm } from './remove-form'
import { RemoveRun } from './remove-run'

export interface RemoveSheetProps {
  place: Place
  endpointName: string
  plan: Result<Plan>
  /** Why this person may not remove it. */
  obstacle?: string
  /** A removal runs in this process, or the address names one. */
  replay: boolean
  start: (input: Place & { endpointName: string; typed: string }) => Promise<Result<{ jobId: string; joined: boolean }>>
  watch: (input: Place & { endpointName: string }) => Promise<Result<AsyncIterable<JobEvent>>>
}

/** What will be deleted, the name typed once more, then the run in the same rows as a deploy. */
export function RemoveSheet({ place, endpointName, plan, obstacle, replay, start, watch }: RemoveSheetProps) {
  const { account, region } = place
  const router = useRouter()
  const starting = useAction(start)
  const { job, lost, follow, leave } = useJob({
    watch: () => watch({ account, region, endpointName }),
    replay,
    onEnd: useRefreshAtEnd(),
  })
  const running = job?.kind === 'remove' ? job : undefined
  const close = () => {
    router.push(`/${account}/${region}/endpoints/${endpointName}`, { scroll: false })
    // The overview then says what runs.
    if (running && !running.end) router.refresh()
  }

  const remove = async () => {
    const result = await starting.run({ ...place, endpointName, typed: endpointName })
    if (!result.ok) return
    window.history.replaceState(null, '', `?job=${result.value.jobId}`)
    await follow()
  }
  const back = () => {
    leave()
    window.history.replaceState(null, '', window.location.pathname)
    router.refresh()
  }

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && close()}
      title="Remove the public URL"
      description={
        <>
          of <span className="mono">{endpointName}</span> in <span className="mono">{region}</span>, account{' '}
          <span className="mono">{account}</span>
        </>
      }
    >
      {lost && !running?.end && <LostNote onBack={running && back} />}
      {running ? (
        <RemoveRun
          job={running}
          endpointName={endpointName}
          onAgain={remove}
          again={starting}
          onBack={back}
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

function LostNote({ onBack }: { onBack?: () => void }) {
  return (
    <Note tone="warn" role="status" title="That run is not known here any more." className="mx-6 mt-5 max-md:mx-4">
      Another process of the console runs it, or ran it until it ended.{' '}
      {onBack
        ? 'The steps below are as they were last known.'
        : 'The list below is what is there now; the same click goes on where it stopped.'}
      {onBack && (
        <div className="mt-2">
          <Button size="sm" onClick={onBack}>
            See what is left
          </Button>
        </div>
      )}
    </Note>
  )
}

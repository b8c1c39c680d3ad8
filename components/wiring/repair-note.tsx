'use client'

import { Check, Wrench } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { plural } from '@/lib/plural'
import type { Result } from '@/lib/result'
import type { FieldChange } from '@/lib/wiring/state/plan'
import { Button } from '../ui/button'
import { useAction } from '../ui/hooks/use-action'
import { FailureNote } from '../ui/state/failure-note'
import { Note } from '../ui/state/note'
import type { Place } from './types'

type Start = (input: Place & { endpointName: string }) => Promise<Result<{ jobId: string }>>

export interface RepairNoteProps {
  place: Place
  endpointName: string
  /** `incomplete`: callers cannot come through. `changed`: they can, but not as deployed. */
  state: 'incomplete' | 'changed'
  /** How many resources are not as deployed. */
  count: number
  /** Says whether the wiring's own record of its options can be read; without it only a new deploy fixes it. */
  recorded: boolean
  /** Says whether a repair changes anything: what belongs to others it leaves alone. */
  repairable: boolean
  /** What would be taken over as the new spec; empty where nothing can be. */
  keeps: FieldChange[]
  denied?: string
  repair: Start
  takeOver: Start
}

/** What is not as deployed, and the one click that repairs it. */
export function RepairNote(props: RepairNoteProps) {
  const { place, endpointName, state, count, recorded, repairable, keeps, denied, ...actions } = props
  const router = useRouter()
  const repairing = useAction(actions.repair)
  const keeping = useAction(actions.takeOver)
  const watch = async (work: typeof repairing) => {
    const result = await work.run({ ...place, endpointName })
    if (!result.ok) return
    const { account, region } = place
    router.push(`/${account}/${region}/endpoints/${endpointName}/deploy?job=${result.value.jobId}`, { scroll: false })
  }
  const incomplete = state === 'incomplete'
  return (
    <div className="mx-4 mb-3 grid grid-cols-[minmax(0,1fr)] gap-2">
      <Note
        tone="warn"
        title={incomplete ? 'Calls fail.' : `${plural(count, 'resource is', 'resources are')} not as deployed.`}
      >
        {incomplete
          ? 'Something is missing: a deploy or removal did not finish, or someone took a part away.'
          : 'Someone changed the public API by hand. Each difference is below: the current value, then the deployed value.'}
        {!repairable &&
          ' The difference is in a resource of somebody else, so no repair changes it. The steps are below.'}
        {recorded && repairable && (
          <div className="mt-2 flex flex-wrap gap-2">
            <Button
              size="sm"
              variant="primary"
              icon={<Wrench aria-hidden />}
              busy={repairing.busy}
              disabledReason={denied}
              onClick={() => watch(repairing)}
            >
              Repair
            </Button>
            {keeps.length > 0 && (
              <Button
                size="sm"
                icon={<Check aria-hidden />}
                busy={keeping.busy}
                disabledReason={denied}
                onClick={() => watch(keeping)}
              >
                Keep {keeps.map(({ field, from = 'none' }) => `${field} ${from}`).join(', ')}
              </Button>
            )}
          </div>
        )}
        {!recorded && incomplete && ' Complete the deploy with the options that you want, or remove what is left.'}
      </Note>
      <FailureNote failure={repairing.failure ?? keeping.failure} />
    </div>
  )
}

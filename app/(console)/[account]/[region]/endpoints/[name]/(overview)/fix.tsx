import { FollowWiring } from '@/components/wiring/progress/follow-wiring'
import { RepairNote } from '@/components/wiring/repair-note'
import type { Place } from '@/lib/console/context'
import { specChanges } from '@/lib/wiring/plan/spec-changes'
import type { WiringView } from '@/lib/wiring/read/current'
import { startRepairAction, startTakeOverAction } from '../wiring-actions'

interface RepairProps {
  place: Place
  name: string
  wiring: WiringView
  readAt: string
  denied?: string
}

/** Nothing where all is as deployed. */
export function Fix({ place, name, wiring, readAt, denied }: RepairProps) {
  const { state, spec, takenOver, resources } = wiring
  const differing = resources.filter((one) => one.health !== 'healthy')
  const count = differing.length
  if (state === 'none' || (state === 'live' && count === 0)) return null
  const note = (
    <RepairNote
      place={place}
      endpointName={name}
      state={state === 'live' ? 'changed' : 'incomplete'}
      count={count}
      recorded={spec !== undefined}
      repairable={count === 0 || differing.some((one) => !one.foreign)}
      keeps={spec && takenOver ? specChanges(takenOver, spec) : []}
      denied={denied}
      repair={startRepairAction}
      takeOver={startTakeOverAction}
    />
  )
  if (state === 'live') return note
  const found = resources.filter((one) => one.health !== 'missing').map(({ type, health }) => `${type} ${health}`)
  return (
    <FollowWiring found={found} readAt={readAt}>
      {note}
    </FollowWiring>
  )
}

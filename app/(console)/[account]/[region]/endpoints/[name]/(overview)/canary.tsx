import { CanaryCard } from '@/components/endpoint-page/traffic/canary-card'
import { attempt } from '@/lib/attempt'
import type { ConsoleContext, Place } from '@/lib/console/context'
import { wiringContext } from '@/lib/console/wiring-context'
import { specChanges } from '@/lib/wiring/plan/spec-changes'
import type { WiringView } from '@/lib/wiring/read/current'
import { readSides } from '@/lib/wiring/read/read-sides'
import { readSidesAction, startRestoreAction, startTrafficAction } from '../wiring-actions'

interface CanaryProps {
  context: ConsoleContext
  place: Place
  endpointName: string
  wiring: WiringView
  denied?: string
}

const hourMs = 3_600_000

/** Nothing where all callers reach one version. */
export async function Canary({ context, place, endpointName, wiring, denied }: CanaryProps) {
  const { version, spec, canary } = wiring
  if (!version || !spec || !canary) return null
  const versions = [version, canary.version]
  const first = await attempt(() => readSides(wiringContext(context), endpointName, versions, Date.now() - hourMs))
  return (
    <CanaryCard
      key={`${canary.version} ${canary.percent}`}
      place={place}
      endpointName={endpointName}
      version={version}
      canary={{ version: canary.version, percent: canary.percent }}
      changes={specChanges(spec, canary.spec)}
      first={first}
      denied={denied}
      read={readSidesAction}
      setTraffic={startTrafficAction}
      restore={startRestoreAction}
    />
  )
}

import { DeploymentHistoryCard } from '@/components/endpoint-page/deployment-history-card'
import { Card, CardHeader } from '@/components/ui/card'
import { ErrorState } from '@/components/ui/state/error-state'
import { attempt } from '@/lib/attempt'
import type { ConsoleContext, Place } from '@/lib/console/context'
import { wiringContext } from '@/lib/console/wiring-context'
import { readDeploymentHistory } from '@/lib/wiring/read/deployment-history'
import { startRestoreAction } from '../wiring-actions'

interface DeploymentHistoryProps {
  context: ConsoleContext
  place: Place
  endpointName: string
  denied?: string
}

/** Two reads a version at first; where they are refused, only this card says so. */
export async function DeploymentHistory({ context, place, endpointName, denied }: DeploymentHistoryProps) {
  const history = await attempt(() => readDeploymentHistory(wiringContext(context), endpointName))
  if (!history.ok) {
    return (
      <Card aria-label="Deployment history">
        <CardHeader title="Deployment history" />
        <ErrorState error={history.error} level={3} />
      </Card>
    )
  }
  if (history.value.length === 0) return null
  return (
    <DeploymentHistoryCard
      place={place}
      endpointName={endpointName}
      entries={history.value.map(({ spec: _, ...entry }) => entry)}
      restorable={history.value.filter((entry) => entry.spec).map((entry) => entry.version)}
      denied={denied}
      restore={startRestoreAction}
    />
  )
}

import { TrafficCard } from '@/components/endpoint-page/traffic/traffic-card'
import { Card, CardHeader } from '@/components/ui/card'
import { ErrorState } from '@/components/ui/state/error-state'
import { attempt } from '@/lib/attempt'
import type { ConsoleContext, Place } from '@/lib/console/context'
import { readTraffic } from '@/lib/metrics/read-metrics'
import { lostOf } from '@/lib/own-calls/lost'
import type { WiringSpec } from '@/lib/spec/spec'
import { listPathOf } from '../read-endpoint'

interface TrafficProps {
  context: ConsoleContext
  place: Place
  endpointName: string
  spec: WiringSpec
  restApiId: string
}

/** One call of CloudWatch; if it is refused, only this card says so. */
export async function Traffic({ context, place, endpointName, spec, restApiId }: TrafficProps) {
  const api = { id: restApiId, name: spec.apiName, stage: spec.stage }
  const traffic = await attempt(() => readTraffic(context.clients, endpointName, api, Date.now()))
  if (!traffic.ok) {
    return (
      <Card aria-label="Traffic">
        <CardHeader title="Traffic" />
        <ErrorState error={traffic.error} level={3} />
      </Card>
    )
  }
  return (
    <TrafficCard
      traffic={traffic.value}
      metricsPath={`${listPathOf(place)}/${endpointName}/metrics`}
      ownLost={lostOf(context.target, endpointName)}
    />
  )
}

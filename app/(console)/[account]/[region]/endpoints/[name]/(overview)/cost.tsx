import { CostCard } from '@/components/cost/cost-card'
import { Card, CardHeader } from '@/components/ui/card'
import { ErrorState } from '@/components/ui/state/error-state'
import { attempt } from '@/lib/attempt'
import type { ConsoleContext } from '@/lib/console/context'
import { readCost } from '@/lib/cost/read-cost'
import type { EndpointDetail } from '@/lib/endpoints/types'
import { lostOf } from '@/lib/own-calls/lost'
import { fail } from '@/lib/result'
import { alarmCount } from '@/lib/spec/api-parts/alarms'
import type { WiringView } from '@/lib/wiring/read/current'

interface CostProps {
  context: ConsoleContext
  endpoint: EndpointDetail
  wiring?: WiringView
}

/** Prices and traffic are other services, so where they are refused only this card says so. */
export async function Cost({ context, endpoint, wiring }: CostProps) {
  const { spec, route, functionName } = wiring ?? {}
  const behind = functionName && route ? { function: { name: functionName, memoryMb: route.memoryMb } } : {}
  const elsewhere = route?.integration?.kind === 'http'
  const url =
    spec && (functionName || route?.integration)
      ? {
          ...behind,
          cacheGb: spec.cache?.sizeGb,
          alarms: spec.alarms ? alarmCount : 0,
          elsewhere,
          restApiId: wiring?.restApiId,
          apiName: spec.apiName,
          stage: spec.stage,
        }
      : undefined
  const { region } = context.target
  const { config } = endpoint.unread
  const reading = config
    ? fail(config)
    : await attempt(() => readCost(context.clients, { region, endpoint, url }, Date.now()))
  if (!reading.ok) {
    return (
      <Card aria-label="Cost">
        <CardHeader title="Cost" />
        <ErrorState error={reading.error} level={3} />
      </Card>
    )
  }
  return (
    <CostCard
      {...reading.value}
      ownLost={lostOf(context.target, endpoint.name)}
      isServerless={endpoint.variants.some(({ serverless }) => serverless)}
      hasUrl={url !== undefined}
      hasFunction={functionName !== undefined}
      hasCache={spec?.cache !== undefined}
      hasAlarms={spec?.alarms !== undefined}
      isElsewhere={elsewhere}
    />
  )
}

import { processWarnings } from '@/lib/auth/other-processes'
import { endingWarnings } from '@/lib/auth/shared-endings'
import { config } from '@/lib/config'
import { readIdentity } from '@/lib/console/clients'
import { log } from '@/lib/log'
import { metricsWarnings } from '@/lib/prometheus/place'
import { forwardedWarnings } from '@/lib/running/forwarded'
import { readinessOf } from '@/lib/running/readiness'
import { isDraining } from '@/lib/running/state'
import { storeWarnings } from '@/lib/store/console-store'

export const dynamic = 'force-dynamic'

const readiness = readinessOf({
  now: () => Date.now(),
  isConfigured: () => {
    try {
      config()
      return true
    } catch {
      return false
    }
  },
  isDraining,
  callAws: readIdentity,
  report: (error) => log().warn({ event: 'ready', err: error }, 'AWS does not answer'),
})

/** 200 while requests can be sent here, 503 otherwise: for a load balancer. `/api/health` says whether the process lives. */
export async function GET() {
  const { ready, checks } = await readiness()
  const warnings = [
    ...forwardedWarnings(),
    ...processWarnings(),
    ...endingWarnings(),
    ...storeWarnings(),
    ...metricsWarnings(),
  ]
  const body = { status: ready ? 'ready' : 'not ready', checks, warnings }
  return Response.json(body, { status: ready ? 200 : 503 })
}

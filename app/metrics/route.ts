import { config } from '@/lib/config'
import { metricsPlace } from '@/lib/prometheus/place'
import { respondMetrics } from '@/lib/prometheus/respond'

export const dynamic = 'force-dynamic'

/** The metrics of this process for who shows METRICS_TOKEN; nothing is here if they have a port of their own. */
export async function GET(request: Request) {
  const { port, token } = config().metrics
  const isHere = port === undefined && token !== undefined
  const authorization = request.headers.get('authorization') ?? undefined
  const { status, headers, body } = await respondMetrics(
    isHere ? metricsPlace.exposition : undefined,
    token,
    authorization,
  )
  return new Response(body, { status, headers })
}

import { config } from '@/lib/config'
import { metricsPlace } from '@/lib/prometheus/place'
import { respondMetrics } from '@/lib/prometheus/respond'

export const dynamic = 'force-dynamic'

/** The metrics of this process for who shows METRICS_TOKEN; nothing is here if they have a port of their own. */
export async function GET(request: Request) {
  const { port, token } = config().metrics
  if (port !== undefined) return new Response('Read the metrics on the port of METRICS_PORT.\n', { status: 404 })
  const authorization = request.headers.get('authorization') ?? undefined
  const exposition = token === undefined ? undefined : metricsPlace.exposition
  const { status, headers, body } = await respondMetrics(exposition, token, authorization)
  return new Response(body, { status, headers })
}

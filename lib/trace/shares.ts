/**
 * Says where the time of one hop went, from what each reports: the handler's Server-Timing, Lambda's REPORT line, the
 * gateway's execution log. What nothing accounts for is the way there and back. Pure.
 */
import type { LambdaReport } from '../aws/lambda/report'
import { readServerTiming } from '../own-calls/server-timing'
import type { TimeShare } from './types'

interface Parts {
  latencyMs: number
  /** The handler's own header. */
  serverTiming?: string
  /** Lambda's, of this call. */
  report?: LambdaReport
  /** How long the gateway waited for its integration. */
  integrationMs?: number
}

/** `Integration latency: 58 ms`, of the gateway's execution log. */
export function readIntegrationMs(log: string | undefined): number | undefined {
  const ms = log?.match(/Integration latency: (\d+) ms/)?.[1]
  return ms === undefined ? undefined : Number(ms)
}

/** In the order of the way back, model first; they add up to the latency. */
export function sharesOf({ latencyMs, serverTiming, report, integrationMs }: Parts): TimeShare[] {
  const { model = 0, handler = 0, connect = 0 } = readServerTiming(serverTiming ?? null)
  const inside = model + handler + connect
  const functionMs = report ? report.durationMs + (report.initMs ?? 0) : (integrationMs ?? inside)
  const start = report?.initMs ?? 0
  const shares: TimeShare[] = [
    { name: 'model', ms: model },
    { name: 'handler', ms: handler },
    { name: 'connection', ms: connect },
    { name: 'cold start', ms: start },
    { name: 'Lambda', ms: functionMs - inside - start },
    ...(integrationMs === undefined
      ? [{ name: 'way', ms: latencyMs - functionMs }]
      : [{ name: 'API Gateway', ms: latencyMs - integrationMs }]),
  ]
  let left = latencyMs
  return shares.flatMap(({ name, ms }) => {
    const kept = Math.min(Math.max(0, ms), left)
    left -= kept
    return kept > 0 ? [{ name, ms: kept }] : []
  })
}

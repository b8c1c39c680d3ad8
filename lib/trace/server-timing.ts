import type { TimeShare } from './types'

/** Model, handler, the function's connection to SageMaker, and what is left of the way there and back. */
export function timeShares(latencyMs: number, timing: Record<string, number>): TimeShare[] {
  const { model, handler, connect } = timing
  if (model === undefined && handler === undefined) return []
  const inside = Math.min(latencyMs, (model ?? 0) + (handler ?? 0) + (connect ?? 0))
  const shares = [
    { name: 'model', ms: model ?? 0 },
    { name: 'handler', ms: handler ?? 0 },
    { name: 'connection', ms: connect ?? 0 },
    { name: 'gateway and network', ms: latencyMs - inside },
  ]
  return shares.filter((share) => share.ms > 0)
}

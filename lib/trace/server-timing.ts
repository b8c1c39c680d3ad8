import type { TimeShare } from './types'

/** `model;dur=12.3, handler;dur=1.2` in ms by name. https://www.w3.org/TR/server-timing/ */
export function readServerTiming(header: string | null): Record<string, number> {
  const entries = (header ?? '').split(',').map((part) => {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    const duration = parameters.find((piece) => piece.startsWith('dur='))?.slice(4)
    return [name, Number(duration)] as const
  })
  return Object.fromEntries(entries.filter(([name, ms]) => name !== '' && Number.isFinite(ms)))
}

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

import type { Run } from '@/lib/history/run'
import type { Shown } from '../use-prediction'

/** A run as the prediction card shows it: what was kept of the answer. */
export function shownOfRun({ input, status, contentType, text, latencyMs, at }: Run): Shown {
  const rows = input.kind === 'rows' ? input.rows : []
  if (status === undefined) return { asked: { kind: 'unreachable', timedOut: false, latencyMs }, rows, at }
  return { asked: { kind: 'answer', status, contentType, text, latencyMs, serverTiming: null }, rows, at }
}

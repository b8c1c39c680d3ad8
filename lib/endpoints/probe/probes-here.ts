/** The budget of calls as this process counts it by itself. */
import { type ProbedBy, probeLimits } from '../../model/profile/found-evidence'
import { processWide } from '../../process-wide'

/** The span that a budget of calls counts, ms. */
export const hourMs = 3_600_000
const mostEndpoints = 2_000

interface Call {
  at: number
  /** What it took; all that was left while it runs. */
  ms: number
}

const calls = processWide('probe-budget', () => new Map<string, Call[]>())

export interface ProbeTurn {
  /** The most that the call can take. */
  limitMs: number
  /** Called with the time that it took. */
  end: (ms: number) => Promise<void>
}

/** Takes one call of what this process counts by itself; undefined once the hour's calls or seconds are used up. */
export function takeProbeHere(endpointArn: string, now: number, by: ProbedBy): ProbeTurn | undefined {
  const most = probeLimits[by]
  const recent = (calls.get(endpointArn) ?? []).filter(({ at }) => now - at < hourMs)
  const limitMs = most.ms - recent.reduce((sum, { ms }) => sum + ms, 0)
  if (recent.length >= most.calls || limitMs <= 0) return undefined
  const call = { at: now, ms: limitMs }
  // The one that was called least recently is forgotten first.
  calls.delete(endpointArn)
  if (calls.size >= mostEndpoints) calls.delete(calls.keys().next().value ?? '')
  calls.set(endpointArn, [...recent, call])
  return {
    limitMs,
    end: async (ms) => {
      call.ms = Math.min(ms, limitMs)
    },
  }
}

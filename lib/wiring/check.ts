/**
 * The drift of one wiring in a word, for tables. A check is about fifteen reads, seven of them of API Gateway, which
 * allows ten a second to the whole account; so a table asks for one row at a time, and what was found is kept for a
 * minute, however many tabs ask.
 */
import type { WiringContext } from './context'
import { readWiring, type WiringView } from './current'
import type { WiringCheck } from './plan'

const keptMs = 60_000
const most = 1_000

type CheckContext = Pick<
  WiringContext,
  'clients' | 'target' | 'consoleOrigin' | 'invokeUrlTemplate' | 'fetch' | 'clock'
>

const kept = new Map<string, { at: number; check: Promise<WiringCheck> }>()

/** At most a minute old. */
export function checkWiring(context: CheckContext, endpointName: string): Promise<WiringCheck> {
  const { accountId, region } = context.target
  const key = `${accountId}/${region}/${endpointName}`
  const now = context.clock.now()
  const known = kept.get(key)
  if (known && now - known.at < keptMs) return known.check
  const check = readWiring(context, endpointName).then((view) => inWord(view, new Date(now).toISOString()))
  if (kept.size >= most) kept.delete(kept.keys().next().value ?? '')
  kept.set(key, { at: now, check })
  check.catch(() => kept.delete(key))
  return check
}

/** What a deploy or removal changed is looked at anew. */
export function forgetCheck({ accountId, region }: WiringContext['target'], endpointName: string): void {
  kept.delete(`${accountId}/${region}/${endpointName}`)
}

export function inWord({ state, endpointGone, resources }: WiringView, checkedAt: string): WiringCheck {
  const differing = resources.filter((one) => one.health !== 'healthy')
  const unpublished = differing.length === 1 && differing[0]?.unpublished === true
  return {
    endpointGone,
    state: state !== 'live' ? state : differing.length === 0 ? 'healthy' : unpublished ? 'unpublished' : 'drifted',
    differing: differing.map(({ type, why, health }) => ({
      type,
      what: health === 'missing' ? 'missing' : (why ?? health),
    })),
    checkedAt,
  }
}

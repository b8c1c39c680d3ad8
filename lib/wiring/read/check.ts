/**
 * The drift of one wiring in a word, for tables. A check is about fifteen reads and one for each version of the function.
 * Seven are of API Gateway, which allows ten a second to the whole account; so a table requests one row at a time, and what
 * was found is kept for a minute, however many tabs a role has.
 */
import type { AwsClients } from '../../aws/client/create-clients'
import type { WiringContext } from '../run/context'
import type { WiringCheck } from '../state/plan'
import { readWiring, type WiringView } from './current'

const keptMs = 60_000
const most = 1_000

type CheckContext = Pick<
  WiringContext,
  'clients' | 'target' | 'consoleOrigin' | 'invokeUrlTemplate' | 'fetch' | 'guardRails' | 'clock'
>

/** By wiring, then by client: each stands for a role, and what one cannot read another can. */
const kept = new Map<string, WeakMap<AwsClients['lambda'], { at: number; check: Promise<WiringCheck> }>>()

/** At most a minute old. */
export function checkWiring(context: CheckContext, endpointName: string): Promise<WiringCheck> {
  const { accountId, region } = context.target
  const key = `${accountId}/${region}/${endpointName}`
  const now = context.clock.now()
  const { lambda } = context.clients
  const checks = kept.get(key) ?? new WeakMap()
  const known = checks.get(lambda)
  if (known && now - known.at < keptMs) return known.check
  const check = readWiring(context, endpointName).then((view) => inWord(view, new Date(now).toISOString()))
  if (kept.size >= most) kept.delete(kept.keys().next().value ?? '')
  checks.set(lambda, { at: now, check })
  kept.set(key, checks)
  check.catch(() => checks.delete(lambda))
  return check
}

/** What a deploy or removal changed is read again. */
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
    unchecked: resources.flatMap((one) => one.unchecked ?? []),
    checkedAt,
  }
}

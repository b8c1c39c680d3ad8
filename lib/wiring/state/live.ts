/** What a deploy proved of a public API that is live, and its tag on the API, by which any page and any process knows it. Pure. */
import { readRefusal, refusalById } from '../../model/refusals/read'
import { liveTag } from '../../spec/names'
import type { Live, LiveKind } from './live-words'
import type { JobOutcome } from './plan'

/** Says whether a model that starts first could answer another time: the gateway or the function gave up waiting. */
export const isSilent = ({ status, body }: { status: number; body: string }): boolean =>
  status === 504 || (status === 503 && body.includes('"model_not_ready"'))

type Proof = Pick<JobOutcome, 'sample' | 'reached' | 'behind'>

/** @param proxied an HTTP proxy leads to an address */
export const liveOf = (proof: Proof, proxied = false): Live => ({
  ...provedBy(proof),
  ...(proxied ? { address: true } : {}),
})

function provedBy({ sample, reached, behind }: Proof): Live {
  const met = sample ?? reached
  const madeUp = sample === undefined
  if (!met) return { kind: 'untested', madeUp: false }
  if (met.status === 202) return { kind: 'accepted', madeUp }
  if (isSilent(met)) return { kind: 'silent', madeUp }
  if (met.status >= 400) {
    const refusal = readRefusal(met.body)
    return { kind: 'refuses', madeUp, refusal: refusal?.general ? undefined : refusal }
  }
  return { kind: behind ? 'behind' : 'answered', madeUp }
}

const kinds: readonly string[] = [
  'answered',
  'refuses',
  'behind',
  'silent',
  'accepted',
  'untested',
] satisfies LiveKind[]

/**
 * Returns the tag's value: `refuses:sample:feature-count`, `answered:made-up::address`. It holds no word of the answer, because everybody who can read the
 * account's tags reads it.
 */
export const liveToTag = ({ kind, madeUp, refusal, address }: Live): string =>
  [
    kind,
    madeUp ? 'made-up' : 'sample',
    ...(refusal || address ? [refusal?.id ?? ''] : []),
    ...(address ? ['address'] : []),
  ].join(':')

/** Reads it from the tags of the REST API; undefined if the last deploy was by an older build. */
export function liveFromTags(tags: Record<string, string>): Live | undefined {
  const [kind = '', sent, id, who] = tags[liveTag]?.split(':') ?? []
  if (!kinds.includes(kind)) return undefined
  const refusal = id ? refusalById(id) : undefined
  return {
    kind: kind as LiveKind,
    madeUp: sent === 'made-up',
    ...(refusal ? { refusal } : {}),
    ...(who === 'address' ? { address: true } : {}),
  }
}

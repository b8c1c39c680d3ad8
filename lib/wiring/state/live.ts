/** What a deploy proved of a public API that is live. Pure, and without the tags' names, as browsers load it. */
import { readRefusal } from '../../model/refusals/read'
import type { Live } from './live-words'
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

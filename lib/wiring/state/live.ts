/** What a deploy proved of a public API that is live: whether the model answered through it. Pure. */
import { type Refusal, readRefusal } from '../../model/refusals/read'
import type { JobOutcome } from './plan'

/**
 * - `answered`: the model answered
 * - `refuses`: it refused the request, or failed on it, and this is what helps
 * - `behind`: it answered the gateway's own test, because the URL does not let the console itself in
 * - `silent`: nothing came within 29 s, for minutes
 * - `accepted`: an asynchronous endpoint took the job
 * - `untested`: nothing was sent
 */
export interface Live {
  kind: 'answered' | 'refuses' | 'behind' | 'silent' | 'accepted' | 'untested'
  /** The request was made up, because the spec has no sample. */
  madeUp: boolean
  /** What a refusal means, if the table of refusals has it. */
  refusal?: Refusal
}

/** Says whether a model that starts first could answer another time: the gateway or the function gave up waiting. */
export const isSilent = ({ status, body }: { status: number; body: string }): boolean =>
  status === 504 || (status === 503 && body.includes('"model_not_ready"'))

export function liveOf({ sample, reached, behind }: JobOutcome): Live {
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

/**
 * What stands behind “Live”.
 * @param who answers; an HTTP proxy leads to an address
 */
export function liveWords({ kind, madeUp }: Live, who: 'the model' | 'the address' = 'the model'): string {
  switch (kind) {
    case 'answered':
      return ` (${who} answered)`
    case 'refuses':
      return `, ${who} refuses ${madeUp ? 'a made-up row' : 'the sample'}`
    case 'behind':
      return ', proved behind the gateway'
    case 'silent':
      return ', no answer in 29 s'
    case 'accepted':
      return ', job accepted'
    case 'untested':
      return ', not tested'
  }
}

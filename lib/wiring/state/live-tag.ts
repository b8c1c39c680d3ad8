/** The tag on the API that says what its last deploy proved, by which any page and any process knows it. Pure. */
import { refusalById } from '../../model/refusals/read'
import { liveTag } from '../../spec/names'
import type { Live, LiveKind } from './live-words'

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

/** Two people who have one model called at once share the calls, so that the second does not read that they are used up. */
import type { Proof } from '../model/profile/prove'
import { processWide } from '../process-wide'

const underWay = processWide('model-proofs-under-way', () => new Map<string, Promise<Proof>>())

/**
 * Waits for calls that are under way, and makes them only if those failed: AWS can refuse one person and not the other.
 * @param key names everything that a new model would change
 * @param isEnough says whether what the others found spares the own calls
 */
export async function shareProof(
  key: string,
  call: () => Promise<Proof>,
  isEnough: (theirs: Proof) => boolean = () => true,
): Promise<Proof> {
  let waitedFor: Promise<Proof> | undefined
  for (let others = underWay.get(key); others && others !== waitedFor; others = underWay.get(key)) {
    waitedFor = others
    const theirs = await others.catch(() => undefined)
    if (theirs && isEnough(theirs)) return theirs
  }
  const own = call()
  underWay.set(key, own)
  try {
    return await own
  } finally {
    if (underWay.get(key) === own) underWay.delete(key)
  }
}

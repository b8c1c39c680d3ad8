/**
 * A read whose answer is empty if the endpoint lacks the operation: what cannot be made there cannot be there. AWS has the
 * operation; some emulators do not.
 */
import { factsOf, lacksOperation } from '../errors/facts'

/** Says whether a page of a web server answers instead of AWS: an emulator that broke on a call, or lacks the operation. */
export function isBrokenPage(error: unknown): boolean {
  const { foreign = false, status = 0 } = factsOf(error) ?? {}
  return foreign && status >= 500
}

/**
 * Reads what an endpoint might have no operation for.
 * @returns undefined if it has none
 * @throws every other error, as it came
 */
export async function orLacking<T>(response: Promise<T>): Promise<T | undefined> {
  try {
    return await response
  } catch (error) {
    const facts = factsOf(error)
    if (facts && lacksOperation(facts)) return undefined
    throw error
  }
}

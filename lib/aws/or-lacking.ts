/**
 * A read whose answer is empty if the endpoint lacks the operation: what cannot be made there cannot be there. AWS has the
 * operation; some emulators do not.
 */
import { factsOf, lacksOperation } from '../errors/facts'

export async function orLacking<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    const facts = factsOf(error)
    if (facts && lacksOperation(facts)) return undefined
    throw error
  }
}

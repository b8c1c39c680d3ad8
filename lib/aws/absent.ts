/** A resource that is not there is an answer when one looks, and no error; each service names it in its own way. */
const namesOfAbsence = new Set([
  'NoSuchEntity',
  'NoSuchEntityException',
  'ResourceNotFoundException',
  'ResourceNotFound',
  'NotFoundException',
  'WAFNonexistentItemException',
])

export const isAbsent = (error: unknown): boolean => error instanceof Error && namesOfAbsence.has(error.name)

/**
 * Reads something that might not be there.
 * @returns undefined if AWS says that it does not exist
 * @throws every other error, as it came
 */
export async function orAbsent<T>(response: Promise<T>): Promise<T | undefined> {
  try {
    return await response
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

/** For removals: gone already is as good as removed. True where this very call removed it. */
export async function removedNow(response: Promise<unknown>): Promise<boolean> {
  return (await orAbsent(response.then(() => true))) ?? false
}

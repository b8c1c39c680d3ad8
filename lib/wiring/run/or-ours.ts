/**
 * Another run, or a try of this one whose answer was lost, might have been first. What is there and ours is gone on with.
 * @returns undefined where it was there already
 */
export async function orOurs<T>(create: Promise<T>, isOurs: () => Promise<boolean>): Promise<T | undefined> {
  try {
    return await create
  } catch (error) {
    const there = error instanceof Error && /AlreadyExists|ResourceConflict/.test(error.name)
    if (there && /already exist/i.test(error.message) && (await isOurs())) return undefined
    throw error
  }
}

import { isExpected } from '../../errors'

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

/**
 * Makes a call that names nothing of its own, so a lost response or another run leaves open whether it came about.
 * @throws the call's own error, if what it should make is not there
 */
export async function orMine(call: () => Promise<void>, cameAbout: () => Promise<boolean>): Promise<void> {
  try {
    await call()
  } catch (error) {
    if (!isExpected(error) || !(await cameAbout())) throw error
  }
}

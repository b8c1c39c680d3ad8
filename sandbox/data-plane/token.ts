import type { World } from '../kernel/types'

/**
 * Takes a token of a bucket that calls share, named by `place`; a change of rate or burst begins a full one.
 * @param perSecond calls a second; 0 refuses all, as a burst of 0 does
 * @returns false if the bucket is empty
 */
export function hasToken(world: World, place: string, perSecond: number, burst: number): boolean {
  if (perSecond === 0 || burst === 0) return false
  try {
    world.takeToken(`${place}/${perSecond}/${burst}`, perSecond, burst, () => new Empty())
    return true
  } catch (error) {
    if (error instanceof Empty) return false
    throw error
  }
}

class Empty extends Error {}

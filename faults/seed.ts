/** Draws that a seed repeats: `FAULT_SEED=17 npm test` strikes what the run with that seed struck. */
import { randomInt } from 'node:crypto'

/** A whole number from 0 to below `count`. */
export type Draw = (count: number) => number

/** Mulberry32, a generator of 32 bits of state that is in the public domain. */
export function drawsOf(seed: number): Draw {
  let state = seed >>> 0
  return (count) => {
    state = (state + 0x6d2b79f5) >>> 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * count)
  }
}

export const seed = Number(process.env.FAULT_SEED) || randomInt(1, 1_000_000)

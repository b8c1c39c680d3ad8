/** Says whether two orders do the same, so that the second click joins the first. Pure. */
import { isDeepStrictEqual } from 'node:util'
import type { JobOrder } from '../board'

/** @param kept as JSON has it: without members that are undefined, and in an order of its own */
export const isSameOrder = (kept: JobOrder, given: JobOrder): boolean =>
  kept.kind === given.kind &&
  kept.canaryPercent === given.canaryPercent &&
  isDeepStrictEqual(kept.spec, given.spec && JSON.parse(JSON.stringify(given.spec)))

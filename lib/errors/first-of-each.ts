/** Many reads that miss one permission say it once. Pure. */
import type { Failure } from '../result'

const keyOf = ({ denied, code }: Failure): string => denied?.action ?? code

/** Returns the first failure of each action that AWS denied, and of each other code. */
export const firstOfEach = (failures: Failure[]): Failure[] =>
  failures.filter((failure, index) => failures.findIndex((one) => keyOf(one) === keyOf(failure)) === index)

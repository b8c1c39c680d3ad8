import { type Feature, fewestForQuantiles } from './contract'

/**
 * Says whether a choice's values are all that there are: a person gave them, a source stated them, or enough rows showed them.
 * A histogram counts the rows that a list was read from. One choice alone is what one row had, and no list.
 */
export function isWholeList({ choices = [], histogram }: Feature): boolean {
  const rows = histogram?.reduce((sum, count) => sum + count, 0)
  return choices.length > 1 && (rows === undefined || rows >= fewestForQuantiles)
}

/** What the columns of a table are, beside features: the row numbers that pandas and R write, and what only looks so. */
import { isMissing, isNumber } from './number-text'

/** So many records are looked at. */
export const layoutRecords = 200

/** pandas writes a frame's index without a name, and reads it back under this one. */
const unnamed = /^(?:unnamed: ?0(?:\.\d+)?|)$/i

/**
 * The place of the column that numbers or names the rows: it comes first and has no name of its own, and no two rows have the
 * same value in it. Of rows without a header nothing can be said.
 * @param rows below the header
 */
export function indexColumn(header: string[], rows: string[][]): number | undefined {
  if (header.length < 2 || !unnamed.test(header[0] ?? '') || header.slice(1).some((name) => name === ''))
    return undefined
  const values = rows.slice(0, layoutRecords).map((row) => row[0] ?? '')
  return new Set(values).size === values.length && !values.includes('') ? 0 : undefined
}

/** `0,1,2,3`: pandas numbers the columns of an array. */
export const isCounted = (names: string[]): boolean =>
  names.length > 2 && names.every((name, place) => name === String(place))

/** Says whether the first record has names: words that stand in no row below, or the numbers of pandas' columns. */
export function hasHeader([names = [], ...rows]: string[][]): boolean {
  if (rows.length > 0 && (indexColumn(names, rows) !== undefined || isCounted(names))) return true
  if (names.some((name) => isNumber(name) || isMissing(name) || /^(?:true|false)$/i.test(name))) return false
  if (new Set(names).size < names.length && rows.length > 0 && !rows.some((row) => row.some(isNumber))) return false
  if (names.some((name) => name.length > 64 || /[.!?]$/.test(name))) return false
  const below = rows.slice(0, layoutRecords)
  if (below.length === 0) return false
  if (below.some((row) => row.some(isNumber))) return true
  // A word of the first line that occurs again in its column is a value.
  return !names.some((name, place) => below.some((row) => row[place] === name))
}

/** What the columns of a table are, beside features: the row numbers that pandas and R write, and what only looks so. */
import { isMissing, isNumber } from './number-text'

/** So many records are looked at. */
export const layoutRecords = 200

/** pandas writes a frame's index without a name, and reads it back under this one. */
const unnamed = /^(?:unnamed: ?0(?:\.\d+)?|)$/i

/**
 * The place of the column that numbers or names the rows: it comes first and has no name of its own, and no two rows have the
 * same value in it, or it has whole numbers, which start again if frames were joined. Of rows without a header nothing can
 * be said.
 * @param rows below the header
 */
export function indexColumn(header: string[], rows: string[][]): number | undefined {
  if (header.length < 2 || !unnamed.test(header[0] ?? '') || header.slice(1).some((name) => name === ''))
    return undefined
  const values = rows.slice(0, layoutRecords).map((row) => row[0] ?? '')
  const isIndex = new Set(values).size === values.length || values.every((value) => /^\d+$/.test(value))
  return isIndex && !values.includes('') ? 0 : undefined
}

/** `0,1,2,3`: pandas numbers the columns of an array. */
export const isCounted = (names: string[]): boolean =>
  names.length > 2 && names.every((name, place) => name === String(place))

const isYear = (cell: string) => /^(?:19|20)\d\d$/.test(cell)

/** `country,2019,2020`: years name columns beside words, and no row has years there. */
function areYears(names: string[], rows: string[][]): boolean {
  const years = names.flatMap((name, place) => (isNumber(name) ? [place] : []))
  return (
    rows.length > 0 &&
    years.length < names.length &&
    years.every((place) => isYear(names[place] ?? '') && !rows.some((row) => isYear(row[place] ?? '')))
  )
}

/** Says whether a word stands above numbers, and above nothing else. */
function isAboveNumbers(names: string[], rows: string[][]): boolean {
  return names.some((name, place) => {
    const cells = rows.map((row) => row[place] ?? '').filter((cell) => !isMissing(cell))
    return !isMissing(name) && !isNumber(name) && cells.length > 0 && cells.every(isNumber)
  })
}

/** Says whether the first record has names: words that stand in no row below, or the numbers of pandas' columns. */
export function hasHeader([names = [], ...rows]: string[][]): boolean {
  if (rows.length > 0 && (indexColumn(names, rows) !== undefined || isCounted(names))) return true
  const below = rows.slice(0, layoutRecords)
  if (names.some((name) => (name !== '' && isMissing(name)) || /^(?:true|false)$/i.test(name))) return false
  const isAbove = isAboveNumbers(names, below)
  const numbers = names.filter(isNumber)
  // A header can number some of its columns, and has no decimals.
  if (numbers.length > 0 && !areYears(names, below) && !(isAbove && numbers.every((name) => /^\d+$/.test(name))))
    return false
  if (isAbove) return true
  if (names.includes('')) return false
  if (new Set(names).size < names.length && rows.length > 0 && !rows.some((row) => row.some(isNumber))) return false
  if (names.some((name) => name.length > 64 || /[.!?]$/.test(name))) return false
  if (below.length === 0) return false
  if (below.some((row) => row.some(isNumber))) return true
  // A word of the first line that occurs again in its column is a value.
  return !names.some((name, place) => below.some((row) => row[place] === name))
}

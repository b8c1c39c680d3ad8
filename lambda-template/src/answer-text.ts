/** A model's answer as values: JSON as Python writes it, JSON by lines, CSV. */

import { isTooDeep } from './depth'

/** NaN and the infinities stand bare in Python's JSON. */
const strangers = /\\[\s\S]|"|-?\b(?:NaN|Infinity)\b/g
const mark = '\u0000not-a-number:'

/** @returns undefined where it is none, or nested too deep */
export const parseJson = (text: string): unknown => (isTooDeep(text) ? undefined : parseShallow(text))

/**
 * The same for a text that was looked at already: the look costs about as much as the reading.
 *
 * @param text is not nested too deep
 */
export function parseShallow(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return /NaN|Infinity/.test(text) ? parseStrange(text) : undefined
  }
}

function parseStrange(text: string): unknown {
  let isString = false
  const marked = text.replace(strangers, (token) => {
    if (token === '"') isString = !isString
    return isString || token === '"' || token.startsWith('\\') ? token : JSON.stringify(mark + token)
  })
  try {
    return JSON.parse(marked, (_, value: unknown) =>
      typeof value === 'string' && value.startsWith(mark) ? Number(value.slice(mark.length)) : value,
    )
  } catch {
    return undefined
  }
}

export function parseJsonLines(text: string): unknown[] | undefined {
  const values = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parseJson)
  return values.length === 0 || values.includes(undefined) ? undefined : values
}

/** Cells of each line that holds something; quotes as RFC 4180 has them. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  // Each piece is a quoted part (two of them meet at an escaped quote), a plain part, or what ends a cell.
  for (const [piece] of text.trim().matchAll(/"[^"]*"?|[^",\r\n][^,\r\n]*|,|\r?\n|\r/g)) {
    if (piece === ',' || piece === '\n' || piece === '\r\n') {
      rows.at(-1)?.push(unquoted(cell).trim())
      if (piece !== ',') rows.push([])
      cell = ''
    } else cell += piece
  }
  rows.at(-1)?.push(unquoted(cell).trim())
  return rows.filter((row) => row.some((one) => one !== ''))
}

const unquoted = (cell: string): string =>
  cell.startsWith('"') && cell.endsWith('"') && cell.length > 1 ? cell.slice(1, -1).replaceAll('""', '"') : cell

/** A model's answer as values: JSON as Python writes it, JSON by lines, CSV. */

/** NaN and the infinities stand bare in Python's JSON. */
const strangers = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g
const mark = '\u0000not-a-number:'

/** @returns undefined where it is none */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return /NaN|Infinity/.test(text) ? parseStrange(text) : undefined
  }
}

function parseStrange(text: string): unknown {
  const marked = text.replace(strangers, (token) => (token.startsWith('"') ? token : JSON.stringify(mark + token)))
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
  for (const [, quotedCell, cell = '', end] of text.trim().matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push((quotedCell?.replaceAll('""', '"') ?? cell).trim())
    if (end === '') break
    if (end !== ',') rows.push([])
  }
  return rows.filter((row) => row.some((cell) => cell !== ''))
}

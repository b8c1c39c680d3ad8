/** `{"data": …}` to CSV: what a person writes in JSON becomes what a tabular container takes. */

import type { Feature } from './contract'

/** @returns the CSV, or a sentence that says what is wrong with it */
export function csvOfData(data: unknown, features: Feature[] = []): { csv: string } | { problem: string } {
  if (typeof data === 'string') return { csv: data }
  if (!Array.isArray(data)) return { problem: '"data" must be text, a row or a list of rows' }
  if (data.length === 0) return { problem: '"data" is an empty list' }
  const nested = data.filter(Array.isArray).length
  if (nested > 0 && nested < data.length) return { problem: '"data" mixes rows and single values' }
  const rows: unknown[][] = nested > 0 ? data : [data]
  const lines: string[] = []
  for (const [index, row] of rows.entries()) {
    if (row.length === 0) return { problem: `Row ${index + 1} of "data" is empty` }
    if (row.some((cell) => typeof cell === 'object' && cell !== null)) {
      return { problem: `Row ${index + 1} of "data" holds something else than numbers and text` }
    }
    lines.push(row.map((cell, column) => (cell === null ? nullCell(row, column, features) : cellOf(cell))).join(','))
  }
  return { csv: lines.join('\n') }
}

/** Null is a missing value, which the model takes as its feature says. */
const nullCell = (row: unknown[], column: number, features: Feature[]): string =>
  (row.length === features.length && missingCell(features[column])) || ''

const missingTexts = { empty: '', NaN: 'NaN', null: 'null' }

/** @returns undefined for a feature that does not say how */
export const missingCell = (feature: Feature | undefined): string | undefined =>
  feature?.missing === undefined || feature.missing === 'none' ? undefined : missingTexts[feature.missing]

/** How programs write that a value is missing: pandas, R, SQL, UCI's data sets. */
const missing = /^(?:na|n\/a|#n\/a|nan|null|none|\?|-)$/i

/** `None` can be a word of a text or of a choice. @param text trimmed */
export function isMissing({ type, choices }: Feature, text: string): boolean {
  if (text === '' || type === 'text') return text === ''
  return missing.test(text) && !(type === 'choice' && (choices.length === 0 || choices.includes(text)))
}

/** Null is a missing value: an empty cell. */
export function cellOf(value: unknown): string {
  const text = value === null ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * How many rows hold something. A line break inside quotes ends none; a quote opens a cell at its start only, as RFC 4180 has
 * it. One that is never closed is a character like any other.
 */
export function countRows(csv: string): number {
  let count = 0
  let afterQuote = 0
  let inside = false
  let isEmpty = true
  for (let at = 0; at < csv.length; at += 1) {
    const char = csv[at]
    const isQuote = char === '"'
    if (inside) {
      if (isQuote && csv[at + 1] === '"') at += 1
      else if (isQuote) inside = false
    } else if (char === '\n') {
      if (!isEmpty) count += 1
      isEmpty = true
    } else {
      inside = isQuote && (at === 0 || /[,\n]/.test(csv[at - 1] ?? ''))
      if (inside) afterQuote = at + 1
      isEmpty &&= (char ?? '').trim() === ''
    }
  }
  if (inside)
    return (
      count +
      csv
        .slice(afterQuote)
        .split('\n')
        .filter((line, index) => index === 0 || line.trim() !== '').length
    )
  return isEmpty ? count : count + 1
}

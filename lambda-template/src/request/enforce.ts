/**
 * Holds rows against the contract, if the spec says so: how many values there are, and of which types. What fits goes on
 * unchanged. Ranges are what was seen in training and no rule, so they refuse nothing.
 */

import { type Failure, wrongRows } from '../errors'
import type { Contract, Feature } from './contract'
import { encodeText } from './named'
import { featureNamed } from './names'
import { rowsOf } from './plus'
import { isMissing } from './rows'

const isCode = (text: string) => /^[+-]?0\d/.test(text)

/** A number of JSON beyond what JavaScript holds is one all the same. */
function textOf(value: unknown): string {
  if (value === Number.POSITIVE_INFINITY) return '1e999'
  if (value === Number.NEGATIVE_INFINITY) return '-1e999'
  return value === null ? '' : String(value).trim()
}

/** Returns a sentence if a value does not fit its feature. */
function cellProblem(feature: Feature, value: unknown): string | undefined {
  const { name, type } = feature
  const text = textOf(value)
  const shown = text === '' ? 'is empty' : `is ${JSON.stringify(text.slice(0, 64))}`
  // What nobody said of missing values, the model decides.
  if (isMissing(feature, text))
    return feature.missing === 'none' ? `${name} ${shown}, and the model takes no missing value there` : undefined
  if (type === 'text' || (type === 'choice' && !feature.isWholeList)) return undefined
  // In JSON, which goes on as it is: numpy reads true as 1.
  if (typeof value === 'boolean' && type !== 'choice') return undefined
  const cell = encodeText(feature, text)
  if (typeof cell === 'object') return `${cell.problem}, and ${shown}`
  // A choice goes on as it was written, so it has to be right: 1.0 is the number 1, 2134 is not the code 02134.
  const differs =
    type === 'choice' && cell !== text && (Number.isNaN(Number(text)) || isCode(cell ?? '') || isCode(text))
  return differs ? `${name} must be ${cell}, and ${shown}` : undefined
}

function rowProblem(cells: unknown[], features: Feature[]): string | undefined {
  if (cells.length === features.length) {
    for (const [column, feature] of features.entries()) {
      const problem = cellProblem(feature, cells[column])
      if (problem) return problem
    }
    return undefined
  }
  const one = cells.length === 1 && typeof cells[0] === 'string' ? ` (${JSON.stringify(cells[0].slice(0, 64))})` : ''
  return `there ${cells.length === 1 ? 'is 1 value' : `are ${cells.length} values`}${one} and the model takes ${features.length}`
}

function firstProblem(rows: unknown[][], features: Feature[]): string | undefined {
  for (const [index, row] of rows.entries()) {
    const problem = rowProblem(row, features)
    if (problem) return `Row ${index + 1}: ${problem}`
  }
  return undefined
}

const unquoted = (cell: string) =>
  cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell

/** @returns undefined if every row fits. A header that names the features in their order is no row. */
export function csvFailure(text: string, { features }: Contract): Failure | undefined {
  // A single text has no columns: its commas and quotes are its own.
  if (features.length === 1 && features[0]?.type === 'text') return undefined
  let place = 0
  let hasHeader = false
  // Row by row: six megabytes of commas are three million cells.
  for (const written of rowsOf(text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n'))) {
    if (written.length === 1 && (written[0] ?? '').trim() === '') continue
    const row = written.map(unquoted)
    if (place === 0 && !hasHeader && isHeader(row, features)) {
      hasHeader = true
      if (row.some((name, index) => featureNamed(features, name.trim()) !== features[index]))
        return wrongRows('The first line names the features in another order', features)
      continue
    }
    place += 1
    const problem = rowProblem(row, features)
    if (problem) return wrongRows(`Row ${place}: ${problem}`, features)
  }
  return hasHeader && place === 0
    ? wrongRows('The first line names the features, and no row follows', features)
    : undefined
}

/** A header is no row, which the model answers: one answer fewer than lines. */
export function hasHeader(text: string, { features }: Contract): boolean {
  const [first] = rowsOf(text.slice(0, text.search(/[\r\n]|$/)).replace(/^\uFEFF/, ''))
  return first !== undefined && features.length > 0 && isHeader(first.map(unquoted), features)
}

/** Every cell is a feature's name, and some cell cannot be its value. */
const isHeader = (row: string[], features: Feature[]): boolean =>
  row.length === features.length &&
  row.every((name) => featureNamed(features, name.trim())) &&
  row.some((name, index) => cellProblem(features[index] as Feature, name) !== undefined)

/** @returns undefined if every row fits, or if the JSON holds no rows that can be read */
export function jsonFailure(value: unknown, { features }: Contract): Failure | undefined {
  const rows = rowsIn(value, features.length)
  const problem = rows && firstProblem(rows, features)
  return problem === undefined ? undefined : wrongRows(problem, features)
}

/** Reads lists of values, alone or as containers wrap them; objects that name their columns are read by the model. */
function rowsIn(value: unknown, width: number): unknown[][] | undefined {
  if (Array.isArray(value)) {
    const list: unknown[] = value.map((one) => (isObject(one) && Array.isArray(one.features) ? one.features : one))
    if (list.length > 0 && list.every(isSingle)) return width === 1 ? list.map((one) => [one]) : [list]
    return list.length > 0 && list.every(isRow) ? list : undefined
  }
  if (!isObject(value) || 'columns' in value) return undefined
  const lists = ['instances', 'inputs', 'data'].flatMap((key) => (Array.isArray(value[key]) ? [value[key]] : []))
  return lists.length === 1 ? rowsIn(lists[0], width) : undefined
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isSingle = (value: unknown): boolean => typeof value !== 'object' || value === null
const isRow = (value: unknown): value is unknown[] => Array.isArray(value) && value.every(isSingle)

/** Features by their names, from the query or from JSON objects, to rows in the contract's order. */
import type { Contract, Feature } from './contract'
import { closest, featureNamed, quoted } from './names'
import { cellOf, isMissing, missingCell } from './rows'

/** One row as the caller wrote it. A name that the query repeats is there several times. */
export type NamedRow = [name: string, value: unknown][]

export interface Problem {
  code: 'unknown_feature' | 'missing_feature' | 'repeated_feature' | 'invalid_value'
  problem: string
}

/** A row of more names names no feature. */
const mostRead = 1_000

/** So many names at once are enough to see what is wrong. */
const mostNames = 20

export function csvOfNamed(rows: NamedRow[], contract: Contract): { csv: string } | Problem {
  const lines: string[] = []
  for (const [index, row] of rows.entries()) {
    const line = lineOf(row, contract.features)
    if ('problem' in line) {
      return rows.length > 1 ? { ...line, problem: `Row ${index + 1}: ${line.problem}` } : line
    }
    lines.push(line.csv)
  }
  return { csv: lines.join('\n') }
}

function lineOf(row: NamedRow, features: Feature[]): { csv: string } | Problem {
  if (row.length === 0) return { code: 'missing_feature', problem: 'There is no feature in it' }
  const given = new Map<Feature, unknown>()
  const unknown: string[] = []
  for (const [name, value] of row) {
    const feature = featureNamed(features, name)
    if (!feature && unknown.push(name) > mostNames) break
    if (!feature) continue
    if (given.has(feature)) return { code: 'repeated_feature', problem: `${feature.name} is there twice` }
    given.set(feature, value)
  }
  if (unknown.length > 0) return unknownNames(unknown, features)
  // If all numbers can be missing, the container takes them so, and a name that is left out is a mistake.
  const isOptional = features.some((feature) => feature.type !== 'text' && missingCell(feature) === undefined)
  const cells = features.map((feature) => encode(feature, given.get(feature), isOptional))
  const missing = features.filter((_, index) => cells[index] === undefined)
  if (missing.length > 0) {
    const names = missing.slice(0, mostNames).map(({ name }) => name)
    const more = missing.length > names.length ? ` and ${missing.length - names.length} more` : ''
    const isOne = missing.length === 1
    return {
      code: 'missing_feature',
      problem: `${names.join(', ')}${more} ${isOne ? 'is missing and has' : 'are missing and have'} no default`,
    }
  }
  const wrong = cells.find((cell) => typeof cell === 'object')
  if (wrong) return { code: 'invalid_value', problem: wrong.problem }
  return { csv: cells.map((cell) => cellOf(cell)).join(',') }
}

function unknownNames(names: string[], features: Feature[]): Problem {
  const hints = names.slice(0, 3).map((name) => {
    const near = closest(
      features.map((feature) => feature.name),
      name,
    )
    return near === undefined ? `no feature ${quoted(name)}` : `no feature ${quoted(name)} (the closest is ${near})`
  })
  return { code: 'unknown_feature', problem: `There is ${hints.join(', ')}` }
}

type Cell = string | { problem: string } | undefined

/** @returns undefined for what is missing. Null and an empty value say on purpose that there is none. */
function encode(feature: Feature, value: unknown, isOptional: boolean): Cell {
  const none = { problem: `${feature.name} has no value, and the model takes no missing value there` }
  if (value === null) return feature.missing === 'none' ? none : (missingCell(feature) ?? '')
  if (value === undefined) return feature.default ?? (isOptional ? missingCell(feature) : undefined)
  if (typeof value === 'object') return { problem: `${feature.name} must be one value, no list and no object` }
  const text = feature.type === 'text' ? String(value) : String(value).trim()
  if (text === '' && feature.type !== 'text' && feature.default !== undefined) return feature.default
  if (isMissing(feature, text)) return feature.missing === 'none' ? none : (missingCell(feature) ?? text)
  return encodeText(feature, text)
}

export function encodeText(feature: Feature, text: string): Cell {
  const { name, type, choices } = feature
  if (type === 'number' || type === 'integer') {
    // Some whole numbers in a row or a table make no rule, so a part is the model's to judge.
    return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? text : { problem: `${name} must be a number` }
  }
  if (type === 'boolean')
    return /^(?:true|false|[01](?:\.0+)?)$/i.test(text) ? encodeBoolean(feature, text) : mustBe(name, ['true', 'false'])
  if (type !== 'choice' || choices.length === 0) return text
  const spelt = choices.find((one) => one === text) ?? choices.find((one) => one.toLowerCase() === text.toLowerCase())
  // 1.0 is the choice 1.
  const known = spelt ?? choices.find((one) => one !== '' && Number(one) === Number(text))
  return known ?? (feature.isWholeList ? mustBe(name, choices) : text)
}

/** In quotes if it holds the comma that separates the list. */
const inList = (value: string): string => (/[,\n]/.test(value) ? JSON.stringify(value) : value)

const mustBe = (name: string, values: string[]) => ({
  problem: `${name} must be one of ${values.slice(0, mostNames).map(inList).join(', ')}${values.length > mostNames ? ', …' : ''}`,
})

/** In the spelling of the contract's default: `1`, `true`, `True`; without one as the caller wrote it. */
function encodeBoolean({ default: start = '' }: Feature, text: string): string {
  const isTrue = /^(?:true|1(?:\.0+)?)$/i.test(text)
  if (/^[01]$/.test(start)) return isTrue ? '1' : '0'
  if (!/^(true|false)$/i.test(start)) return text.toLowerCase()
  const word = String(isTrue)
  if (start === start.toUpperCase()) return word.toUpperCase()
  return /^[A-Z]/.test(start) ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : word
}

/** Under these a list of objects can stand; anything else there is the model's own form. */
const wrappers = ['data', 'instances', 'features']

/**
 * The rows of a JSON body that names features; undefined where it is another form, which is the model's own. An object that
 * holds single values only, or names one feature at least, is a row.
 */
export function namedRowsOf(json: unknown, { features }: Contract): NamedRow[] | undefined {
  if (features.length === 0) return undefined
  const [[key, inner] = ['', undefined], ...others] = isObject(json) ? Object.entries(json) : []
  // `{"data": "5.1,3.5"}` is text of rows, and no feature of that name.
  if (key === 'data' && others.length === 0 && isSingle(inner)) return undefined
  const isWrapped = others.length === 0 && wrappers.includes(key) && typeof inner === 'object' && inner !== null
  const list = isWrapped ? inner : json
  const rows = Array.isArray(list) ? list : [list]
  if (rows.length === 0 || !rows.every(isObject)) return undefined
  const named = rows.map((row) => Object.entries(row))
  const isNamed = (row: NamedRow) =>
    row.slice(0, mostRead).some(([name, value]) => isSingle(value) && featureNamed(features, name)) ||
    (key !== 'instances' && row.every(([, value]) => isSingle(value)))
  return named.every(isNamed) ? named : undefined
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isSingle = (value: unknown): boolean => typeof value !== 'object' || value === null

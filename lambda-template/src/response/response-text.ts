/** A model's answer as values: JSON as Python writes it, JSON by lines, JSON in a JSON text, bytes of TensorFlow, CSV. */
import { isSafeNumber, LosslessNumber, parse } from 'lossless-json'
import { isTooDeep } from '../request/depth'
import { isFields, type Num } from './response-shapes'

/** NaN and the infinities stand bare in Python's JSON. */
const strangers = /\\[\s\S]|"|-?\b(?:NaN|Infinity)\b/g
const mark = '\u0000not-a-number:'

/** So many digits in a row can be more than a double holds. */
export const manyDigits = /[\d.]{16}/

const numberOf = (digits: string): Num =>
  manyDigits.test(digits) && !isSafeNumber(digits) ? new LosslessNumber(digits) : Number(digits)

/** @returns undefined if it is none, or nested too deep */
export const parseJson = (text: string): unknown => (isTooDeep(text) ? undefined : parseShallow(text))

/**
 * The same for a text that was looked at already: the look costs about as much as the reading.
 *
 * @param text is not nested too deep
 */
export function parseShallow(text: string): unknown {
  try {
    return parseExact(text)
  } catch {
    return /NaN|Infinity/.test(text) ? parseStrange(text) : undefined
  }
}

/** Digits stay: a number with more of them than a double holds keeps its text. */
const parseExact = (text: string, reviver?: (key: string, value: unknown) => unknown): unknown =>
  manyDigits.test(text)
    ? parse(text, reviver, { parseNumber: numberOf, onDuplicateKey: ({ newValue }) => newValue })
    : JSON.parse(text, reviver)

function parseStrange(text: string): unknown {
  let isString = false
  const marked = text.replace(strangers, (token) => {
    if (token === '"') isString = !isString
    return isString || token === '"' || token.startsWith('\\') ? token : JSON.stringify(mark + token)
  })
  try {
    return parseExact(marked, (_, value: unknown) =>
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

/** JSON that servers encoded twice, at most three times. */
export function unwrapped(value: unknown, times = 3): unknown {
  if (typeof value !== 'string' || times === 0 || !/^\s*["[{]/.test(value)) return value
  const inner = parseJson(value)
  return inner === undefined ? value : unwrapped(inner, times - 1)
}

const number = /^\s*-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?\s*$/

/** One entry of a list of answers: JSON and numbers in texts are such, a truth is a name, a list of one text (R) is that one. */
export function opened(entry: unknown, labels: string[]): unknown {
  const value = unwrapped(entry)
  if (typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) {
    const [only] = value
    if (value.length === 1 && (typeof only === 'string' || typeof only === 'boolean')) return opened(only, labels)
    const areNumbers = value.length > 0 && value.every((one) => typeof one === 'string' && number.test(one))
    return areNumbers ? value.map((one) => opened(one, labels)) : value
  }
  if (typeof value !== 'string' || !number.test(value) || labels.includes(value.trim())) return value
  return parseJson(value) ?? value
}

/** Names below which a text of digits is a number. */
const ofNumbers = ['score', 'scores', 'probability', 'probabilities', 'proba', 'prob', 'confidence', 'value', '.pred']
/** The same for digits with a point: without one they can be a class. */
const ofDecimals = ['prediction', 'predictions', 'predicted', 'pred']

/** A record with its bytes (`{"b64": …}`) as text, if they are one, and with numbers that were written as text. */
export function withTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.some((one) => typeof one === 'object') ? value.map(withTexts) : value
  if (!isFields(value)) return value
  const own = typeof value.b64 === 'string' && Object.keys(value).length === 1 ? textOfBytes(value.b64) : undefined
  if (own !== undefined) return own
  const entries = Object.entries(value)
  const isRead = ([key, one]: [string, unknown]) =>
    typeof one === 'object' || ofNumbers.includes(key) || ofDecimals.includes(key)
  return entries.some(isRead)
    ? Object.fromEntries(entries.map(([key, one]) => [key, numbersIn(key, withTexts(one))]))
    : value
}

function numbersIn(key: string, value: unknown): unknown {
  if (Array.isArray(value) && ofNumbers.includes(key))
    return value.every((one) => typeof one === 'string') ? value.map((one) => numbersIn(key, one)) : value
  if (typeof value !== 'string' || !number.test(value)) return value
  return ofNumbers.includes(key) || (ofDecimals.includes(key) && value.includes('.'))
    ? (parseJson(value) ?? value)
    : value
}

function textOfBytes(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /^[\P{Cc}\s]+$/u.test(text) ? text : undefined
  } catch {
    return undefined
  }
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

/** @returns undefined if the cell holds no number */
export function numberIn(cell: string): Num | undefined {
  if (/^-?nan$/i.test(cell)) return Number.NaN
  if (cell === '' || !Number.isFinite(Number(cell))) return undefined
  return number.test(cell) ? numberOf(cell) : Number(cell)
}

/** JSON whose numbers keep their digits: 64-bit integers, `1.50`, more decimals than a double has. */
import { LosslessNumber, parse, stringify } from 'lossless-json'
import { isTooDeep, parseJson } from './json-text'

/** A number that JavaScript would write in other digits stays text inside; every other one is a plain number. */
const exactNumber = (text: string): number | LosslessNumber =>
  String(Number(text)) === text ? Number(text) : new LosslessNumber(text)

/** Signs of a number that JavaScript can change: many digits, zeros behind the point or at the end, an exponent. */
const canChange = /[\d.]{16}|\.0{6}|0(?![\d.])|\d[eE]/

/** Parses like `parseJson`, with each number's digits. The last one of two members with one name holds, as in JSON.parse. */
export function parseExact(text: string): unknown {
  if (!canChange.test(text)) return parseJson(text)
  if (isTooDeep(text)) return undefined
  try {
    return parse(text, null, { parseNumber: exactNumber, onDuplicateKey: ({ newValue }) => newValue })
  } catch {
    return undefined
  }
}

export const isExactNumber = (value: unknown): value is number | LosslessNumber =>
  typeof value === 'number' || value instanceof LosslessNumber

/** A cell of a row: null, text, a number, true or false. */
export const isCell = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || isExactNumber(value)

/** The cell as CSV has it, before quotes: null is empty, and a list or an object is JSON. */
export function cellText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return isCell(value) ? String(value) : (stringify(value) ?? '')
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** A cell as a JSON value: a number with its own digits if it is one in JSON, else text: `02134`, `+5`. */
export const jsonCell = (text: string): string | LosslessNumber =>
  jsonNumber.test(text) ? new LosslessNumber(text) : text

/** The same of what is a number for sure: `+.5` is 0.5, while `007` has no other way to keep its digits than text. */
export const jsonNumberCell = (text: string): string | LosslessNumber =>
  jsonCell(
    text
      .replace(/^\+/, '')
      .replace(/^(-?)\./, '$10.')
      .replace(/\.(?=$|[eE])/, ''),
  )

/** JSON text, in which what `jsonCell` and `parseExact` gave has its own digits. */
export const exactText = (value: unknown, indent?: number): string => stringify(value, undefined, indent) ?? ''

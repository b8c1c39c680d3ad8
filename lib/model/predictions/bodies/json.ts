/** JSON as model servers write it: with NaN and Infinity (Python), by lines, or as server-sent events. */
import { isSafeNumber, LosslessNumber, parse } from 'lossless-json'
import { isTooDeep } from '../../requests/json-text'
import type { Num } from '../shape'

const strangers = /\\[\s\S]|"|-?\b(?:NaN|Infinity)\b/g
const mark = '\u0000not-a-number:'

/** So many digits in a row can be more than a double holds. */
const manyDigits = /[\d.]{16}/

/**
 * Undefined if it is none or nested too deep. NaN and the infinities become numbers, and a number with more digits than a
 * double holds a `LosslessNumber`.
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) return undefined
  try {
    return parseExact(text)
  } catch {
    return /NaN|Infinity/.test(text) ? parseWithNaN(text) : undefined
  }
}

/** @param digits as JSON writes a number */
export const numberOf = (digits: string): Num =>
  manyDigits.test(digits) && !isSafeNumber(digits) ? new LosslessNumber(digits) : Number(digits)

/** Keys that stand twice have their last value, as `JSON.parse` has it. */
const parseExact = (text: string, reviver?: (key: string, value: unknown) => unknown): unknown =>
  manyDigits.test(text)
    ? parse(text, reviver, {
        parseNumber: numberOf,
        onDuplicateKey: ({ newValue }) => newValue,
      })
    : JSON.parse(text, reviver)

function parseWithNaN(text: string): unknown {
  let isString = false
  const marked = text.replace(strangers, (token) => {
    if (token === '"') isString = !isString
    return isString || token === '"' || token.startsWith('\\') ? token : JSON.stringify(mark + token)
  })
  try {
    return parseExact(marked, (_, value) =>
      typeof value === 'string' && value.startsWith(mark) ? Number(value.slice(mark.length)) : value,
    )
  } catch {
    return undefined
  }
}

/** JSON of which every number keeps the digits that it was written with. */
export function parseDigits(text: string): unknown {
  if (isTooDeep(text)) return undefined
  try {
    return parse(text, null, { onDuplicateKey: ({ newValue }) => newValue })
  } catch {
    return parseJson(text)
  }
}

/** A value for each line; undefined if a line is no JSON. */
export function parseJsonLines(text: string): unknown[] | undefined {
  const values = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parseJson)
  return values.length === 0 || values.includes(undefined) ? undefined : values
}

/** The data of each event that is JSON; `[DONE]` and comments are passed over. */
export const parseEvents = (text: string): unknown[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => parseJson(line.slice('data:'.length).trim()))
    .filter((value) => value !== undefined)

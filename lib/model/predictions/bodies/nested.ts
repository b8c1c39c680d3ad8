/** Values that a server wrapped once more on the way: JSON in a JSON text, numbers as text, TensorFlow's `{"b64": …}`. */

import { isFields, type Output } from '../shape'
import { parseJson } from './json'

/** So often is a text wrapped at most; each time doubles its quotes. */
const mostTimes = 3

/** JSON that a text holds, as servers write it who encode twice; else the value as it is. */
export function unwrapped(value: unknown, times = mostTimes): unknown {
  if (typeof value !== 'string' || times === 0 || !/^\s*["[{]/.test(value)) return value
  const inner = parseJson(value)
  return inner === undefined ? value : unwrapped(inner, times - 1)
}

const number = /^\s*-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?\s*$/

/**
 * One entry of a list of answers: JSON in a text is JSON, a number in a text is a number (a label of the contract is not),
 * a truth is a class's name, and a list of one text or truth (R) is that one.
 */
export function opened(entry: unknown, output: Output): unknown {
  const value = unwrapped(entry)
  if (typeof value === 'boolean') return String(value)
  if (Array.isArray(value) && value.length === 1 && ['string', 'boolean'].includes(typeof value[0]))
    return opened(value[0], output)
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string' && number.test(item)))
    return value.map((item) => opened(item, output))
  if (typeof value !== 'string' || !number.test(value) || output?.labels?.includes(value.trim())) return value
  return parseJson(value) ?? value
}

/**
 * TensorFlow Serving writes a text that its signature calls bytes as base64. What is no text stays as it came.
 * https://www.tensorflow.org/tfx/serving/api_rest#encoding_binary_values
 */
export function textOfBytes(value: unknown): string | undefined {
  if (!isFields(value) || typeof value.b64 !== 'string' || Object.keys(value).length !== 1) return undefined
  try {
    const bytes = Uint8Array.from(atob(value.b64), (sign) => sign.charCodeAt(0))
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /^[\P{Cc}\s]+$/u.test(text) ? text : undefined
  } catch {
    return undefined
  }
}

/** Names below which a text of digits is a number. */
const ofNumbers = ['score', 'scores', 'probability', 'probabilities', 'proba', 'prob', 'confidence', 'value', '.pred']
/** The same for digits with a point: without one they can be a class. */
const ofDecimals = ['prediction', 'predictions', 'predicted', 'pred']

/** A record with its bytes (`{"b64": …}`) as text, if they are one, and with numbers that were written as text. */
export function withTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.some((one) => typeof one === 'object') ? value.map(withTexts) : value
  if (!isFields(value)) return value
  const own = textOfBytes(value)
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

/** JSON whose numbers keep their digits on the way to CSV: 64-bit integers, `1.50`, more decimals than a double has. */
import { parse } from 'lossless-json'

/** Signs of a number that JavaScript can change: many digits, zeros behind the point or at the end, an exponent, a minus zero. */
export const canChange = /[\d.]{16}|\.0{6}|0(?![\d.])|\d[eE]/

/** A number that JavaScript would write in other digits becomes the text of its digits, as a cell of CSV has it. */
const digits = (text: string): number | string => (String(Number(text)) === text ? Number(text) : text)

/** JSON strings, an unclosed one to the end, and the three words that Python writes outside of them. */
const wordsOrTexts = /"(?:[^"\\]|\\[\s\S])*"?|-?Infinity|NaN/g

/**
 * Reads JSON, and what Python's `json.dumps` makes of numbers that are none: as the texts `NaN` and `Infinity`.
 * @returns undefined for any other text; `plain` is JSON
 */
export function parsePython(text: string): { value: unknown; plain: string } | undefined {
  for (const plain of [text, text.replace(wordsOrTexts, (word) => (word.startsWith('"') ? word : `"${word}"`))]) {
    try {
      return { value: JSON.parse(plain), plain }
    } catch {}
  }
  return undefined
}

/** @param text valid JSON, not nested too deep, and what JSON.parse made of it */
export const withDigits = (text: string, parsed: unknown): unknown =>
  canChange.test(text) ? parse(text, null, { parseNumber: digits, onDuplicateKey: ({ newValue }) => newValue }) : parsed

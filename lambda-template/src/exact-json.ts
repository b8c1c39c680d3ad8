/** JSON whose numbers keep their digits on the way to CSV: 64-bit integers, `1.50`, more decimals than a double has. */
import { parse } from 'lossless-json'

/** Signs of a number that JavaScript can change: many digits, zeros behind the point or at the end, an exponent, a minus zero. */
const canChange = /[\d.]{16}|\.0{6}|0(?![\d.])|\d[eE]/

/** A number that JavaScript would write in other digits becomes the text of its digits, as a cell of CSV has it. */
const digits = (text: string): number | string => (String(Number(text)) === text ? Number(text) : text)

/** @param text valid JSON, not nested too deep, and what JSON.parse made of it */
export const withDigits = (text: string, parsed: unknown): unknown =>
  canChange.test(text) ? parse(text, null, { parseNumber: digits, onDuplicateKey: ({ newValue }) => newValue }) : parsed

/** The guards and names that every parser here uses. */
import { isLosslessNumber, type LosslessNumber } from 'lossless-json'
import type { FeatureContract } from '../contract/contract'

export type Output = FeatureContract['output']

/** What a parser can know beside the body. */
export interface Context {
  output: Output
  recordCount: number
  /** The texts that were sent, in order; empty if none is known. */
  sentTexts: string[]
  /** The JSON that was sent. */
  sentJson?: unknown
  /** The names of a row's features, in order. */
  features?: readonly string[]
}

export type Fields = Record<string, unknown>

/** A number as JSON has it: one with more digits than a double holds keeps its text. */
export type Num = number | LosslessNumber

export const isNum = (value: unknown): value is Num => typeof value === 'number' || isLosslessNumber(value)
export const numOf = (value: Num): number => (typeof value === 'number' ? value : Number(value.value))
export const exactOf = (value: Num): { exact?: string } => (typeof value === 'number' ? {} : { exact: value.value })

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value)

/** Says whether an object has no key but these. */
export const hasOnly = (fields: Fields, keys: readonly string[]): boolean =>
  Object.keys(fields).every((key) => keys.includes(key))

/** One number at least; NaN is one. */
export const isNumbers = (value: unknown): value is Num[] =>
  Array.isArray(value) && value.length > 0 && value.every(isNum)

/** Rows of one length. */
export const isMatrix = (value: unknown): value is Num[][] =>
  Array.isArray(value) && value.length > 0 && value.every((row) => isNumbers(row) && row.length === value[0].length)

/** Whole numbers in three rows and columns at least, all for one record: a class for each point of a picture, no records. */
export const isGrid = (rows: unknown, { recordCount, output }: Context): boolean =>
  recordCount === 1 &&
  output?.task === undefined &&
  !output?.outputs &&
  isMatrix(rows) &&
  Math.min(rows.length, rows[0]?.length ?? 0) > 2 &&
  rows.every((row) => row.every((one) => Number.isInteger(numOf(one))))

export const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
export const numberOf = (value: unknown): number | undefined =>
  isNum(value) && Number.isFinite(numOf(value)) ? numOf(value) : undefined

export const isShare = (value: number): boolean => value >= 0 && value <= 1

export const labelAt = (index: number, output: Output): string => output?.labels?.[index] ?? `Class ${index}`

/** `1.0` and `1` are class 1; a text, and digits that no index has (`02134`), are the class's own name. */
export function labelOf(predicted: unknown, output: Output): string {
  const text = String(predicted).trim()
  const [, index] = (output?.labels?.includes(text) ? null : text.match(/^(-?(?:0|[1-9]\d*))(?:\.0*)?$/)) ?? []
  if (index === undefined) return text || String(predicted)
  return Number.isSafeInteger(Number(index)) ? labelAt(Number(index), output) : `Class ${index}`
}

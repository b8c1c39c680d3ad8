/** The guards and names that every parser here uses. */
import type { FeatureContract } from '../contract/contract'

export type Output = FeatureContract['output']

/** What a parser can know beside the body. */
export interface Context {
  output: Output
  recordCount: number
  /** The texts that were sent, in order; empty where none is known. */
  sentTexts: string[]
  /** The JSON that was sent. */
  sentJson?: unknown
}

export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One number at least; NaN is one. */
export const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'number')

/** Rows of one length. */
export const isMatrix = (value: unknown): value is number[][] =>
  Array.isArray(value) && value.length > 0 && value.every((row) => isNumbers(row) && row.length === value[0].length)

export const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

export const labelAt = (index: number, output: Output): string => output?.labels?.[index] ?? `Class ${index}`

/** `1.0` and `1` are class 1; a text is the class's own name. */
export function labelOf(predicted: unknown, output: Output): string {
  const index = Number(predicted)
  return Number.isInteger(index) && String(predicted).trim() !== '' ? labelAt(index, output) : String(predicted)
}

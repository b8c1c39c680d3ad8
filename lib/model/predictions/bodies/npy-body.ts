/**
 * An array in NumPy's format as a body. API Gateway gives such bytes as base64 to a browser, whose `Accept` names no binary
 * media type; where bytes come, they are made the same.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */

import type { Prediction } from '../prediction'
import type { Output } from '../shape'
import { isNpy, type NpyArray, readNpy } from './npy'

export const npyType = 'application/x-npy'

/** `\x93NUMPY` in base64, of which eight characters stand for six bytes. */
const npyStart = 'k05VTVBZ'

export function npyArrayOf(text: string): NpyArray | undefined {
  const base64 = text.trim()
  if (!base64.startsWith(npyStart)) return undefined
  try {
    return readNpy(Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)))
  } catch {
    return undefined
  }
}

/** The text of a body of this type: base64, whether it came so or not. */
export function npyText(bytes: Uint8Array): string {
  if (!isNpy(bytes)) return new TextDecoder().decode(bytes)
  let signs = ''
  for (const byte of bytes) signs += String.fromCharCode(byte)
  return btoa(signs)
}

/** A value, a list or a table as JSON has it; undefined where it has more dimensions, or values that are not read. */
export function jsonOfArray({ shape, values }: NpyArray): unknown {
  // A name is what a truth is called in a contract's labels.
  const cells = values?.map((value) => (typeof value === 'boolean' ? String(value) : value))
  if (!cells || cells.length === 0 || shape.length > 2) return undefined
  if (shape.length === 0) return cells[0]
  const [, width] = shape
  if (width === undefined) return cells
  return Array.from({ length: cells.length / width }, (_, row) => cells.slice(row * width, (row + 1) * width))
}

/** What is no prediction of any kind is still an array of a type and a shape. */
export const tensorOfArray = ({ dtype, shape, values = [] }: NpyArray, output: Output): Prediction => ({
  kind: 'tensors',
  tensors: [{ name: output?.name ?? 'array', datatype: dtype, shape, data: values }],
})

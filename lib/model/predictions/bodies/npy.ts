/**
 * NumPy's own file format, versions 1 to 3: what scikit-learn's and PyTorch's containers answer to `application/x-npy`.
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export interface NpyArray {
  /** `float32`, `int64`, `bool`, `text`; as the header writes it where it is none of those that are read here. */
  dtype: string
  /** Empty where the array is a single value. */
  shape: number[]
  /** In C order. Whole numbers that a double cannot hold are text. Undefined where the type is not read here. */
  values?: Value[]
}

type Value = number | string | boolean

/** `\x93NUMPY`. */
const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]

export const isNpy = (bytes: Uint8Array): boolean => magic.every((byte, index) => bytes[index] === byte)

/** Undefined where it is none, or where its end is missing. */
export function readNpy(bytes: Uint8Array): NpyArray | undefined {
  if (!isNpy(bytes) || bytes.length < 12) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const version = view.getUint8(6)
  if (version < 1 || version > 3) return undefined
  const begin = version === 1 ? 10 : 12
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  const header = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(begin, begin + length))
  const descr = header.match(/'descr':\s*('[^']*'|\[[^\]]*\]?)/)?.[1]
  const shape = header.match(/'shape':\s*\(([\d,\s]*)\)/)?.[1]
  const order = header.match(/'fortran_order':\s*(True|False)/)?.[1]
  if (descr === undefined || shape === undefined || order === undefined) return undefined
  const sides = shape.split(',').flatMap((side) => (side.trim() === '' ? [] : [Number(side)]))
  const type = typeOf(descr.replace(/^'|'$/g, ''))
  if (!type.read) return { dtype: type.name, shape: sides }
  const count = sides.reduce((product, side) => product * side, 1)
  const from = begin + length
  if (from + count * type.bytes > bytes.length) return undefined
  const values = Array.from({ length: count }, (_, index) => type.read?.(view, from + index * type.bytes) ?? '')
  return { dtype: type.name, shape: sides, values: order === 'True' ? fromColumns(values, sides) : values }
}

interface Type {
  name: string
  bytes: number
  /** Absent where it is not read here: dates, complex numbers, records, Python objects. */
  read?: (view: DataView, at: number) => Value
}

const numberNames: Record<string, string> = { f: 'float', i: 'int', u: 'uint' }

/** @param descr `<f4`, `|b1`, `<U10`: byte order, kind, bytes (of text: characters) */
function typeOf(descr: string): Type {
  const [, order, kind = '', size] = descr.match(/^([<>|=]?)([a-zA-Z])(\d+)$/) ?? []
  const bytes = Number(size)
  const little = order !== '>'
  const named = { name: `${numberNames[kind] ?? kind}${bytes * 8}`, bytes }
  const read = numbers[kind + bytes]
  if (read) return { ...named, read: (view, at) => read(view, at, little) }
  if (kind === 'b' && bytes === 1) return { name: 'bool', bytes, read: (view, at) => view.getUint8(at) !== 0 }
  if (kind === 'S' && bytes > 0)
    return { name: 'bytes', bytes, read: (view, at) => textAt(bytes, (index) => view.getUint8(at + index)) }
  if (kind === 'U' && bytes > 0)
    return {
      name: 'text',
      bytes: bytes * 4,
      read: (view, at) => textAt(bytes, (index) => view.getUint32(at + index * 4, little)),
    }
  return { name: descr, bytes: 0 }
}

const numbers: Record<string, (view: DataView, at: number, little: boolean) => Value> = {
  f2: (view, at, little) => halfOf(view.getUint16(at, little)),
  f4: (view, at, little) => shortest(view.getFloat32(at, little)),
  f8: (view, at, little) => view.getFloat64(at, little),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  i8: (view, at, little) => wholeOf(view.getBigInt64(at, little)),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  u8: (view, at, little) => wholeOf(view.getBigUint64(at, little)),
}

const wholeOf = (value: bigint): Value => (Number.isSafeInteger(Number(value)) ? Number(value) : String(value))

/** A single of 0.1 is 0.10000000149 as a double; the fewest digits that name the same single, as NumPy writes it. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return short
  }
  return value
}

/** IEEE 754's 16 bits: a sign, five of the exponent, ten of the fraction. */
function halfOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (exponent === 0 ? 2 ** -24 * fraction : 2 ** (exponent - 25) * (1024 + fraction))
}

/** Zeros fill it up to its length. */
function textAt(length: number, codeAt: (index: number) => number): string {
  const codes = Array.from({ length }, (_, index) => codeAt(index))
  const end = codes.findLastIndex((code) => code !== 0) + 1
  return codes
    .slice(0, end)
    .map((code) => (code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD'))
    .join('')
}

/** Fortran's order, in which the first index moves fastest, becomes C's, in which the last does. */
function fromColumns(values: Value[], shape: number[]): Value[] {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, side) => product * side, 1))
  return values.map((_, index) => {
    let rest = index
    let at = 0
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      const side = shape[axis] ?? 1
      at += (rest % side) * (strides[axis] ?? 1)
      rest = Math.floor(rest / side)
    }
    return values[at] ?? ''
  })
}

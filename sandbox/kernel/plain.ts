/**
 * Writes state as JSON and reads it back. JSON has no Maps, no Sets and no bytes: each of them becomes an object with one
 * key that begins with `$`. Bytes lie apart from the text, each sequence once, because the zips of a function's versions
 * are nearly the same: one after another they compress to little more than one of them.
 */
import { createHash } from 'node:crypto'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'

export interface Plain {
  value: unknown
  /** All bytes of the value, one sequence after another: Brotli, in base64. */
  bytes: string
}

/** Brotli's default takes thirty times as long and saves a tenth. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 5 }

/** Throws for what it could not read back: functions, instances of classes, numbers that JSON does not have. */
export function toPlain(value: unknown): Plain {
  const chunks: Buffer[] = []
  const known = new Map<string, [start: number, end: number]>()
  let end = 0
  const place = (bytes: Uint8Array) => {
    const hash = createHash('sha256').update(bytes).digest('hex')
    const place = known.get(hash) ?? ([end, end + bytes.length] as [number, number])
    if (!known.has(hash)) {
      known.set(hash, place)
      chunks.push(Buffer.from(bytes))
      end += bytes.length
    }
    return place
  }
  const plain = (one: unknown): unknown => {
    if (one instanceof Map) {
      const pairs = [...one].map(([key, inner]) => [key, plain(inner)] as const)
      return { $map: pairs.every(([key]) => isName(key)) ? Object.fromEntries(pairs) : pairs }
    }
    if (one instanceof Set) return { $set: [...one].map(plain) }
    if (one instanceof Uint8Array) return { $bytes: place(one) }
    if (Array.isArray(one)) return one.map(plain)
    if (isRecord(one)) return Object.fromEntries(Object.entries(one).map(([key, inner]) => [nameOf(key), plain(inner)]))
    if (one === undefined || one === null || /^(string|boolean)$/.test(typeof one) || Number.isFinite(one)) return one
    throw new Error(`State is plain data, Maps, Sets and bytes, and not ${Object.prototype.toString.call(one)}`)
  }
  return { value: plain(value), bytes: brotliCompressSync(Buffer.concat(chunks), { params }).toString('base64') }
}

export function fromPlain({ value, bytes }: Plain): unknown {
  const all = brotliDecompressSync(Buffer.from(bytes, 'base64'))
  const read = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(read)
    if (!isRecord(one)) return one
    if ('$map' in one) {
      const pairs = Array.isArray(one.$map) ? (one.$map as [unknown, unknown][]) : Object.entries(Object(one.$map))
      return new Map(pairs.map(([key, inner]) => [key, read(inner)]))
    }
    if ('$set' in one) return new Set((one.$set as unknown[]).map(read))
    // A copy, so that no sequence keeps all others in memory.
    if ('$bytes' in one) return Buffer.from(all.subarray(...(one.$bytes as [number, number])))
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, read(inner)]))
  }
  return read(value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
}

/** A key that an object keeps in its place: it puts those that look like numbers first. */
const isName = (key: unknown): boolean => typeof key === 'string' && !/^\d+$/.test(key)

function nameOf(key: string): string {
  if (key.startsWith('$')) throw new Error(`${key} begins with $, which marks Maps, Sets and bytes`)
  return key
}

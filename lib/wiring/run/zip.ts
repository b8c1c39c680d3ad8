/**
 * A version's zip: the handler, and beside it the spec that it was made from. AWS keeps each version's zip, and so the history.
 */
import { strFromU8, unzipSync } from 'fflate'
import { zipOf } from '../state/zip-of'

const wiringFile = 'wiring.json'

/**
 * @param wiring the content of `wiring.json`: plain data
 * @param parts code that only some functions need, by file name
 */
export function functionZip(wiring: unknown, handlerSource: string, parts: Record<string, string> = {}): Uint8Array {
  return zipOf({ 'index.mjs': handlerSource, ...parts, [wiringFile]: stableJson(wiring) })
}

/** @returns undefined where the bytes are no zip of ours */
export function readWiringFromZip(bytes: Uint8Array): unknown {
  try {
    const file = unzipSync(bytes, { filter: ({ name }) => name === wiringFile })[wiringFile]
    return file ? JSON.parse(strFromU8(file)) : undefined
  } catch {
    return undefined
  }
}

/** JSON with the keys of every object sorted. */
const stableJson = (value: unknown): string =>
  JSON.stringify(
    value,
    (_, member: unknown) =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    2,
  )

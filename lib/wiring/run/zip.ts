/**
 * A version's zip: the handler, and beside it the spec that it was made from. Its times and order are fixed, so that its hash
 * depends on content alone, and on fflate's compression, which a test holds; AWS keeps each version's zip, and so the history.
 */
import { createHash } from 'node:crypto'
import { strFromU8, strToU8, unzipSync, type ZipOptions, zipSync } from 'fflate'

const wiringFile = 'wiring.json'

/** Local fields, since zip's times have no zone and fflate reads the local ones. */
const compressed: ZipOptions = {
  level: 9,
  mtime: new Date(1980, 0, 1),
  // Unix, regular file, 0644: Lambda must be able to read it. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-package.html
  os: 3,
  attrs: (0o100644 << 16) >>> 0,
}

/**
 * @param wiring the content of `wiring.json`: plain data
 * @param parts code that only some functions need, by file name
 */
export function functionZip(wiring: unknown, handlerSource: string, parts: Record<string, string> = {}): Uint8Array {
  return zipSync({
    'index.mjs': [strToU8(handlerSource), compressed],
    ...Object.fromEntries(
      Object.entries(parts).map(([name, source]) => [name, [strToU8(source), compressed] as const]),
    ),
    [wiringFile]: [strToU8(stableJson(wiring)), compressed],
  })
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

/** Base64 of SHA-256, as Lambda states it. https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
export const codeSha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64')

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

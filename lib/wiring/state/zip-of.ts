/**
 * The zip of a function's code. Its times and order are fixed, so that its hash depends on content alone, and on fflate's
 * compression, which a test holds. Pure.
 */
import { createHash } from 'node:crypto'
import { strToU8, type ZipOptions, zipSync } from 'fflate'

/** Local fields, since zip's times have no zone and fflate reads the local ones. */
const compressed: ZipOptions = {
  level: 9,
  mtime: new Date(1980, 0, 1),
  // Unix, regular file, 0644: Lambda must be able to read it. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-package.html
  os: 3,
  attrs: (0o100644 << 16) >>> 0,
}

/** @param files texts by their names, in the order of the zip */
export const zipOf = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, [strToU8(text), compressed] as const])))

/** Base64 of SHA-256, as Lambda states it. https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
export const codeSha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64')

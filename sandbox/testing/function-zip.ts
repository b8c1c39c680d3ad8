/** A function's zip from its source, for tests. */
import { strToU8, zipSync } from 'fflate'

export const functionZip = (source: string, file = 'index.mjs'): Uint8Array => zipSync({ [file]: strToU8(source) })

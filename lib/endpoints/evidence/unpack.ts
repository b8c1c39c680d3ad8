/** The first file of a gzip compressed tar archive, as SamplePayloadUrl holds it. https://www.gnu.org/software/tar/manual/html_node/Standard.html */
import { gunzipSync } from 'node:zlib'

const block = 512
const mostBytes = 8 * 1024 * 1024

/** Bytes that are no gzip are the file itself; undefined where the archive has no file or is broken. */
export function firstFile(bytes: Uint8Array): Uint8Array | undefined {
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b
  if (!zipped) return bytes
  let archive: Uint8Array
  try {
    archive = gunzipSync(bytes, { maxOutputLength: mostBytes })
  } catch {
    return undefined
  }
  return isTar(archive) ? fromTar(archive) : archive
}

const textAt = (bytes: Uint8Array, start: number, length: number) =>
  new TextDecoder().decode(bytes.subarray(start, start + length)).split('\0', 1)[0] ?? ''

const isTar = (bytes: Uint8Array) => textAt(bytes, 257, 5) === 'ustar'

function fromTar(archive: Uint8Array): Uint8Array | undefined {
  for (const { bytes } of filesOfTar(archive)) if (bytes.length > 0) return bytes
  return undefined
}

/** The plain files, in their order; the last one is short if the archive was cut. A size below 0 would lead back to what was read. */
export function* filesOfTar(archive: Uint8Array): Generator<{ path: string; bytes: Uint8Array }> {
  for (let place = 0; place + block <= archive.length; ) {
    const name = textAt(archive, place, 100)
    const size = Number.parseInt(textAt(archive, place + 124, 12).trim(), 8)
    if (name === '' || !Number.isInteger(size) || size < 0) return
    const kind = textAt(archive, place + 156, 1)
    const prefix = isTar(archive.subarray(place)) ? textAt(archive, place + 345, 155) : ''
    const start = place + block
    // macOS writes a `._` file beside each of its own.
    const plain = (kind === '' || kind === '0') && !/(^|\/)\._/.test(name)
    if (plain) yield { path: prefix ? `${prefix}/${name}` : name, bytes: archive.subarray(start, start + size) }
    place = start + Math.ceil(size / block) * block
  }
}

/** A sample payload that is a picture or a recording, known by its first bytes. https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern */
import type { InputForm } from '../../contract/contract'
import type { Evidence } from '../evidence'

const types: [firstBytes: RegExp, input: InputForm][] = [
  [/^ffd8ff/, { kind: 'image', contentType: 'image/jpeg' }],
  [/^89504e470d0a1a0a/, { kind: 'image', contentType: 'image/png' }],
  [/^474946383[79]61/, { kind: 'image', contentType: 'image/gif' }],
  // BM, the size of the file, and four bytes that are reserved.
  [/^424d.{8}00000000/, { kind: 'image', contentType: 'image/bmp' }],
  // RIFF, the size, WEBPVP or WAVE.
  [/^52494646.{8}574542505650/, { kind: 'image', contentType: 'image/webp' }],
  [/^52494646.{8}57415645/, { kind: 'audio', contentType: 'audio/wav' }],
  [/^664c6143/, { kind: 'audio', contentType: 'audio/flac' }],
  [/^(494433|fff[b32])/, { kind: 'audio', contentType: 'audio/mpeg' }],
  [/^4f67675300/, { kind: 'audio', contentType: 'audio/ogg' }],
]

/** Says the kind and its type alone: the file itself stays where it is. Undefined for what begins like none of them. */
export function evidenceOfBytes(bytes: Uint8Array | undefined): Evidence | undefined {
  const start = [...(bytes?.subarray(0, 16) ?? [])].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const input = types.find(([pattern]) => pattern.test(start))?.[1]
  return input && { source: 'sample payload', features: [], input, examples: [], notes: [], named: false }
}

import { expect, it } from 'vitest'
import { evidenceOfBytes } from './from-bytes'

const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))

it.each<[string, string | undefined]>([
  ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image/png'],
  ['GIF89a\x01\0', 'image/gif'],
  ['BM\x36\x10\0\0\0\0\0\0\x36\0', 'image/bmp'],
  ['RIFF\x24\0\0\0WEBPVP8 ', 'image/webp'],
  ['RIFF\x24\0\0\0WAVEfmt ', 'audio/wav'],
  ['fLaC\0\0\0\x22', 'audio/flac'],
  ['ID3\x04\0', 'audio/mpeg'],
  ['OggS\0\x02', 'audio/ogg'],
  ['BMW,320,5\n', undefined],
  ['5.1,3.5\n', undefined],
  ['{"inputs": "x"}', undefined],
  ['', undefined],
])('%j is %s', (start, type) => {
  const input = evidenceOfBytes(bytes(start))?.input
  expect(input && 'contentType' in input ? input.contentType : undefined).toBe(type)
})

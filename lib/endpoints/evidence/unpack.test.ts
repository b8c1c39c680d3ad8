import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { firstFile } from './unpack'

function entry(name: string, content: string, kind = '0'): Buffer {
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
  header.write(kind, 156)
  header.write('ustar\x0000', 257)
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512)
  body.write(content)
  return Buffer.concat([header, body])
}
const tar = (...entries: Buffer[]) => gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]))

const negative = entry('a.csv', '1,2')
negative.write('-0000001000\0', 124)

it.each<[string, Uint8Array, string | undefined]>([
  ['plain bytes', Buffer.from('1,2,3'), '1,2,3'],
  ['one file under gzip', gzipSync('1,2,3'), '1,2,3'],
  ['an archive', tar(entry('payload.csv', '1,2,3')), '1,2,3'],
  [
    'an archive with a folder and what macOS adds',
    tar(entry('samples/', '', '5'), entry('samples/._a.csv', 'Mac OS X'), entry('samples/a.csv', '4,5')),
    '4,5',
  ],
  ['an archive without a file', tar(entry('samples/', '', '5')), undefined],
  ['an archive with a size that leads back', tar(negative), undefined],
  ['a broken archive', tar(entry('payload.csv', '1,2,3')).subarray(0, 40), undefined],
])('of %s', (_, bytes, text) => {
  const file = firstFile(bytes)
  expect(file && new TextDecoder().decode(file)).toBe(text)
})

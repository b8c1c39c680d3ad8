/** A gzip compressed tar archive of one file. https://www.gnu.org/software/tar/manual/html_node/Standard.html */
import { gzipSync } from 'node:zlib'

export function tarGz(name: string, content: string): Buffer {
  const body = Buffer.from(content)
  const header = Buffer.alloc(512)
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`
  header.write(name, 0)
  header.write(octal(0o644, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  header.write(octal(body.length, 12), 124)
  header.write(octal(0, 12), 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  header.write(
    `${octal(
      header.reduce((sum, byte) => sum + byte, 0),
      7,
    )} `,
    148,
  )
  const padding = Buffer.alloc(Math.ceil(body.length / 512) * 512 - body.length)
  return gzipSync(Buffer.concat([header, body, padding, Buffer.alloc(1024)]))
}

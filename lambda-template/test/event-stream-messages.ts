/** Messages of an event stream, as SageMaker sends them. */
import { crc32 } from 'node:zlib'

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** A byte for the name's length, the name, 7 for a string, two bytes for the value's length, the value. */
const header = ([name, value]: [string, string]): Buffer =>
  Buffer.from(
    `${String.fromCharCode(name.length)}${name}\x07\x00${String.fromCharCode(value.length)}${value}`,
    'latin1',
  )

function message(headers: Record<string, string>, payload: Buffer): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(header))
  const prelude = Buffer.concat([uint32(16 + head.length + payload.length), uint32(head.length)])
  const checked = Buffer.concat([prelude, uint32(crc32(prelude)), head, payload])
  return Buffer.concat([checked, uint32(crc32(checked))])
}

export const partMessage = (text: string): Buffer =>
  message(
    { ':event-type': 'PayloadPart', ':content-type': 'application/octet-stream', ':message-type': 'event' },
    Buffer.from(text),
  )

export const exceptionMessage = (type: string, value: object): Buffer =>
  message(
    { ':exception-type': type, ':content-type': 'application/json', ':message-type': 'exception' },
    Buffer.from(JSON.stringify(value)),
  )

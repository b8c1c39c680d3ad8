/**
 * AWS's event stream: what a streaming answer's body is made of. Each message has its length, the length of its headers,
 * a CRC-32 of these two, headers, payload, and a CRC-32 of all before it; numbers are big-endian.
 * https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html#streaming-event-stream
 */
import { crc32 } from 'node:zlib'

const stringType = 7

function header(name: string, value: string): Buffer {
  const bytes = Buffer.from(value)
  const head = Buffer.from([name.length, ...Buffer.from(name), stringType, bytes.length >> 8, bytes.length & 0xff])
  return Buffer.concat([head, bytes])
}

function message(headers: Record<string, string>, payload: Buffer): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => header(name, value)))
  const frame = Buffer.alloc(16 + head.length + payload.length)
  frame.writeUInt32BE(frame.length, 0)
  frame.writeUInt32BE(head.length, 4)
  frame.writeUInt32BE(crc32(frame.subarray(0, 8)), 8)
  head.copy(frame, 12)
  payload.copy(frame, 12 + head.length)
  frame.writeUInt32BE(crc32(frame.subarray(0, -4)), frame.length - 4)
  return frame
}

/** A member of the stream that is its payload's bytes: `PayloadPart`, `PayloadChunk`. */
export const bytesEvent = (type: string, payload: Buffer): Buffer =>
  message({ ':event-type': type, ':content-type': 'application/octet-stream', ':message-type': 'event' }, payload)

/** A member of the stream with members of its own: `InvokeComplete`. */
export const jsonEvent = (type: string, value: object): Buffer =>
  message(
    { ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' },
    Buffer.from(JSON.stringify(value)),
  )

/** An error that the operation models for its stream; it is the last message. */
export const exceptionEvent = (type: string, value: object): Buffer =>
  message(
    { ':exception-type': type, ':content-type': 'application/json', ':message-type': 'exception' },
    Buffer.from(JSON.stringify(value)),
  )

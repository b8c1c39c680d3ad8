/**
 * AWS's event stream, message by message: lengths, headers, payload, each half with its CRC-32; numbers are big-endian.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_ResponseStream.html
 */
import { crc32 } from 'node:zlib'

export interface StreamMessage {
  /** By name, without types: all that SageMaker sends are strings. */
  headers: Record<string, string>
  payload: Uint8Array
}

/** Length, length of the headers, checksum of these two. */
const preludeBytes = 12
const checksumBytes = 4
/** No message of AWS's is longer; more means that the bytes are no event stream. */
const maxMessageBytes = 24 * 1024 * 1024
const stringType = 7

/** @throws where the bytes are no event stream, or end within a message */
export async function* readMessages(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<StreamMessage> {
  let kept = Buffer.alloc(0)
  for await (const chunk of bytes) {
    kept = kept.length === 0 ? Buffer.from(chunk) : Buffer.concat([kept, chunk])
    while (kept.length >= preludeBytes) {
      const length = kept.readUInt32BE(0)
      check(kept, preludeBytes - checksumBytes)
      if (length < preludeBytes + checksumBytes || length > maxMessageBytes) throw new Error('No event stream')
      if (kept.length < length) break
      yield readMessage(kept.subarray(0, length))
      kept = kept.subarray(length)
    }
  }
  if (kept.length > 0) throw new Error('The event stream ends within a message')
}

function readMessage(bytes: Buffer): StreamMessage {
  check(bytes, bytes.length - checksumBytes)
  const headersEnd = preludeBytes + bytes.readUInt32BE(4)
  if (headersEnd > bytes.length - checksumBytes) throw new Error('No event stream')
  return {
    headers: readHeaders(bytes.subarray(preludeBytes, headersEnd)),
    payload: bytes.subarray(headersEnd, bytes.length - checksumBytes),
  }
}

function check(bytes: Buffer, end: number): void {
  if (crc32(bytes.subarray(0, end)) !== bytes.readUInt32BE(end))
    throw new Error('A checksum of the event stream is wrong')
}

function readHeaders(bytes: Buffer): Record<string, string> {
  const headers: Record<string, string> = {}
  let at = 0
  while (at < bytes.length) {
    const nameEnd = at + 1 + bytes.readUInt8(at)
    if (bytes.readUInt8(nameEnd) !== stringType) throw new Error('A header of the event stream is no string')
    const valueEnd = nameEnd + 3 + bytes.readUInt16BE(nameEnd + 1)
    headers[bytes.toString('utf8', at + 1, nameEnd)] = bytes.toString('utf8', nameEnd + 3, valueEnd)
    at = valueEnd
  }
  return headers
}

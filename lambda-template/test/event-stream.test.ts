import { describe, expect, it } from 'vitest'
import { readMessages } from '../src/event-stream'
import { exceptionMessage, partMessage } from './event-stream-messages'

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: Uint8Array, size = bytes.length) {
  const messages = []
  for await (const message of readMessages(inPieces(bytes, size))) messages.push(message)
  return messages
}

/** By EventStreamCodec of the SDK for JavaScript. */
const writtenByAws =
  'AAAAeAAAAFm+N503CzpldmVudC10eXBlBwALUGF5bG9hZFBhcnQNOmNvbnRlbnQtdHlwZQcAGGFwcGxpY2F0aW9uL29jdGV0LXN0cmVhbQ06bWVzc2FnZS10eXBlBwAFZXZlbnRkYXRhOiB6d2VpIMO8CgrC2s8M'

const parts = ['one', '', 'zwei ü', 'x'.repeat(70_000)]
const stream = Buffer.concat(parts.map((part) => partMessage(part)))

describe('an event stream', () => {
  it.each([1, 7, 100, 65_536, stream.length])('is read whole, in pieces of %i bytes', async (size) => {
    const messages = await read(stream, size)
    expect(messages.map(({ payload }) => Buffer.from(payload).toString('utf8'))).toEqual(parts)
    expect(messages[0]?.headers).toEqual({
      ':event-type': 'PayloadPart',
      ':content-type': 'application/octet-stream',
      ':message-type': 'event',
    })
  })

  it("is what AWS's own codec writes", async () => {
    const bytes = Buffer.from(writtenByAws, 'base64')
    const [message] = await read(bytes)
    expect(Buffer.from(message?.payload ?? []).toString()).toBe('data: zwei ü\n\n')
    expect(partMessage('data: zwei ü\n\n')).toEqual(bytes)
  })

  it('has exceptions as messages', async () => {
    const [message] = await read(exceptionMessage('ModelStreamError', { ErrorCode: 'StreamBroken' }))
    expect(message?.headers[':exception-type']).toBe('ModelStreamError')
    expect(JSON.parse(Buffer.from(message?.payload ?? []).toString())).toEqual({ ErrorCode: 'StreamBroken' })
  })

  it('can be empty', async () => expect(await read(Buffer.alloc(0), 1)).toEqual([]))

  const flipped = (at: number) => {
    const bytes = Buffer.from(partMessage('hello'))
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return bytes
  }
  it.each<[string, Uint8Array, RegExp]>([
    ['a length that is wrong', flipped(3), /checksum/],
    ['a header that is wrong', flipped(20), /checksum/],
    ['a payload that is wrong', flipped(partMessage('hello').length - 6), /checksum/],
    ['something else', Buffer.from('{"message":"not an event stream"}'), /checksum/],
    ['an end within a message', partMessage('hello').subarray(0, -1), /ends within/],
    ['an end within a prelude', partMessage('hello').subarray(0, 5), /ends within/],
  ])('with %s is refused', async (_, bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(message)
  })
})

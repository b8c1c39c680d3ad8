/** The messages of an event stream, as far as the oracle needs it: which member of the stream each is, and its payload. */
export interface StreamedEvent {
  /** `PayloadPart`, or the name of the error that ended the stream. */
  type: string
  json?: unknown
}

/** Reads whole messages; the SDK checks their checksums. */
export function readEvents(bytes: Buffer): StreamedEvent[] {
  const events: StreamedEvent[] = []
  for (let at = 0; at + 16 <= bytes.length; at += bytes.readUInt32BE(at)) {
    const length = bytes.readUInt32BE(at)
    const headersEnd = at + 12 + bytes.readUInt32BE(at + 4)
    const headers = readHeaders(bytes.subarray(at + 12, headersEnd))
    const payload = bytes.subarray(headersEnd, at + length - 4)
    events.push({
      type: headers[':event-type'] ?? headers[':exception-type'] ?? '',
      ...(headers[':content-type'] === 'application/json' ? { json: JSON.parse(payload.toString('utf8')) } : {}),
    })
  }
  return events
}

/** All are strings: name length, name, type, value length, value. */
function readHeaders(bytes: Buffer): Record<string, string> {
  const headers: Record<string, string> = {}
  let at = 0
  while (at < bytes.length) {
    const nameEnd = at + 1 + bytes.readUInt8(at)
    const valueEnd = nameEnd + 3 + bytes.readUInt16BE(nameEnd + 1)
    headers[bytes.toString('utf8', at + 1, nameEnd)] = bytes.toString('utf8', nameEnd + 3, valueEnd)
    at = valueEnd
  }
  return headers
}

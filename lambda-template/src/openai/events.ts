/**
 * The events of a stream, given on whole: a stream that breaks off ends between two events, so that the error's own event can
 * follow. https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
import type { Failure } from '../errors'
import type { Events } from '../front'
import { refuse } from './errors'

/** What no stream of events begins with is a whole answer: giving it on as a stream would fake one. */
export async function eventsOf(parts: AsyncIterable<Uint8Array>): Promise<Events> {
  const source = parts[Symbol.asyncIterator]()
  const begun: Uint8Array[] = []
  let head = ''
  // A byte order mark and blank lines can come first; longer than a field's name is no beginning.
  try {
    while (head.length < 'event:'.length) {
      const next = await source.next()
      if (next.done) break
      begun.push(next.value)
      head = new TextDecoder().decode(Buffer.concat(begun)).trimStart()
    }
  } catch (error) {
    // What breaks off before its form is known is a failure as any other.
    if (error instanceof Error && 'failure' in error) return { ok: false, failure: error.failure as Failure }
    throw error
  }
  if (!/^(data:|event:|id:|retry:|:)/.test(head)) {
    await source.return?.()
    return refuse(
      'The container of this model gave its answer as a whole, so it cannot be streamed. Call it with `stream: false`.',
      'stream',
    )
  }
  return { ok: true, contentType: 'text/event-stream', parts: wholeEvents(begun, source) }
}

async function* wholeEvents(begun: Uint8Array[], source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let kept = Buffer.alloc(0)
  try {
    for (let next = { value: Buffer.concat(begun) as Uint8Array, done: false as boolean | undefined }; !next.done; ) {
      kept = Buffer.concat([kept, next.value])
      const end = endOfEvents(kept)
      if (end > 0) yield kept.subarray(0, end)
      kept = kept.subarray(end)
      next = (await source.next()) as typeof next
    }
    if (kept.length > 0) yield kept
  } finally {
    await source.return?.()
  }
}

/** The place behind the last blank line; 0 if there is none. */
const endOfEvents = (bytes: Buffer): number =>
  Math.max(
    ...['\n\n', '\r\n\r\n', '\r\r'].map((blank) => {
      const at = bytes.lastIndexOf(blank)
      return at < 0 ? 0 : at + blank.length
    }),
  )

/** Server-sent events, as they come: chunks end anywhere, in the middle of a line too. */
import { createParser } from 'eventsource-parser'

/**
 * Feed it text; it gives the data of every event that is whole by now. The parser looks through the rest of a chunk for the
 * nearest CR at each LF, and for the nearest LF at each CR, so it gets text with one kind of line end: then its time is linear.
 */
export function sseReader(): (chunk: string) => string[] {
  let events: string[] = []
  let afterCr = false
  const { feed } = createParser({ onEvent: ({ data }) => events.push(data) })
  return (chunk) => {
    events = []
    if (chunk === '') return events
    // An LF that belongs to the CR before can begin this chunk.
    const text = afterCr && chunk.startsWith('\n') ? chunk.slice(1) : chunk
    afterCr = chunk.endsWith('\r')
    feed(text.replace(/\r\n?/g, '\n'))
    return events
  }
}

/** The data of every event of a whole body; a last one without its empty line counts, as a cut stream is still worth showing. */
export const sseEvents = (text: string): string[] => sseReader()(`${text}\n\n`)

interface Chunk {
  choices?: { delta?: { content?: unknown }; message?: { content?: unknown }; text?: unknown }[]
  token?: { text?: unknown; special?: unknown }
}

/** The words that one event adds: OpenAI's `chat.completion.chunk`, a completion's, or a TGI token. */
export function deltaOf(data: string): string {
  if (data.trim() === '[DONE]') return ''
  let chunk: Chunk | null
  try {
    chunk = JSON.parse(data) as Chunk | null
  } catch {
    return ''
  }
  const choice = chunk?.choices?.[0]
  const words = choice?.delta?.content ?? choice?.message?.content ?? choice?.text
  if (typeof words === 'string') return words
  return chunk?.token && chunk.token.special !== true && typeof chunk.token.text === 'string' ? chunk.token.text : ''
}

interface Completion {
  choices?: { message?: { content?: unknown }; text?: unknown }[]
  generated_text?: unknown
}

/** What a chat model said, from a whole body: a stream's, a `chat.completion`, or `generated_text`. */
export function replyOf(text: string, contentType: string): string | undefined {
  if (contentType.startsWith('text/event-stream')) return sseEvents(text).map(deltaOf).join('')
  try {
    const value = [JSON.parse(text)].flat()[0] as Completion | null
    const choice = value?.choices?.[0]
    const words = choice?.message?.content ?? choice?.text ?? value?.generated_text
    return typeof words === 'string' ? words : undefined
  } catch {
    return undefined
  }
}

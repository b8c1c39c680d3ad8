/** Calls the public API from this browser, as a customer's page would. */
import { deltaOf, sseReader } from '@/lib/model/predictions/bodies/sse'
import type { Call, CallOutcome, CallResponse } from './call'
import { follow, type Waiting } from './follow'
import { readBody } from './read-body'

/** No gateway of ours waits longer than 61 s; a little later it is the network. A stream that has begun can take its time. */
const timeoutMs = 65_000

interface Listeners {
  /** Called with all words so far, each time some came. */
  onWords?: (words: string) => void
  /** Called before each pause of a request that is answered later. */
  onWait?: (waiting: Waiting) => void
}

/** @returns undefined where the caller changed its mind; of a request that is answered later, the answer */
export async function sendCall(
  call: Call,
  signal: AbortSignal,
  { onWords = () => {}, onWait = () => {} }: Listeners = {},
): Promise<CallOutcome | undefined> {
  const outcome = await sendOnce(call, signal, onWords)
  return follow(outcome, call, { signal, onWait, sendOnce })
}

async function sendOnce(
  call: Call,
  signal: AbortSignal,
  onWords: (words: string) => void = () => {},
): Promise<CallOutcome | undefined> {
  const { method, url, body, contentType = 'text/csv', accept, headers, notSent } = call
  if (notSent) return { kind: 'unreachable', timedOut: false, latencyMs: 0, why: notSent }
  const begun = performance.now()
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), timeoutMs)
  try {
    const response = await fetch(url, {
      method,
      body,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': contentType }),
        ...(accept ? { accept } : {}),
      },
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.any([signal, deadline.signal]),
    })
    const header = (name: string) => response.headers.get(name) ?? undefined
    const streams = response.ok && header('content-type')?.startsWith('text/event-stream')
    if (streams) clearTimeout(timer)
    const read = streams ? await readEvents(response, begun, onWords) : await readBody(response)
    const reply: CallResponse = {
      kind: 'response',
      status: response.status,
      contentType: header('content-type') ?? '',
      ...read,
      latencyMs: performance.now() - begun,
      serverTiming: response.headers.get('server-timing'),
      errorType: header('x-amzn-errortype'),
      requestId: header('x-amzn-requestid'),
      retryAfter: header('retry-after'),
    }
    call.onResponse?.(call, reply)
    return reply
  } catch {
    if (signal.aborted) return undefined
    return { kind: 'unreachable', timedOut: deadline.signal.aborted, latencyMs: performance.now() - begun }
  } finally {
    clearTimeout(timer)
  }
}

/** The body as it came; its words are passed on as they come. */
async function readEvents(response: Response, begun: number, onWords: (words: string) => void) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const eventsOf = sseReader()
  let text = ''
  let words = ''
  let firstTokenMs: number | undefined
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    text += chunk.value
    const more = eventsOf(chunk.value).map(deltaOf).join('')
    if (more === '') continue
    firstTokenMs ??= performance.now() - begun
    words += more
    onWords(words)
  }
  return { text, firstTokenMs }
}

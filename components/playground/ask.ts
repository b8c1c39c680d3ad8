/** Calls the public URL from this browser, as a customer's page would. */
import { deltaOf, sseReader } from '@/lib/predictions/sse'
import { follow, type Waiting } from './follow'
import { readBody } from './read-body'

export interface Call {
  method: 'GET' | 'POST'
  url: string
  /** POST only: CSV, JSON, or a file's bytes. */
  body?: string | Blob
  /** Of the body; text/csv where nothing is said. */
  contentType?: string
  accept?: string
  /** What else the URL asks of its callers. */
  headers?: Record<string, string>
  /** Gives another call to the same URL what it asks of callers. */
  again?: (call: Call) => Call | Promise<Call>
  /** Told of each answer to it. */
  onAnswer?: (call: Call, answer: Answer) => void
  /** It is not sent, and this is why. */
  notSent?: NotSent
}

export interface NotSent {
  title: string
  cause: string
  remedy: string
}

export interface Answer {
  kind: 'answer'
  status: number
  contentType: string
  text: string
  /** Out of the history, where the text is a stream's words put together. */
  isAssembled?: boolean
  /** The body's bytes, where it is a picture. */
  image?: Blob
  /** From the request's start to the last byte, as this browser saw it. */
  latencyMs: number
  /** Of an answer in events: from the request's start to the first words. */
  firstTokenMs?: number
  serverTiming: string | null
  /** AWS's own name of a gateway error. */
  errorType?: string
  requestId?: string
  retryAfter?: string
}

export type Asked = Answer | { kind: 'unreachable'; timedOut: boolean; latencyMs: number; why?: NotSent }

/** No gateway of ours waits longer than 61 s; a little later it is the network. A stream that has begun may take its time. */
const timeoutMs = 65_000

interface Listeners {
  /** Told of all words so far, each time some came. */
  onWords?: (words: string) => void
  /** Told, before each pause, of a request that is answered later. */
  onWait?: (waiting: Waiting) => void
}

/** @returns undefined where the caller changed its mind; of a request that is answered later, the answer */
export async function ask(
  call: Call,
  signal: AbortSignal,
  { onWords = () => {}, onWait = () => {} }: Listeners = {},
): Promise<Asked | undefined> {
  const asked = await askOnce(call, signal, onWords)
  return follow(asked, call, { signal, onWait, askOnce })
}

async function askOnce(
  call: Call,
  signal: AbortSignal,
  onWords: (words: string) => void = () => {},
): Promise<Asked | undefined> {
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
    const answer: Answer = {
      kind: 'answer',
      status: response.status,
      contentType: header('content-type') ?? '',
      ...read,
      latencyMs: performance.now() - begun,
      serverTiming: response.headers.get('server-timing'),
      errorType: header('x-amzn-errortype'),
      requestId: header('x-amzn-requestid'),
      retryAfter: header('retry-after'),
    }
    call.onAnswer?.(call, answer)
    return answer
  } catch {
    if (signal.aborted) return undefined
    return { kind: 'unreachable', timedOut: deadline.signal.aborted, latencyMs: performance.now() - begun }
  } finally {
    clearTimeout(timer)
  }
}

/** The body as it came; its words are told as they come. */
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

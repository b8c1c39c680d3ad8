/**
 * The function where it streams: the same requests and refusals, and the model's answer goes on while it comes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
import { once } from 'node:events'
import type { ResponseStream } from './awslambda'
import { type Failure, onlyStreamed } from './errors'
import { readEvent } from './event'
import type { Below } from './front'
import { type CallModel, callWhole, handlerWith, type LambdaContext, logLine, respond } from './handler'
import { invokeStreaming, StreamFailure } from './invoke-streaming'

/**
 * The same function is reached by a gateway that streams and, while a deploy switches from one to the other, by a test or
 * by hand, as a whole. The gateway that streams says so by a variable of its stage, which nobody else can set.
 */
export const streamingHandlerWith =
  (below: Below = {}) =>
  async (event: unknown, stream: ResponseStream, context: LambdaContext): Promise<void> => {
    if (readEvent(event)?.stageVariables.transferMode === 'STREAM')
      return respondStreaming(event, stream, context, below)
    stream.setContentType('application/json')
    stream.end(JSON.stringify(await handlerWith(below)(event, context)))
  }

export const streamingHandler = streamingHandlerWith()

async function respondStreaming(
  event: unknown,
  stream: ResponseStream,
  context: LambdaContext,
  { frontOf, mcp }: Below,
): Promise<void> {
  const front = frontOf?.(true)
  let brokenOff = errorEvent
  const gone = goneSignal(stream)
  const callModel: CallModel = async (request, settings, deadlineMs, form) => {
    if (request.normalised === 'requested') return { ok: false, failure: onlyStreamed }
    if (form?.whole) return callWhole(request, settings, deadlineMs, form)
    const invoked = await invokeStreaming(request, settings.endpointName, deadlineMs, process.env, gone)
    const given = invoked.ok && form?.events ? await form.events(invoked.parts) : invoked
    if (!given.ok) return given
    if (front && form?.events) brokenOff = front.brokenOff
    const headers = { 'Content-Type': given.contentType }
    return {
      ok: true,
      response: { statusCode: 200, headers, body: '', isBase64Encoded: false },
      parts: given.parts,
    }
  }
  const { response, parts, ...facts } = await respond(event, context, callModel, { front, mcp })
  const { statusCode, headers, body } = response
  const out = awslambda.HttpResponseStream.from(stream, { statusCode, headers })
  // The first write, even of nothing, sends status and headers.
  out.write(body)
  const failure = parts && (await pipe(parts, out, gone))
  if (failure && /^text\/event-stream\b/i.test(headers['Content-Type'] ?? '')) {
    out.write(brokenOff(failure, facts.requestId))
  }
  const ended = { ...facts, detail: failure?.detail ?? facts.detail }
  logLine(ended, gone.aborted ? 'caller_left' : (failure?.code ?? facts.code), statusCode)
  out.end()
}

/** @returns what broke the answer off, if anything did; a caller who left is no failure */
async function pipe(
  parts: AsyncIterable<Uint8Array>,
  out: ResponseStream,
  gone: AbortSignal,
): Promise<Failure | undefined> {
  try {
    for await (const part of parts) {
      if (!out.write(part)) await once(out, 'drain', { signal: gone })
    }
    return undefined
  } catch (error) {
    if (gone.aborted) return undefined
    if (error instanceof StreamFailure) return error.failure
    throw error
  }
}

/** The blank lines end whatever event the model was in the middle of. */
const errorEvent = ({ code, message }: Failure, requestId: string): string =>
  `\n\nevent: error\ndata: ${JSON.stringify({ code, message, requestId })}\n\n`

function goneSignal(stream: ResponseStream): AbortSignal {
  const gone = new AbortController()
  stream.once('close', () => {
    if (!stream.writableFinished) gone.abort()
  })
  stream.once('error', () => gone.abort())
  return gone.signal
}

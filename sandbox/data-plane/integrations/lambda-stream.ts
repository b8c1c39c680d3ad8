/**
 * Lambda proxy integrations in transfer mode STREAM: status and headers as JSON, eight zero bytes, then the body as it comes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
import { AwsError } from '../../kernel/errors'
import type { World } from '../../kernel/types'
import type { InvokeRequest } from '../../services/lambda/invoke'
import { type StreamedFunction, streamFunction } from '../../services/lambda/stream'
import { errors, type GatewayError } from '../gateway-errors'
import type { InvokeUrlResponse, Trace } from '../types'
import { functionFailed, malformed, responseHeaders, uncallable } from './lambda-outcome'
import { readResponse } from './proxy-response'

const delimiter = Buffer.alloc(8)
/** Within so much the delimiter has to come. */
const maxMetadataBytes = 16 * 1024
/** Applies to a Regional API. https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html */
const idleMs = 5 * 60_000

interface Limits {
  timeoutInMillis: number
  signal?: AbortSignal
}

export async function respondByStream(
  world: World,
  invocation: InvokeRequest,
  { timeoutInMillis, signal }: Limits,
  trace: Trace,
): Promise<InvokeUrlResponse | GatewayError> {
  const late = AbortSignal.timeout(timeoutInMillis)
  const given = AbortSignal.any(signal ? [signal, late] : [late])
  const streamed = streamFunction(world, invocation, given)
  const pieces = untilIdle(streamed.bytes, given, idleMs / world.options.timeScale)
  const begun = Date.now()
  try {
    const head = await readHead(pieces)
    if (head) {
      const response = readResponse(head.metadata)
      if (!response) return malformed(trace)
      trace.integrationMs = Date.now() - begun
      trace.integrationStatus = 200
      trace.log(`Received response. Status: 200, Integration latency: ${trace.integrationMs} ms`)
      return {
        status: response.statusCode,
        headers: responseHeaders(response, trace),
        body: bodyOf(head.rest, pieces, streamed),
      }
    }
    const ended = await streamed.ended
    return ended.functionError ? functionFailed(trace) : malformed(trace)
  } catch (error) {
    if (error instanceof AwsError) return uncallable(error, trace)
    if (!(error instanceof Interrupted)) throw error
    trace.log('Execution failed due to a timeout error')
    return errors.timeout
  }
}

/** Nothing came for too long, the time was up, or the caller left. */
class Interrupted extends Error {}

async function* untilIdle(bytes: AsyncIterable<Buffer>, given: AbortSignal, limitMs: number): AsyncGenerator<Buffer> {
  const pieces = bytes[Symbol.asyncIterator]()
  let stop: (error: Error) => void = () => {}
  const stopped = new Promise<never>((_, reject) => {
    stop = reject
  })
  stopped.catch(() => {})
  const onAbort = () => stop(new Interrupted())
  given.addEventListener('abort', onAbort)
  if (given.aborted) onAbort()
  try {
    while (true) {
      const timer = setTimeout(onAbort, limitMs)
      const piece = await Promise.race([pieces.next(), stopped]).finally(() => clearTimeout(timer))
      if (piece.done) return
      yield piece.value
    }
  } finally {
    given.removeEventListener('abort', onAbort)
  }
}

/** Undefined where the function ended, or wrote too much, before the delimiter. */
async function readHead(pieces: AsyncGenerator<Buffer>): Promise<{ metadata: string; rest: Buffer } | undefined> {
  let read = Buffer.alloc(0)
  while (read.length <= maxMetadataBytes) {
    const piece = await pieces.next()
    if (piece.done) return undefined
    read = Buffer.concat([read, piece.value])
    const at = read.indexOf(delimiter)
    if (at >= 0) return { metadata: read.toString('utf8', 0, at), rest: read.subarray(at + delimiter.length) }
  }
  return undefined
}

/** Breaks off where the function fails in the middle: its status is out already, so the connection has to show it. */
async function* bodyOf(
  rest: Buffer,
  pieces: AsyncGenerator<Buffer>,
  { ended }: StreamedFunction,
): AsyncGenerator<Buffer> {
  if (rest.length > 0) yield rest
  yield* pieces
  if ((await ended).functionError) throw new Error('The function failed while it streamed')
}

/**
 * InvokeWithResponseStream: the function's bytes as they come.
 * https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html
 */
import { PassThrough } from 'node:stream'
import { bytesEvent, jsonEvent } from '../../kernel/event-stream'
import { type Operation, StreamResponse, type World } from '../../kernel/types'
import { type InvokeRequest, type InvokeResponse, invokeFunction } from './invoke'

/** 200 MB streamed: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const streamLimit = 200 * 1024 * 1024

export interface StreamedFunction {
  /** Ends where the function ends, whether well or not. */
  bytes: AsyncIterable<Buffer>
  /** Once the function has ended: how. Rejects where it could not be run at all. */
  ended: Promise<InvokeResponse>
  /** The version that runs; empty until it does. */
  version(): string
}

/** @param signal aborted once nobody reads any more */
export function streamFunction(
  world: World,
  request: Omit<InvokeRequest, 'sink'>,
  signal: AbortSignal,
): StreamedFunction {
  const bytes = new PassThrough()
  const full = new AbortController()
  let version = ''
  let size = 0
  const sink = {
    version(executed: string) {
      version = executed
    },
    chunk(chunk: Buffer) {
      size += chunk.length
      if (size > streamLimit) full.abort()
      else bytes.write(chunk)
    },
    signal: AbortSignal.any([signal, full.signal]),
  }
  const ended = invokeFunction(world, { ...request, sink }).then((response) => {
    // A function that does not stream gives its answer as one piece.
    if (!response.functionError && response.payload.length > 0) bytes.write(response.payload)
    return size > streamLimit ? tooLarge(response) : response
  })
  ended.then(
    () => bytes.end(),
    () => bytes.end(),
  )
  return { bytes, ended, version: () => version }
}

const tooLarge = (response: InvokeResponse): InvokeResponse => ({
  ...response,
  functionError: 'Unhandled',
  payload: Buffer.from(
    JSON.stringify({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size exceeded maximum allowed payload size (${streamLimit} bytes).`,
    }),
  ),
})

export const invokeWithResponseStream: Operation = async (input, call) => {
  const { accountId, region, world, requestId } = call
  const streamed = streamFunction(
    world,
    {
      accountId,
      region,
      functionName: String(input.FunctionName),
      qualifier: input.Qualifier,
      payload: input.Payload as Buffer,
      requestId,
      logTail: input.LogType === 'Tail',
    },
    call.signal,
  )
  const pieces = streamed.bytes[Symbol.asyncIterator]()
  const first = await pieces.next()
  // What could not be run at all is an error of the call, not of its stream.
  if (first.done) await streamed.ended
  return new StreamResponse(
    200,
    { 'content-type': 'application/vnd.amazon.eventstream', 'x-amz-executed-version': streamed.version() },
    eventsOf(streamed, first, pieces),
  )
}

async function* eventsOf(
  { ended }: StreamedFunction,
  first: IteratorResult<Buffer>,
  pieces: AsyncIterator<Buffer>,
): AsyncGenerator<Buffer> {
  for (let piece = first; !piece.done; piece = await pieces.next()) yield bytesEvent('PayloadChunk', piece.value)
  const { functionError, payload, logResult } = await ended
  yield jsonEvent('InvokeComplete', {
    ...(functionError ? { ErrorCode: functionError, ErrorDetails: payload.toString('utf8') } : {}),
    ...(logResult ? { LogResult: logResult } : {}),
  })
}

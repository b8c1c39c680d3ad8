/**
 * InvokeEndpointWithResponseStream: the model's bytes, taken out of the event stream that carries them.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointWithResponseStream.html
 */
import type { Environment } from './environment'
import { type Failure, notFinished, tooSlow } from './errors'
import { readMessages } from './event-stream'
import { explainStream } from './explain'
import { callEndpoint, parseObject, textOf } from './invoke'
import type { ModelRequest } from './request'

/** The answer broke off after its beginning was given on. */
export class StreamFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message)
  }
}

export type InvokedStreaming =
  | { ok: true; contentType: string; parts: AsyncIterable<Uint8Array> }
  | { ok: false; failure: Failure }

/**
 * Settles with the first bytes: what fails before them is a failure as any other. The parts throw `StreamFailure`.
 * @param deadlineMs after so long the model is given up, in the middle of its answer too
 * @param gone aborted once the caller left
 */
export async function invokeStreaming(
  request: ModelRequest,
  endpointName: string,
  deadlineMs: number,
  env: Environment,
  gone: AbortSignal,
): Promise<InvokedStreaming> {
  const late = AbortSignal.timeout(Math.max(0, deadlineMs))
  const called = await callEndpoint(request, endpointName, env, {
    operation: 'invocations-response-stream',
    acceptHeader: 'X-Amzn-SageMaker-Accept',
    deadlineMs,
    signal: AbortSignal.any([late, gone]),
  })
  if (!called.ok) return called
  const { headers, body } = called.response
  const parts = payloads(body, () => (late.aborted ? notFinished(deadlineMs) : explainStream('StreamBroken')))
  try {
    const first = await parts.next()
    const contentType = headers.get('x-amzn-sagemaker-content-type') ?? 'application/octet-stream'
    return { ok: true, contentType, parts: resumed(first, parts) }
  } catch (error) {
    if (!(error instanceof StreamFailure)) throw error
    return { ok: false, failure: late.aborted ? tooSlow(deadlineMs) : error.failure }
  }
}

async function* payloads(body: Response['body'], broken: () => Failure): AsyncGenerator<Uint8Array> {
  if (!body) return
  const messages = readMessages(body)
  while (true) {
    const next = await messages.next().catch(() => {
      throw new StreamFailure(broken())
    })
    if (next.done) return
    const { headers, payload } = next.value
    if (headers[':message-type'] !== 'event') {
      const { ErrorCode } = parseObject(new TextDecoder().decode(payload))
      const name = headers[':exception-type'] ?? headers[':error-code'] ?? ''
      throw new StreamFailure(explainStream(textOf(ErrorCode) ?? name))
    }
    if (headers[':event-type'] === 'PayloadPart') yield payload
  }
}

async function* resumed(
  first: IteratorResult<Uint8Array>,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (first.done) return
  yield first.value
  yield* rest
}

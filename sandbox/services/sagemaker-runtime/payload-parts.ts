/**
 * A container's answer as a stream of payload parts, and what breaks it off.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_ResponseStream.html
 */
import { bytesEvent, exceptionEvent } from '../../kernel/event-stream'
import type { Call } from '../../kernel/types'
import type { ContainerResponse } from '../../models/containers/container'

/**
 * A container that streams has to finish within 8 minutes.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-test-endpoints.html
 */
const streamTimeoutMs = 8 * 60_000

/** The answer once its first piece is there; a container that breaks before it has failed as a whole. */
export async function begun(response: ContainerResponse): Promise<ContainerResponse> {
  const { body } = response
  if (typeof body === 'string' || Buffer.isBuffer(body)) return response
  const pieces = body[Symbol.asyncIterator]()
  const first = await pieces.next()
  return { ...response, body: resumed(first, pieces) }
}

async function* resumed(
  first: IteratorResult<Buffer | string>,
  pieces: AsyncIterator<Buffer | string>,
): AsyncGenerator<Buffer | string> {
  try {
    for (let piece = first; !piece.done; piece = await pieces.next()) yield piece.value
  } finally {
    await pieces.return?.()
  }
}

/** Ends with an error of the stream where the container breaks off or takes too long; in silence where the client left. */
export async function* payloadParts(body: ContainerResponse['body'], call: Call): AsyncGenerator<Buffer> {
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    yield bytesEvent('PayloadPart', Buffer.from(body))
    return
  }
  const pieces = body[Symbol.asyncIterator]()
  const late = AbortSignal.timeout(streamTimeoutMs / call.world.options.timeScale)
  const over = AbortSignal.any([call.signal, late])
  const ended = new Promise<undefined>((resolve) =>
    over.addEventListener('abort', () => resolve(undefined), { once: true }),
  )
  try {
    while (!over.aborted) {
      const piece = await Promise.race([pieces.next(), ended])
      if (piece?.done) return
      if (piece) yield bytesEvent('PayloadPart', Buffer.from(piece.value))
    }
    if (!call.signal.aborted) yield broken('ModelInvocationTimeExceeded', 'The model did not finish in time.')
  } catch {
    yield broken('StreamBroken', 'The connection to the model was closed before its answer was complete.')
  } finally {
    // Not awaited: a container that hangs would hold this back, too.
    pieces.return?.()?.catch(() => {})
  }
}

const broken = (ErrorCode: string, Message: string): Buffer =>
  exceptionEvent('ModelStreamError', { Message, ErrorCode })

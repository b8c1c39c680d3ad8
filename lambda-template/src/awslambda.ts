/**
 * What the Node runtime gives to functions that stream, as far as it is used here.
 * https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html
 */
import type { Writable } from 'node:stream'
import type { LambdaContext } from './handler'

export interface ResponseStream extends Writable {
  setContentType(contentType: string): void
}

type StreamingHandler = (event: unknown, stream: ResponseStream, context: LambdaContext) => Promise<void>

declare global {
  const awslambda: {
    streamifyResponse(handler: StreamingHandler): StreamingHandler
    HttpResponseStream: {
      /** Writes status and headers, and what ends them, before the first write of the body. */
      from(stream: ResponseStream, metadata: { statusCode: number; headers: Record<string, string> }): ResponseStream
    }
  }
}

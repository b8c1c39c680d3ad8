/** Measures every attempt of every call: inside of the SDK's retries, so that a throttle that a retry got over is seen. */
import type { STSClient } from '@aws-sdk/client-sts'
import type { Span } from '@opentelemetry/api'
import { codeOf } from '../../errors'
import { measures } from '../../measures'
import { inSpan, type SpanPlace } from '../../spans'

interface Client {
  config: { serviceId: string }
  middlewareStack: STSClient['middlewareStack']
}

/** Middleware of low priority in this step stands between the retries and the wire: https://github.com/smithy-lang/smithy-typescript/tree/main/packages/middleware-stack */
export function measureAttempts(clients: Client[]): void {
  for (const { config, middlewareStack } of clients) {
    middlewareStack.add(
      (next, { commandName = '' }) => {
        const service = config.serviceId
        const operation = commandName.replace(/Command$/, '')
        return async (args) =>
          inSpan(`${service}.${operation}`, spanOf(service, operation), async (span) => {
            const taker = measures()
            const begunAt = performance.now()
            const note = (result: string) =>
              taker?.awsCall({ service, operation, result, seconds: (performance.now() - begunAt) / 1000 })
            try {
              const response = await next(args)
              noteRequestId(span, response.output)
              note('ok')
              return response
            } catch (error) {
              noteRequestId(span, error)
              note(codeOf(error))
              throw error
            }
          })
      },
      { step: 'finalizeRequest', priority: 'low', name: 'portico-measures' },
    )
  }
}

/** @param of an output or an error of the SDK, which have the metadata of the response alike */
function noteRequestId(span: Span, of: unknown): void {
  const requestId = (of as { $metadata?: { requestId?: string } } | undefined)?.$metadata?.requestId
  if (requestId) span.setAttribute('aws.request_id', requestId)
}

/** https://opentelemetry.io/docs/specs/semconv/cloud-providers/aws-sdk/ */
const spanOf = (service: string, operation: string): SpanPlace => ({
  isCall: true,
  attributes: { 'rpc.system': 'aws-api', 'rpc.service': service, 'rpc.method': operation },
})

/** Measures every attempt of every call: inside of the SDK's retries, so that a throttle that a retry got over is seen. */
import type { STSClient } from '@aws-sdk/client-sts'
import { toFailure } from '../../errors'
import { measures } from '../../measures'

interface Client {
  config: { serviceId: string }
  middlewareStack: STSClient['middlewareStack']
}

/** Middleware of low priority in this step stands between the retries and the wire: https://github.com/smithy-lang/smithy-typescript/tree/main/packages/middleware-stack */
export function measureAttempts(clients: Client[]): void {
  for (const { config, middlewareStack } of clients) {
    middlewareStack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          const taker = measures()
          if (!taker) return next(args)
          const begunAt = performance.now()
          const note = (result: string) =>
            taker.awsCall({
              service: config.serviceId,
              operation: commandName.replace(/Command$/, ''),
              result,
              seconds: (performance.now() - begunAt) / 1000,
            })
          try {
            const response = await next(args)
            note('ok')
            return response
          } catch (error) {
            note(codeOf(error))
            throw error
          }
        },
      { step: 'finalizeRequest', priority: 'low', name: 'portico-measures' },
    )
  }
}

function codeOf(error: unknown): string {
  try {
    return toFailure(error, {}).code
  } catch {
    return 'unexpected'
  }
}

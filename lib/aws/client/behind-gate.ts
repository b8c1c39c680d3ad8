/** Clients of one run: the same connections, credentials and settings, with something between the run and AWS. */
import type { AwsClients } from './create-clients'
import { sharedReadsName } from './shared-reads'
import { withMiddleware } from './with-middleware'

/** @param call sends the request, once for each attempt of the SDK */
export type Gate = <T>(operation: string, call: () => Promise<T>) => Promise<T>

/**
 * The SDK retries outside of the gate, so that a late second attempt passes it too. What a run reads decides what it writes, so
 * none of it is shared.
 */
export function behindGate(clients: AwsClients, gate: Gate): AwsClients {
  const middleware =
    (next: (args: object) => Promise<unknown>, { commandName = '' }: { commandName?: string }) =>
    (args: object) =>
      gate(commandName.replace(/Command$/, ''), () => next(args))
  return withMiddleware(clients, ({ middlewareStack }) => {
    middlewareStack.remove(sharedReadsName)
    middlewareStack.addRelativeTo(middleware as Parameters<typeof middlewareStack.addRelativeTo>[0], {
      relation: 'after',
      toMiddleware: 'retryMiddleware',
      name: 'portico-gate',
    })
  })
}

/**
 * Adds `md/{mark}` to the user agent of each call, so that logs can separate calls of a timer from those of the work.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html
 */
export const marked = (clients: AwsClients, mark: string): AwsClients =>
  withMiddleware(clients, ({ middlewareStack }) => {
    middlewareStack.remove(sharedReadsName)
    middlewareStack.add(
      (next, context) => (args) => {
        context.userAgent = [...(context.userAgent ?? []), [`md/${mark}`]] as typeof context.userAgent
        return next(args)
      },
      { step: 'initialize', name: 'portico-mark' },
    )
  })

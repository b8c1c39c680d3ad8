/** Clients of one run: the same connections, credentials and settings, with something between the run and AWS. */
import type { AwsClients } from './create-clients'

/** @param call sends the request, once for each attempt of the SDK */
export type Gate = <T>(operation: string, call: () => Promise<T>) => Promise<T>

/** The SDK retries outside of the gate, so that a late second attempt passes it too. */
export function behindGate(clients: AwsClients, gate: Gate): AwsClients {
  const middleware =
    (next: (args: object) => Promise<unknown>, { commandName = '' }: { commandName?: string }) =>
    (args: object) =>
      gate(commandName.replace(/Command$/, ''), () => next(args))
  return each(clients, ({ middlewareStack }) =>
    middlewareStack.addRelativeTo(middleware as Parameters<typeof middlewareStack.addRelativeTo>[0], {
      relation: 'after',
      toMiddleware: 'retryMiddleware',
      name: 'portico-gate',
    }),
  )
}

/**
 * Adds `md/{mark}` to the user agent of each call, so that logs can separate calls of a timer from those of the work.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html
 */
export const marked = (clients: AwsClients, mark: string): AwsClients =>
  each(clients, (client) =>
    client.middlewareStack.add(
      (next, context) => (args) => {
        context.userAgent = [...(context.userAgent ?? []), [`md/${mark}`]] as typeof context.userAgent
        return next(args)
      },
      { step: 'initialize', name: 'portico-mark' },
    ),
  )

type Client = AwsClients['sts']

/** A client that stands on the given one, so that it stays an instance of its class, with a middleware stack of its own. */
function own<T extends object>(client: T, change: (client: Client) => void): T {
  const { middlewareStack } = client as unknown as Client
  const copy = Object.create(client, { middlewareStack: { value: middlewareStack.clone() } }) as T
  change(copy as unknown as Client)
  return copy
}

function each({ once, brief, ...rest }: AwsClients, change: (client: Client) => void): AwsClients {
  const all = <T extends Record<string, object>>(clients: T) =>
    Object.fromEntries(Object.entries(clients).map(([name, client]) => [name, own(client, change)])) as T
  return { ...all(rest), once: all(once), brief: all(brief) }
}

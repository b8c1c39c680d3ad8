/** Clients that stand on given ones: the same connections, credentials and settings, with a middleware stack of their own. */
import type { AwsClients } from './create-clients'

type Client = Pick<AwsClients['sts'], 'middlewareStack'> & {
  config: { serviceId: string; region: () => Promise<string> }
}

/** @param change of each client's own stack; the given clients stay as they are */
export function withMiddleware({ once, brief, ...rest }: AwsClients, change: (client: Client) => void): AwsClients {
  const all = <T extends Record<string, object>>(clients: T) =>
    Object.fromEntries(Object.entries(clients).map(([name, client]) => [name, own(client, change)])) as T
  return { ...all(rest), once: all(once), brief: all(brief) }
}

/** A copy stays an instance of its client's class. */
function own<T extends object>(client: T, change: (client: Client) => void): T {
  const { middlewareStack } = client as unknown as Client
  const copy = Object.create(client, { middlewareStack: { value: middlewareStack.clone() } }) as T
  change(copy as unknown as Client)
  return copy
}

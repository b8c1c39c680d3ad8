/** The one place where the console gets AWS clients: one set per region and process. */
import 'server-only'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { config } from '../config'
import type { WiringTarget } from '../wiring/spec'
import { type AwsClients, createClients } from './create-clients'

const cache = new Map<string, AwsClients>()

/** Clients of a region, with credentials from the SDK's default chain. */
export function clientsFor(region: string): AwsClients {
  let clients = cache.get(region)
  if (!clients) {
    clients = createClients({ region, endpointUrl: config().aws.endpointUrl })
    cache.set(region, clients)
  }
  return clients
}

const identitySeconds = 300
let identity: { promise: Promise<{ accountId: string; arn: string; partition: string }>; readAt: number } | undefined

/**
 * The account that the console's own credentials belong to, kept for five minutes; a refusal is not kept.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function callerIdentity(): Promise<{ accountId: string; arn: string; partition: string }> {
  if (identity && Date.now() - identity.readAt < identitySeconds * 1000) return identity.promise
  const promise = readIdentity()
  identity = { promise, readAt: Date.now() }
  promise.catch(() => {
    identity = undefined
  })
  return promise
}

/** Asks AWS itself, each time. */
export async function readIdentity() {
  const { Account, Arn } = await clientsFor(config().aws.regions[0]).sts.send(new GetCallerIdentityCommand({}))
  if (!Account || !Arn) throw new Error('GetCallerIdentity answered without account or ARN')
  return { accountId: Account, arn: Arn, partition: Arn.split(':')[1] ?? 'aws' }
}

export async function targetFor(region: string): Promise<WiringTarget> {
  const { accountId, partition } = await callerIdentity()
  return { accountId, region, partition }
}

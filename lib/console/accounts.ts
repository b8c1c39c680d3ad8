/**
 * The accounts that this console serves, who can deploy in which, and under which role a person's calls run there. AWS is
 * the second lock: where roles are configured, the credentials of whoever can only look cannot write.
 */
import 'server-only'
import type { AwsClients } from '../aws/client/create-clients'
import { sessionNameOf } from '../aws/client/session-name'
import { partitionIn } from '../aws/partition'
import { config } from '../config'
import type { AccountConfig } from '../config/accounts'
import { Refusal } from '../errors'
import { hasRole, isRole, type Person } from '../roles'
import { type ClientSets, callerIdentity, clientsFor } from './clients'

export type ServedAccount = AccountConfig & { partition: string }

/** In the order of the configuration; the first is where a person starts. */
export async function servedAccounts(): Promise<ServedAccount[]> {
  const { accounts, regions, accountName } = config().aws
  if (accounts.length > 0) return Promise.all(accounts.map(withPartition))
  const { accountId, partition } = await callerIdentity()
  return [{ id: accountId, name: accountName, regions, partition }]
}

async function withPartition(account: AccountConfig): Promise<ServedAccount> {
  const arn = account.viewerRole ?? (await callerIdentity()).arn
  return { ...account, partition: partitionIn(arn, account.regions[0] ?? '') }
}

/** Undefined where the console does not serve it. Calls AWS only where no role says which account it is. */
export async function servedAccount(id: string): Promise<ServedAccount | undefined> {
  const { accounts } = config().aws
  const account = accounts.find((one) => one.id === id)
  if (!account) return accounts.length > 0 ? undefined : (await servedAccounts()).find((one) => one.id === id)
  if (!account.viewerRole) {
    const own = await callerIdentity()
    if (own.accountId !== id)
      throw new Refusal({
        code: 'no-role',
        message: `The console has no way into account ${id}.`,
        cause: `Its own credentials belong to ${own.accountId}, and PORTICO_ACCOUNTS names no role there.`,
        remedy: 'Name a viewerRole and a deployerRole of the account, or take it out of PORTICO_ACCOUNTS.',
      })
  }
  return withPartition(account)
}

/** The person as this account takes them: a deployer who cannot deploy here only looks, and `limit` says why. */
export function personIn(person: Person, account: ServedAccount): Person {
  if (!hasRole(person, 'deployer')) return person
  const name = account.name ?? account.id
  const { deployers, viewerRole, deployerRole } = account
  const mayDeploy = (one: string) =>
    isRole(one) ? hasRole(person, one) : one.toLowerCase() === person.email.toLowerCase()
  if (deployers && !deployers.some(mayDeploy))
    return {
      ...person,
      role: 'viewer',
      limit: `You are not allowed to deploy in ${name}. Ask an admin of this console.`,
    }
  if (viewerRole && !deployerRole)
    return { ...person, role: 'viewer', limit: `Nobody deploys in ${name}: the console has no deployer role there.` }
  return person
}

/** Clients for the calls of a person, who is as `personIn` has them. */
export function clientsOf(person: Person, account: ServedAccount, region: string): ClientSets {
  const { id, viewerRole, deployerRole, externalId } = account
  const roleArn = hasRole(person, 'deployer') ? deployerRole : viewerRole
  if (!roleArn) return clientsFor(id, region)
  return clientsFor(id, region, { roleArn, sessionName: sessionNameOf(person.email), externalId })
}

/**
 * Used if there is no person: a share page reads with the console's own credentials, elsewhere under the viewer role. It shares
 * no reads, so that a revoked link is dead at once in every process.
 */
export async function clientsOfShares(
  { id, viewerRole, externalId }: ServedAccount,
  region: string,
): Promise<AwsClients> {
  if (!viewerRole || (await callerIdentity()).accountId === id) return clientsFor(id, region).own
  return clientsFor(id, region, { roleArn: viewerRole, sessionName: 'portico-share', externalId }).own
}

/** For what the console does by itself, under the deployer role; undefined where nobody deploys, or there is no way in. */
export async function clientsOfChores({ id, viewerRole, deployerRole, externalId }: ServedAccount, region: string) {
  if (deployerRole)
    return clientsFor(id, region, { roleArn: deployerRole, sessionName: 'portico-chores', externalId }).own
  return viewerRole || (await callerIdentity()).accountId !== id ? undefined : clientsFor(id, region).own
}

/** What a console page or action stands on: a person, an account and a region that this console serves, and clients. */
import 'server-only'
import type { AwsClients } from '../aws/client/create-clients'
import { isExpected, toFailure } from '../errors'
import type { GuardRails } from '../guard-rails'
import { fail, ok, type Result } from '../result'
import type { Person } from '../roles'
import type { WiringTarget } from '../spec/spec'
import { clientsOf, personIn, servedAccount } from './accounts'
import type { ClientSets } from './clients'

export interface Place {
  account: string
  region: string
}

export interface ConsoleContext {
  /** The person in this account: their role here, and why it is less than elsewhere. */
  person: Person
  target: WiringTarget
  clients: AwsClients
  /** The account's regions. */
  regions: string[]
  /** What the account allows of its public APIs; everything unless given. */
  guardRails?: GuardRails
}

/**
 * Refuses accounts and regions that this console does not serve, whatever a URL or an action's input says.
 * @param reads `shared` for whatever only looks; `own` for all that can write
 */
export async function openContext(
  signedIn: Person,
  place: Place,
  reads: keyof ClientSets,
): Promise<Result<ConsoleContext>> {
  try {
    const account = await servedAccount(place.account)
    if (!account) {
      return fail({
        code: 'unknown-account',
        message: `This console does not serve account ${place.account}.`,
        remedy: 'Open the console from its own address, without an account in it.',
      })
    }
    const { id: accountId, regions, partition, guardRails } = account
    if (!regions.includes(place.region)) {
      return fail({
        code: 'unknown-region',
        message: `This console does not serve ${place.region} of account ${accountId}.`,
        remedy: `Choose one of ${regions.join(', ')}, or add it to the configuration.`,
      })
    }
    const person = personIn(signedIn, account)
    const target = { accountId, region: place.region, partition, roleNames: guardRails?.roleNames }
    return ok({ person, target, clients: clientsOf(person, account, place.region)[reads], regions, guardRails })
  } catch (error) {
    if (!isExpected(error)) throw error
    return fail(toFailure(error, { operation: 'sts:GetCallerIdentity' }))
  }
}

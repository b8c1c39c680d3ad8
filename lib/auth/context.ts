/** What a console page or action stands on: a person, an account and a region that this console serves, and clients. */
import 'server-only'
import { callerIdentity, clientsFor } from '../aws/clients'
import type { AwsClients } from '../aws/create-clients'
import { config } from '../config'
import { isExpected, toFailure } from '../errors'
import { fail, ok, type Result } from '../result'
import type { WiringTarget } from '../wiring/spec'
import type { Person } from './roles'

export interface Place {
  account: string
  region: string
}

export interface ConsoleContext {
  person: Person
  target: WiringTarget
  clients: AwsClients
}

/** Refuses accounts and regions that this console does not serve, whatever a URL or an action's input says. */
export async function openContext(person: Person, place: Place): Promise<Result<ConsoleContext>> {
  const { regions } = config().aws
  if (!regions.includes(place.region)) {
    return fail({
      code: 'unknown-region',
      message: `This console does not serve ${place.region}.`,
      remedy: `Choose one of ${regions.join(', ')}, or add it to PORTICO_REGIONS.`,
    })
  }
  try {
    const { accountId, partition } = await callerIdentity()
    if (accountId !== place.account) {
      return fail({
        code: 'unknown-account',
        message: `This console does not serve account ${place.account}.`,
        remedy: 'Open the console from its own address, without an account in it.',
      })
    }
    return ok({ person, target: { accountId, region: place.region, partition }, clients: clientsFor(place.region) })
  } catch (error) {
    if (!isExpected(error)) throw error
    return fail(toFailure(error, { operation: 'sts:GetCallerIdentity' }))
  }
}

/** The entrance of the share page, which needs no session: the token says where to look, the tags whether it can. */
import 'server-only'
import { config } from '../config'
import { clientsOfShares, servedAccount } from '../console/accounts'
import { readShared, type Shared } from './read-shared'
import { checkShareToken } from './token'

export type Opened = Shared | { state: 'expired' } | { state: 'invalid' }

export async function openShared(token: string): Promise<Opened> {
  const { auth, aws } = config()
  const check = await checkShareToken(auth.secret, token)
  if (check.state !== 'valid') return check
  const { account, region } = check.claims
  const served = await servedAccount(account)
  if (!served?.regions.includes(region)) return { state: 'gone' }
  const target = { accountId: account, region, partition: served.partition, roleNames: served.guardRails?.roleNames }
  const place = {
    clients: await clientsOfShares(served, region),
    target,
    invokeUrlTemplate: aws.invokeUrlTemplate,
    fetch,
  }
  return readShared(place, check.claims)
}

/** What a plan finds out about the user pool that is to guard the URL, where it is in reach. */
import { userPoolExists } from '../../aws/user-pools'
import { factsOf } from '../../errors/facts'
import type { WiringSpec } from '../../spec/spec'
import type { WiringContext } from '../run/context'
import type { Plan } from '../state/plan'

export async function userPoolBlockers(
  { clients, target }: Pick<WiringContext, 'clients' | 'target'>,
  { access }: WiringSpec,
): Promise<Plan['blockers']> {
  if (access.kind !== 'cognito') return []
  const [, , , region, accountId, resource = ''] = access.userPoolArn.split(':')
  // Another account's pool can guard it as well, and cannot be looked at from here.
  if (region !== target.region || accountId !== target.accountId) return []
  const id = resource.replace('userpool/', '')
  try {
    if (await userPoolExists(clients.cognito, id)) return []
  } catch (error) {
    // Who cannot read user pools can still name one.
    if (factsOf(error)) return []
    throw error
  }
  return [
    {
      resource: `User pool ${id}`,
      message: `There is no user pool ${id} in ${target.region}.`,
      remedy: "Choose one of the region's user pools, or correct its ARN.",
    },
  ]
}

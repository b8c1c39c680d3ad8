/** The role: made as the lock of a first deploy, given its permissions, narrowed and taken away last. */

import { type PolicyDocument, samePolicy, trusts } from '../../../aws/iam/policy'
import {
  createRole,
  detachRolePolicy,
  observeRole,
  putBoundary,
  putRolePolicy,
  putTrust,
  removeRole,
  removeRolePolicy,
  tagRole,
} from '../../../aws/iam/role'
import type { ObservedRole } from '../../../aws/types'
import { Refusal } from '../../../errors'
import { belongsTo, rolePolicyName, runTag } from '../../../spec/names'
import { roleThing } from '../../run/lock-things'
import type { StepHandle } from '../../run/progress'
import { birthTags, type Run } from '../../run/run'
import { whileSpreading } from '../../run/while-spreading'
import type { Desired, TrustedService } from '../../state/desired'
import type { Observed } from '../../state/observed'
import { type ResourceApply, skipMissing } from '../apply-resource'
import { removeSecondRole } from './apply-grant'
import { roleChanges, staleRoles } from './plan'
import { handoverPolicy } from './policy'

/**
 * Makes the role, which is the lock: its name is unique in the account, so of two first deploys at once one fails here,
 * before it wrote anything. A role that the person chose is left alone.
 */
export async function lockRole(run: Run, desired: Desired, observed: Observed): Promise<void> {
  const { clients } = run.context
  await run.progress.step('role', async (step) => {
    const { role } = desired
    if (role.kind === 'existing') return step.skip(`${role.arn.split('/').at(-1)} is yours: checked and left alone`)
    if (role.kind === 'none') return step.skip('An address needs no role')
    if (!observed.role) {
      const tags = { ...birthTags(run, desired), ...run.lock.tags }
      const id = await step.write(async () => {
        try {
          return await createRole(clients.once.iam, role, tags)
        } catch (error) {
          if (!(error instanceof Error && /^EntityAlreadyExists/.test(error.name))) throw error
          const found = await observeRole(clients.iam, role.name, role.policyName)
          if (found?.tags[runTag] !== run.id) throw takenJustNow(`Role ${role.name}`)
          return found.id
        }
      })
      run.lock.made(roleThing({ name: role.name, id, tags }))
      run.madeRole = id
      return step.say(role.name)
    }
    const limited = await limit(run, step, role, observed.role)
    if (samePolicy(observed.role.trust, role.trust))
      return limited ? step.say(limited) : step.skip('Trust is up to date')
    const trust = isServiceSwitched(role.trust, observed) ? handoverPolicy(role.trust, observed.role.trust) : role.trust
    if (samePolicy(observed.role.trust, trust)) return step.skip('Trusted already; the rest goes after the switch')
    await step.write(() => putTrust(clients.iam, role.name, trust))
    step.say(`Trust of ${role.name} repaired`)
  })
}

/**
 * Gives a role that is there the boundary that the account wants, before it is given anything else.
 * @returns what was done, in words
 */
async function limit(
  run: Run,
  step: StepHandle,
  { name, boundary }: Extract<Desired['role'], { kind: 'create' }>,
  there: ObservedRole,
): Promise<string | undefined> {
  if (!boundary || there.boundary === boundary) return undefined
  await step.write(() => putBoundary(run.context.clients.iam, name, boundary))
  return `Limited by the permissions boundary ${boundary.split('/').at(-1)}`
}

/** Lambda hands over to the gateway, or the other way round: what answers callers now is assumed until they are switched. */
const isServiceSwitched = (desired: PolicyDocument, { role }: Observed): boolean =>
  services.some((service) => trusts(role?.trust, service) && !trusts(desired, service))

const services: TrustedService[] = ['lambda.amazonaws.com', 'apigateway.amazonaws.com']

export const takenJustNow = (words: string) =>
  new Refusal({
    code: 'busy',
    message: 'Another deploy of this endpoint began a moment ago.',
    cause: `${words} came into being between reading and writing.`,
    remedy: 'Wait until the other deploy is done, then read the plan again: there might be nothing left to do.',
  })

/** What the role can do already it keeps for now: the version that callers reach can need it. `tidy` narrows it. */
export async function putPermissions(run: Run, desired: Desired, observed: Observed): Promise<void> {
  await run.progress.step('role-policy', async (step) => {
    const { role } = desired
    if (role.kind === 'existing') return step.skip('Your role brings its own')
    if (role.kind === 'none') return step.skip('No role is needed')
    const gone = await takePoliciesAway(run, step, observed.role)
    const differs = roleChanges(desired, observed).some((change) => change.field === `policy ${role.policyName}`)
    if (observed.role && !differs) {
      return gone.length > 0 ? step.say(`Taken away: ${gone.join(', ')}`) : step.skip('Up to date')
    }
    const policy = handoverPolicy(role.policy, observed.role?.policy)
    if (samePolicy(observed.role?.policy, policy)) return step.skip('Holds already; the rest goes after the switch')
    // If the role was there before, "cannot be found" means that somebody removed it.
    const rule = observed.role ? undefined : whileSpreading
    await step.write(() => putRolePolicy(run.context.clients.iam, role.name, role.policyName, policy), rule)
    step.say(desired.function ? 'One action on one endpoint, and writing its own log' : 'One action on one endpoint')
  })
}

/** Policies beside our own: one of them can deny what the role is for, so they go before anything is proved. */
export async function takePoliciesAway(run: Run, step: StepHandle, role: ObservedRole | undefined): Promise<string[]> {
  const { iam } = run.context.clients
  const { inline = [], attached = [] } = role?.additions ?? {}
  for (const name of inline) await step.write(() => removeRolePolicy(iam, role?.name ?? '', name))
  for (const arn of attached) await step.write(() => detachRolePolicy(iam, role?.name ?? '', arn))
  return [...inline, ...attached.map((arn) => arn.split('/').at(-1) ?? arn)].map((name) => `policy ${name}`)
}

/** IAM deletes no role that has a policy, whoever gave it. */
export async function takeRoleAway(run: Run, step: StepHandle, role: ObservedRole, ownPolicy: string): Promise<void> {
  const { iam } = run.context.clients
  await takePoliciesAway(run, step, role)
  // Somebody might have written it since it was read.
  await step.write(() => removeRolePolicy(iam, role.name, ownPolicy))
  await run.lock.giveUp(role.name, () => step.write(() => removeRole(iam, role.name), whileSpreading))
}

/** Which of the role's documents allow more than the spec says. */
function tooWide({ role }: Desired, observed: Observed): { policy: boolean; trust: boolean } {
  if (role.kind !== 'create' || !observed.role) return { policy: false, trust: false }
  const policy = observed.role.policy && handoverPolicy(role.policy, observed.role.policy)
  return {
    policy: Boolean(policy && !samePolicy(policy, role.policy)),
    trust: !samePolicy(handoverPolicy(role.trust, observed.role.trust), role.trust),
  }
}

export const roleApply: ResourceApply = {
  tag: (run, { name }, tags) => tagRole(run.context.clients.iam, name, tags),
  respondsStill(desired, observed) {
    const wide = tooWide(desired, observed)
    return wide.policy || wide.trust || staleRoles(desired, observed).length > 0
  },
  async tidy(run, desired, observed, step) {
    const { iam } = run.context.clients
    const { role } = desired
    const wide = tooWide(desired, observed)
    if (role.kind === 'create' && wide.policy)
      await step.write(() => putRolePolicy(iam, role.name, role.policyName, role.policy))
    if (role.kind === 'create' && wide.trust) await step.write(() => putTrust(iam, role.name, role.trust))
    const stale = staleRoles(desired, observed)
    for (const one of stale) await takeRoleAway(run, step, one, rolePolicyName)
    return [...(wide.policy || wide.trust ? ['permissions of before'] : []), ...stale.map(({ name }) => `role ${name}`)]
  },
  async remove(run, endpointName, { role, earlierRoles = [] }, step) {
    const second = await removeSecondRole(run, endpointName, step)
    for (const one of earlierRoles) await takeRoleAway(run, step, one, rolePolicyName)
    const gone = [...(second ? [second] : []), ...earlierRoles.map(({ name }) => name)]
    if (!role || !belongsTo(role.tags, endpointName))
      return gone.length > 0 ? step.say(gone.join(', ')) : skipMissing(step, role)
    await takeRoleAway(run, step, role, rolePolicyName)
    step.say(role.name)
  },
}

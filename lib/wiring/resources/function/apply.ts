/** Branch A: role, log group, function, and the version that callers will reach. */

import { type PolicyDocument, samePolicy, trusts } from '../../../aws/iam/policy'
import { createRole, observeRole, putRolePolicy, putTrust } from '../../../aws/iam/role'
import {
  createFunction,
  observeFunction,
  observeVersion,
  publishVersion,
  removeConcurrencyLimit,
  updateFunctionCode,
  updateFunctionSettings,
} from '../../../aws/lambda/function'
import { withGrant } from '../../../aws/lambda/recorded-role'
import type { ObservedVersion } from '../../../aws/types'
import { Refusal } from '../../../errors'
import { plural } from '../../../plural'
import { belongsTo, publishedBy, runTag } from '../../../spec/names'
import { codeChanged, fits, newestOf, roleChanges, settingsChanges } from '../../plan/diff'
import { roleThing } from '../../run/lock-things'
import { orOurs } from '../../run/or-ours'
import type { StepHandle } from '../../run/progress'
import { birthTags, type Run } from '../../run/run'
import { whileSpreading } from '../../run/while-spreading'
import type { Desired, DesiredWithFunction, TrustedService } from '../../state/desired'
import type { Observed } from '../../state/observed'
import { ensureGroup } from '../log-group/apply'
import { takePoliciesAway } from '../permission/apply'
import { isLost, refuseLostVersion, removeSecondRole, takeSecondRole } from '../role/apply-grant'
import { handoverPolicy } from '../role/policy'

/**
 * Makes the role, which is the lock: its name is unique in the account, so of two first deploys at once one fails here,
 * before it wrote anything. A role that the person chose is left alone.
 */
export async function lockRole(run: Run, desired: Desired, observed: Observed): Promise<void> {
  const { clients } = run.context
  await run.progress.step('role', async (step) => {
    const { role } = desired
    if (role.kind === 'existing') return step.skip(`${role.arn.split('/').at(-1)} is yours: checked and left alone`)
    if (role.kind === 'none') return step.skip('An address is asked without a role')
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
    if (samePolicy(observed.role.trust, role.trust)) return step.skip('Trust is up to date')
    const trust = isServiceSwitched(role.trust, observed) ? handoverPolicy(role.trust, observed.role.trust) : role.trust
    if (samePolicy(observed.role.trust, trust)) return step.skip('Trusted already; the rest goes after the switch')
    await step.write(() => putTrust(clients.iam, role.name, trust))
    step.say(`Trust of ${role.name} repaired`)
  })
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
    remedy: 'Wait until the other deploy is done, then read the plan again: there may be nothing left to do.',
  })

/** What the role may do already it keeps for now: the version that callers reach may need it. `cleanUp` narrows it. */
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
    // Of a role that was there before, "cannot be found" means that somebody removed it.
    const rule = observed.role ? undefined : whileSpreading
    await step.write(() => putRolePolicy(run.context.clients.iam, role.name, role.policyName, policy), rule)
    step.say(desired.function ? 'One action on one endpoint, and writing its own log' : 'One action on one endpoint')
  })
}

export async function ensureLogGroup(run: Run, desired: DesiredWithFunction, observed: Observed): Promise<void> {
  await run.progress.step('log-group', async (step) => {
    if (await ensureGroup(run, desired, step, desired.logGroup, observed.logGroup))
      step.say(plural(desired.logGroup.retentionDays, 'day'))
    else step.skip('Up to date')
  })
}

/**
 * The version that fits the spec: the live one where it does, else one made and published now.
 * @param prove asked of a new version before anyone else reaches it
 */
export async function ensureVersion(
  run: Run,
  desired: DesiredWithFunction,
  observed: Observed,
  prove?: (step: StepHandle, version: string) => Promise<void>,
): Promise<string> {
  return run.progress.step('function', async (step) => {
    if (observed.function?.reservedConcurrency !== undefined) {
      await step.write(() => removeConcurrencyLimit(run.context.clients.lambda, desired.function.name))
    }
    const live = observed.alias?.live
    if (live && fits(desired, live)) {
      if (observed.function && !desired.canary && !fits(desired, observed.function.latest)) {
        await changeLatest(run, desired, observed, step)
        step.say(`$LATEST repaired; callers reach version ${live.version}`)
      } else step.skip(`Version ${live.version} is up to date`)
      return live.version
    }
    const version = observed.function
      ? await changeFunction(run, desired, observed, step)
      : await makeFunction(run, desired, observed, step)
    await ready(run, desired, step, version)
    await prove?.(step, version)
    step.say(`Version ${version} is active`)
    return version
  })
}

/**
 * The second version of a spec with a canary, published and proved before anyone reaches it.
 * @returns undefined where the spec has none
 */
export async function ensureCanary(
  run: Run,
  desired: DesiredWithFunction,
  observed: Observed,
  prove: (step: StepHandle, version: string) => Promise<void>,
): Promise<string | undefined> {
  if (!desired.canary) return undefined
  const next = newestOf(desired)
  return run.progress.step('canary', async (step) => {
    const { canary } = observed.alias ?? {}
    if (canary && fits(next, canary.settled)) {
      step.skip(`Version ${canary.version} is up to date`)
      return canary.version
    }
    const version = await changeFunction(run, next, observed, step)
    await ready(run, next, step, version)
    await prove(step, version)
    step.say(`Version ${version} is active`)
    return version
  })
}

async function makeFunction(
  run: Run,
  desired: DesiredWithFunction,
  observed: Observed,
  step: StepHandle,
): Promise<string> {
  const { lambda, once } = run.context.clients
  const { name } = desired.function
  const fn = {
    ...desired.function,
    description: withGrant(desired.function.description, roleIdOf(run, desired, observed)),
  }
  const version = await step.write(
    () =>
      orOurs(createFunction(once.lambda, fn, birthTags(run, desired)), async () =>
        belongsTo((await observeFunction(lambda, name))?.tags, desired.spec.endpointName),
      ),
    whileSpreading,
  )
  await ready(run, desired, step)
  return version ?? changeFunction(run, desired, observed, step)
}

/** Gives the unique id of the role that the function gets; undefined if the console may not read it. */
function roleIdOf(run: Run, { role }: DesiredWithFunction, observed: Observed): string | undefined {
  if (role.kind === 'create') return run.madeRole ?? observed.role?.id
  const other = role.kind === 'existing' ? observed.otherRoles?.[role.arn] : undefined
  return other === 'gone' ? undefined : other?.id
}

async function changeFunction(
  run: Run,
  desired: DesiredWithFunction,
  observed: Observed,
  step: StepHandle,
): Promise<string> {
  await changeLatest(run, desired, observed, step)
  const { name, codeSha256 } = desired.function
  const description = withGrant(publishedBy(run.context.deployedBy), roleIdOf(run, desired, observed))
  const version = await step.write(() =>
    publishVersion(run.context.clients.once.lambda, name, { codeSha256, description }),
  )
  refuseLostVersion(observed, version)
  return version
}

/** Code, wait, settings, wait: while one change is under way Lambda refuses the next. */
async function changeLatest(
  run: Run,
  desired: DesiredWithFunction,
  observed: Observed,
  step: StepHandle,
): Promise<void> {
  const { lambda } = run.context.clients
  const { name, settings, zip, description } = desired.function
  let latest = await ready(run, desired, step)
  if (codeChanged(desired, latest) || latest.settings.architecture !== settings.architecture) {
    const { revisionId } = latest
    await step.write(
      () => updateFunctionCode(lambda, name, { zip, architecture: settings.architecture, revisionId }),
      whileSpreading,
    )
    latest = await ready(run, desired, step)
  }
  const lost = isLost(observed)
  // Another ARN gets a grant by itself. A canary's version is made of the same $LATEST, which has its grant by then.
  const sameArn = latest.settings.roleArn === settings.roleArn
  if (lost && sameArn && latest.grantedTo !== roleIdOf(run, desired, observed)) {
    await takeSecondRole(run, desired, latest, step)
    latest = await ready(run, desired, step)
  }
  if (settingsChanges(desired, latest).length > 0) {
    const before = latest
    const described = withGrant(description, roleIdOf(run, desired, observed))
    await step.write(() => updateFunctionSettings(lambda, name, settings, before, described), whileSpreading)
    await ready(run, desired, step)
  }
  if (lost) await removeSecondRole(run, desired.spec.endpointName, step)
}

/** Waits as the SDK's FunctionActiveV2 and FunctionUpdatedV2 do. */
async function ready(
  run: Run,
  desired: DesiredWithFunction,
  step: StepHandle,
  qualifier?: string,
): Promise<ObservedVersion> {
  const { name } = desired.function
  const settled = await step.until(
    async () => {
      const version = await observeVersion(run.context.clients.lambda, name, qualifier)
      return version && version.state !== 'Pending' && version.lastUpdateStatus !== 'InProgress' ? version : undefined
    },
    { detail: `Waiting until ${qualifier ? `version ${qualifier}` : 'the function'} is active`, limitMs: 5 * 60_000 },
  )
  if (settled && settled.state !== 'Failed' && settled.lastUpdateStatus !== 'Failed') return settled
  throw new Refusal({
    code: 'function-not-active',
    message: settled ? 'Lambda could not make the function ready.' : 'The function did not become active in 5 minutes.',
    cause: settled?.stateReason ?? settled?.lastUpdateReason,
    remedy: 'Deploy again; if it repeats, remove the wiring and deploy it anew.',
  })
}

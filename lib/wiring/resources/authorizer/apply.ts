/** The authorizer of keys: made before a stage names it, and taken away once no call can reach it. */

import { tagApiResource } from '../../../aws/apigateway/tags'
import { samePolicy } from '../../../aws/iam/policy'
import { createRole, putBoundary, putTrust, readRoleMark, tagRole } from '../../../aws/iam/role'
import {
  createFunction,
  observeFunction,
  removeFunction,
  tagFunction,
  updateFunctionCode,
  updateFunctionSettings,
} from '../../../aws/lambda/function'
import { addPermission, observePermissions, removePermission } from '../../../aws/lambda/permission'
import type { ObservedApi, ObservedFunction } from '../../../aws/types'
import { authorizerSourceArn, belongsTo, restApiArn, rolePolicyName, statementIdOf } from '../../../spec/names'
import { orOurs } from '../../run/or-ours'
import type { StepHandle } from '../../run/progress'
import { birthTags, type Run } from '../../run/run'
import { whileSpreading } from '../../run/while-spreading'
import type { DesiredApi } from '../../state/desired'
import type { Observed } from '../../state/observed'
import { type ResourceApply, skipMissing } from '../apply-resource'
import { untilActive } from '../function/apply-ready'
import { takePoliciesAway, takeRoleAway } from '../role/apply'
import {
  authorizerChanges,
  authorizerIn,
  authorizerRoleChanges,
  authorizerRoleOf,
  isAuthorizerPermitted,
  staleAuthorizer,
  strayAuthorizerPermissions,
} from './compare'
import { authorizerTag, authorizerZip, type DesiredAuthorizer } from './desired'

/**
 * Makes role and function, or repairs them. Nobody can call the function before `permitAuthorizer`.
 * @param api of the endpoint, which is there before its authorizer
 */
export async function ensureAuthorizer(
  run: Run,
  desired: DesiredApi,
  observed: Observed,
  api: ObservedApi,
): Promise<void> {
  const { authorizer } = desired
  if (!authorizer) return
  const { apiGateway } = run.context.clients
  await run.progress.step('authorizer', async (step) => {
    const isWhole = authorizerRoleOf(authorizer, observed) && authorizerIn(observed)?.function
    // The API says that there is an authorizer before there is one, so that it is found whatever happens.
    if (!isWhole && api.tags[authorizerTag] === undefined)
      await step.write(() =>
        tagApiResource(apiGateway, restApiArn(desired.target, api.id), { [authorizerTag]: 'true' }),
      )
    const done = [
      ...(await ensureRole(run, desired, authorizer, observed, step)),
      ...(await ensureFunction(run, desired, authorizer, observed, step)),
    ]
    if (done.length === 0) return step.skip('Up to date')
    step.say(done.join(', '))
  })
}

async function ensureRole(
  run: Run,
  desired: DesiredApi,
  authorizer: DesiredAuthorizer,
  observed: Observed,
  step: StepHandle,
): Promise<string[]> {
  const { iam, once } = run.context.clients
  const { roleName: name, rolePath: path, trust, description, boundary } = authorizer
  const there = authorizerRoleOf(authorizer, observed)
  if (!there) {
    const role = { name, path, trust, description, boundary }
    const isOurs = async () => belongsTo((await readRoleMark(iam, name))?.tags, desired.endpointName)
    await step.write(() => orOurs(createRole(once.iam, role, birthTags(run, desired)), isOurs))
    return ['a role that allows nothing']
  }
  if (authorizerRoleChanges(authorizer, observed).length === 0) return []
  if (boundary && there.boundary !== boundary) await step.write(() => putBoundary(iam, name, boundary))
  if (!samePolicy(there.trust, trust)) await step.write(() => putTrust(iam, name, trust))
  return ['role repaired', ...(await takePoliciesAway(run, step, withOwn(there)))]
}

/** The role has no policy of ours, so one of that name goes like any other. */
const withOwn = <Role extends NonNullable<ReturnType<typeof authorizerRoleOf>>>(role: Role): Role =>
  role.policy === undefined
    ? role
    : { ...role, additions: { ...role.additions, inline: [...(role.additions?.inline ?? []), rolePolicyName] } }

async function ensureFunction(
  run: Run,
  desired: DesiredApi,
  authorizer: DesiredAuthorizer,
  observed: Observed,
  step: StepHandle,
): Promise<string[]> {
  const { lambda, once } = run.context.clients
  const { name, settings, description } = authorizer
  const there = authorizerIn(observed)?.function
  if (!there) {
    const fn = { name, description, settings, zip: authorizerZip(), unversioned: true as const }
    const isOurs = async () => belongsTo((await observeFunction(lambda, name))?.tags, desired.endpointName)
    await step.write(() => orOurs(createFunction(once.lambda, fn, birthTags(run, desired)), isOurs), whileSpreading)
    await ready(run, name, step)
    return [name]
  }
  if (authorizerChanges(authorizer, observed).length === 0) return []
  await changeFunction(run, authorizer, there, step)
  return ['function repaired']
}

/** Code, wait, settings, wait: while one change is under way Lambda refuses the next. */
async function changeFunction(
  run: Run,
  { name, settings, description, codeSha256 }: DesiredAuthorizer,
  there: ObservedFunction,
  step: StepHandle,
): Promise<void> {
  const { lambda } = run.context.clients
  const { architecture } = settings
  let latest = await ready(run, name, step)
  if (there.latest.codeSha256 !== codeSha256 || there.latest.settings.architecture !== architecture) {
    const { revisionId } = latest
    const code = { zip: authorizerZip(), architecture, revisionId }
    await step.write(() => updateFunctionCode(lambda, name, code), whileSpreading)
    latest = await ready(run, name, step)
  }
  const before = latest
  await step.write(() => updateFunctionSettings(lambda, name, settings, before, description), whileSpreading)
  await ready(run, name, step)
}

const ready = (run: Run, functionName: string, step: StepHandle) =>
  untilActive(run, { functionName, what: 'the authorizer' }, step)

/** Allows the API's authorizer to call the function, before a stage names it. */
export async function permitAuthorizer(run: Run, desired: DesiredApi, restApiId: string): Promise<void> {
  const { authorizer, target } = desired
  if (!authorizer) return
  const { lambda } = run.context.clients
  const { name } = authorizer
  await run.progress.step('authorizer-permission', async (step) => {
    const sourceArn = authorizerSourceArn(target, restApiId)
    const isThere = async () => isAuthorizerPermitted(authorizer, await observePermissions(lambda, name), sourceArn)
    if (await isThere()) return step.skip('Up to date')
    const permission = { functionName: name, statementId: statementIdOf(sourceArn), sourceArn }
    await step.write(() => orOurs(addPermission(lambda, permission), isThere), whileSpreading)
    step.say(sourceArn.split(':').at(-1) ?? sourceArn)
  })
}

async function takeAway(
  run: Run,
  { function: fn, roles }: ReturnType<typeof staleAuthorizer>,
  step: StepHandle,
): Promise<string[]> {
  if (fn) await step.write(() => removeFunction(run.context.clients.lambda, fn.name))
  for (const role of roles) await takeRoleAway(run, step, role, rolePolicyName)
  return [...(fn ? [`authorizer ${fn.name}`] : []), ...roles.map(({ name }) => `role ${name}`)]
}

export const authorizerApply: ResourceApply = {
  tag: (run, { type, name, arn }, tags) =>
    type === 'authorizer-role'
      ? tagRole(run.context.clients.iam, name, tags)
      : tagFunction(run.context.clients.lambda, arn, tags),
  respondsStill: (desired, observed) => staleAuthorizer(desired, observed).function !== undefined,
  async tidy(run, desired, observed, step) {
    const { authorizer } = desired
    const gone = await takeAway(run, staleAuthorizer(desired, observed), step)
    const permissions = authorizerIn(observed)?.permissions ?? []
    if (!authorizer || !observed.api || permissions.length === 0) return gone
    const { lambda } = run.context.clients
    const sourceArn = authorizerSourceArn(desired.target, observed.api.id)
    for (const { Sid } of strayAuthorizerPermissions(authorizer, permissions, sourceArn)) {
      await step.write(() => removePermission(lambda, { functionName: authorizer.name, statementId: Sid }))
      gone.push(`permission ${Sid}`)
    }
    return gone
  },
  async remove(run, endpointName, observed, step) {
    const { function: fn, roles = [] } = authorizerIn(observed) ?? {}
    const isOurs = (one: { tags: Record<string, string> } | undefined) => belongsTo(one?.tags, endpointName)
    const gone = await takeAway(run, { function: isOurs(fn) ? fn : undefined, roles: roles.filter(isOurs) }, step)
    if (gone.length === 0) return skipMissing(step, fn ?? roles[0])
    step.say(gone.join(', '))
  },
}

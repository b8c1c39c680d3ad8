/** Takes away what somebody added by hand to resources of ours. */

import { detachRolePolicy, removeRole, removeRolePolicy } from '../../../aws/iam/role'
import { removeFunctionUrl } from '../../../aws/lambda/function-url'
import { removePermission } from '../../../aws/lambda/permission'
import type { ObservedRole } from '../../../aws/types'
import { strayPermissions } from '../../plan/strays'
import type { StepHandle } from '../../run/progress'
import type { Run } from '../../run/run'
import { type Desired, hasFunction } from '../../state/desired'
import type { Observed } from '../../state/observed'

/** Policies beside our own: one of them may deny what the role is for, so they go before anything is proved. */
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
  // Somebody may have written it since it was read.
  await step.write(() => removeRolePolicy(iam, role.name, ownPolicy))
  await run.lock.giveUp(role.name, () => step.write(() => removeRole(iam, role.name)))
}

/** Ways to the function past the gateway. */
export async function takeWaysPastAway(
  run: Run,
  step: StepHandle,
  desired: Desired,
  observed: Observed,
): Promise<string[]> {
  if (!hasFunction(desired)) return []
  const { lambda } = run.context.clients
  const functionName = desired.function.name
  const gone: string[] = []
  for (const { url, qualifier } of observed.functionUrls ?? []) {
    await step.write(() => removeFunctionUrl(lambda, functionName, qualifier))
    gone.push(`function URL ${url}`)
  }
  for (const { statementId, qualifier } of strayPermissions(desired, observed)) {
    await step.write(() => removePermission(lambda, { functionName, qualifier, statementId }))
    gone.push(`permission ${statementId}`)
  }
  return gone
}

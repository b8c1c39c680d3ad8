/**
 * Renews the grant by which a function's role decrypts the variables: the function's role becomes a second one, made for
 * this, and then its own again, as people do it by hand (https://github.com/serverless/examples/issues/279). Only `$LATEST`
 * changes; callers stay with the version that they reach until the next one is proved.
 */

import { createRole, readRoleMark, removeRole } from '../../../aws/iam/role'
import { observeVersion, updateFunctionSettings } from '../../../aws/lambda/function'
import type { ObservedVersion } from '../../../aws/types'
import { Refusal } from '../../../errors'
import { belongsTo } from '../../../spec/names'
import { orOurs } from '../../run/or-ours'
import type { StepHandle } from '../../run/progress'
import { birthTags, type Run } from '../../run/run'
import { whileSpreading } from '../../run/while-spreading'
import type { DesiredWithFunction } from '../../state/desired'
import type { Observed } from '../../state/observed'
import { isGrantLost, type PresentRole, secondRoleOf } from './grant'
import { trustPolicy } from './policy'

export const isLost = ({ function: fn, alias }: Observed): boolean =>
  [fn?.latest, alias?.live, alias?.canary?.settled].some((version) => version?.grantLost !== undefined)

/** Gives `$LATEST` the second role. The caller waits, and sets the desired settings next, the own role among them. */
export async function takeSecondRole(
  run: Run,
  desired: DesiredWithFunction,
  latest: ObservedVersion,
  step: StepHandle,
): Promise<void> {
  const { iam, lambda, once } = run.context.clients
  const own = desired.function.settings.roleArn.split('/').at(-1)
  const { name, path, arn } = secondRoleOf(desired.route.endpointName, run.context.target)
  const boundary = desired.role.kind === 'create' ? desired.role.boundary : undefined
  const made = { name, path, description: `Renews a grant of ${own}, made by Portico`, trust: trustPolicy(), boundary }
  step.say(`${own} was deleted and made again: renewing its grant to the variables`)
  await step.write(() =>
    orOurs(createRole(once.iam, made, birthTags(run, desired)), async () =>
      belongsTo((await readRoleMark(iam, name))?.tags, desired.route.endpointName),
    ),
  )
  const settings = { ...latest.settings, roleArn: arn }
  await step.write(async () => {
    // A second try after a lost answer.
    const now = await observeVersion(lambda, desired.function.name)
    if (now?.settings.roleArn === settings.roleArn) return
    await updateFunctionSettings(lambda, desired.function.name, settings, latest, desired.function.description)
  }, whileSpreading)
}

/**
 * Before the new version is published, so that a deploy which broke off comes here again.
 * @returns the role's name if it was there
 */
export async function removeSecondRole(run: Run, endpointName: string, step: StepHandle): Promise<string | undefined> {
  const { iam } = run.context.clients
  const { name } = secondRoleOf(endpointName, run.context.target)
  if (!belongsTo((await readRoleMark(iam, name))?.tags, endpointName)) return undefined
  await step.write(() => removeRole(iam, name))
  return name
}

/**
 * Refuses a version whose variables are encrypted for a role that is gone, before callers reach it. Lambda publishes nothing
 * where it finds nothing changed, and gives the last version that it published again.
 */
export function refuseLostVersion(published: ObservedVersion, role: PresentRole | undefined): void {
  if (!role || !isGrantLost(published, role)) return
  throw new Refusal({
    code: 'grant-not-renewed',
    message: `The role was deleted and made again, and version ${published.version} can decrypt its variables only as the role of before.`,
    cause: 'Lambda published no other version, as it found nothing changed since.',
    remedy: 'Change an option, the memory for example, and deploy again; callers stay where they are until then.',
  })
}

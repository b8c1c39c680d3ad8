/** The permission of the API to call the function; other ways to it, which somebody else opened, are taken away. */

import { removeFunctionUrl } from '../../../aws/lambda/function-url'
import { addPermission, observePermissions, removePermission } from '../../../aws/lambda/permission'
import { aliasName, statementIdOf } from '../../../spec/names'
import { orOurs } from '../../run/or-ours'
import type { Run } from '../../run/run'
import { whileSpreading } from '../../run/while-spreading'
import { type DesiredWithFunction, hasFunction } from '../../state/desired'
import type { Observed } from '../../state/observed'
import type { ResourceApply } from '../apply-resource'
import { isPermitted, sourceArnFor, strayPermissions } from './plan'

export async function grantInvoke(
  run: Run,
  desired: DesiredWithFunction,
  observed: Observed,
  restApiId: string,
): Promise<void> {
  const { lambda } = run.context.clients
  await run.progress.step('permission', async (step) => {
    if (isPermitted(desired, observed.permissions, restApiId)) return step.skip('Up to date')
    const sourceArn = sourceArnFor(desired, restApiId)
    const functionName = desired.function.name
    const permission = { functionName, qualifier: aliasName, statementId: statementIdOf(sourceArn), sourceArn }
    const isThere = async () =>
      isPermitted(desired, await observePermissions(lambda, functionName, aliasName), restApiId)
    await step.write(() => orOurs(addPermission(lambda, permission), isThere), whileSpreading)
    step.say(sourceArn.split(':').at(-1) ?? sourceArn)
  })
}

export const permissionApply: ResourceApply = {
  async tidy(run, desired, observed, step) {
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
  },
}

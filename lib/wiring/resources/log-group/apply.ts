/** A log group of the wiring, whoever writes to it: the function, or the gateway. */

import {
  createLogGroup,
  encryptLogGroup,
  observeLogGroup,
  putRetention,
  removeLogGroup,
  tagLogGroup,
} from '../../../aws/log-group'
import type { ObservedLogGroup } from '../../../aws/types'
import { plural } from '../../../plural'
import { belongsTo } from '../../../spec/names'
import { orOurs } from '../../run/or-ours'
import type { StepHandle } from '../../run/progress'
import { birthTags, type Run } from '../../run/run'
import type { DesiredApi, DesiredWithFunction, LogGroup } from '../../state/desired'
import type { Observed } from '../../state/observed'
import { type ResourceApply, skipMissing } from '../apply-resource'
import { groupChanges, hasOtherKey, staleLogGroup } from './plan'

/** @returns whether there was anything to do */
export async function ensureGroup(
  run: Run,
  desired: DesiredApi,
  step: StepHandle,
  group: LogGroup,
  there: ObservedLogGroup | undefined,
): Promise<boolean> {
  const { logs } = run.context.clients
  const { name, arn, retentionDays, kmsKeyArn } = group
  if (there && groupChanges(group, there).length === 0) return false
  if (!there) {
    await step.write(() =>
      orOurs(createLogGroup(logs, name, birthTags(run, desired), kmsKeyArn), async () =>
        belongsTo((await observeLogGroup(logs, name, arn))?.tags, desired.endpointName),
      ),
    )
  }
  if (there && kmsKeyArn && hasOtherKey(group, there)) await step.write(() => encryptLogGroup(logs, name, kmsKeyArn))
  if (there?.retentionDays !== retentionDays) await step.write(() => putRetention(logs, name, retentionDays))
  return true
}

export async function ensureLogGroup(run: Run, desired: DesiredWithFunction, observed: Observed): Promise<void> {
  await run.progress.step('log-group', async (step) => {
    if (await ensureGroup(run, desired, step, desired.logGroup, observed.logGroup))
      step.say(plural(desired.logGroup.retentionDays, 'day'))
    else step.skip('Up to date')
  })
}

/** @returns what went, in words */
export async function removeGroup(run: Run, step: StepHandle, name: string): Promise<string[]> {
  await step.write(() => removeLogGroup(run.context.clients.logs, name))
  return [`log group ${name}`]
}

/** One step of a removal. */
export async function removeOwnGroup(
  run: Run,
  endpointName: string,
  group: ObservedLogGroup | undefined,
  step: StepHandle,
): Promise<void> {
  if (!group || !belongsTo(group.tags, endpointName)) return skipMissing(step, group)
  await removeGroup(run, step, group.name)
  step.say(group.name)
}

export const tagGroup: ResourceApply['tag'] = (run, { arn }, tags) => tagLogGroup(run.context.clients.logs, arn, tags)

export const logGroupApply: ResourceApply = {
  tag: tagGroup,
  async tidy(run, desired, observed, step) {
    const group = staleLogGroup(desired, observed)
    return group ? removeGroup(run, step, group.name) : []
  },
  remove: (run, endpointName, { logGroup }, step) => removeOwnGroup(run, endpointName, logGroup, step),
}

/** A log group of the wiring, whoever writes to it: the function, or the gateway. */
import { createLogGroup, observeLogGroup, putRetention } from '../../../aws/log-group'
import type { ObservedLogGroup } from '../../../aws/types'
import { belongsTo } from '../../../spec/names'
import { retentionChanges } from '../../plan/diff'
import { orOurs } from '../../run/or-ours'
import type { StepHandle } from '../../run/progress'
import { birthTags, type Run } from '../../run/run'
import type { Desired, LogGroup } from '../../state/desired'

/** @returns whether there was anything to do */
export async function ensureGroup(
  run: Run,
  desired: Desired,
  step: StepHandle,
  group: LogGroup,
  there: ObservedLogGroup | undefined,
): Promise<boolean> {
  const { logs } = run.context.clients
  const { name, arn, retentionDays } = group
  if (there && retentionChanges(group, there).length === 0) return false
  if (!there) {
    await step.write(() =>
      orOurs(createLogGroup(logs, name, birthTags(run, desired)), async () =>
        belongsTo((await observeLogGroup(logs, name, arn))?.tags, desired.spec.endpointName),
      ),
    )
  }
  await step.write(() => putRetention(logs, name, retentionDays))
  return true
}

/** Writes the chosen tags on what was there before; what a run makes has them from birth. */
import { tagAlarm } from '../aws/alarm'
import { tagApiResource } from '../aws/apigateway/tags'
import { tagRole } from '../aws/iam/role'
import { tagFunction } from '../aws/lambda/function'
import { tagLogGroup } from '../aws/log-group'
import { plural } from '../plural'
import { missingOf, type Taggable, taggablesOf } from './resources/chosen-tags'
import type { Run } from './run/run'
import type { Desired } from './state/desired'
import type { Observed } from './state/observed'

/** @param observed before the run */
export async function tagResources(run: Run, desired: Desired, observed: Observed): Promise<void> {
  if (!desired.spec.tags) return
  await run.progress.step('tags', async (step) => {
    let count = 0
    for (const one of taggablesOf(desired, observed)) {
      const missing = missingOf(desired, one)
      if (Object.keys(missing).length === 0) continue
      await step.write(() => tag(run, one, missing))
      count++
    }
    if (count === 0) return step.skip('Up to date')
    step.say(plural(count, 'resource'))
  })
}

function tag(run: Run, { type, name, arn }: Taggable, tags: Record<string, string>): Promise<void> {
  const { iam, lambda, logs, apiGateway, cloudWatch } = run.context.clients
  if (type === 'iam-role') return tagRole(iam, name, tags)
  if (type === 'lambda-function') return tagFunction(lambda, arn, tags)
  if (type === 'log-group' || type === 'access-log') return tagLogGroup(logs, arn, tags)
  if (type === 'alarm') return tagAlarm(cloudWatch, arn, tags)
  return tagApiResource(apiGateway, arn, tags)
}

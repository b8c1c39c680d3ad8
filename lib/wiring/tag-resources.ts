/** Writes the chosen tags on what was there before; what a run makes has them from birth. */
import { tagApiResource } from '../aws/apigateway/tags'
import { plural } from '../plural'
import { apply } from './resources/apply'
import type { ResourceApply } from './resources/apply-resource'
import { missingOf, taggablesOf } from './resources/chosen-tags'
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
      const { tag = tagInGateway } = apply[one.resource]
      await step.write(() => tag(run, one, missing))
      count++
    }
    if (count === 0) return step.skip('Up to date')
    step.say(plural(count, 'resource'))
  })
}

const tagInGateway: NonNullable<ResourceApply['tag']> = (run, { arn }, tags) =>
  tagApiResource(run.context.clients.apiGateway, arn, tags)

/** The web ACL of a spec: associated with the stage, and disassociated from it. */
import { tagApiResource } from '../../../aws/apigateway/tags'
import type { ObservedApi, ObservedStage } from '../../../aws/types'
import { associateWebAcl, disassociateWebAcl } from '../../../aws/web-acl'
import { webAclName } from '../../../spec/api-parts/web-acl'
import { restApiArn, stageArn } from '../../../spec/names'
import type { StepHandle } from '../../run/progress'
import type { Run } from '../../run/run'
import { whileSpreading } from '../../run/while-spreading'
import type { DesiredApi } from '../../state/desired'
import type { Observed } from '../../state/observed'
import type { ResourceApply } from '../apply-resource'
import { stageOf } from '../stage/plan'
import { stageToFree, staleStage, webAclTag } from './plan'

async function ensureWebAcl(run: Run, desired: DesiredApi, observed: Observed, api: ObservedApi): Promise<void> {
  const { webAcl, stage, target } = desired
  if (!webAcl) return
  const { apiGateway, waf } = run.context.clients
  await run.progress.step('web-acl', async (step) => {
    const isThere = stageOf(desired, observed)?.webAcl === webAcl
    if (isThere && api.tags[webAclTag] === webAcl) return step.skip('Up to date')
    // The API says which association is ours before it is, so that a removal finds it whatever happens.
    if (api.tags[webAclTag] !== webAcl)
      await step.write(() => tagApiResource(apiGateway, restApiArn(target, api.id), { [webAclTag]: webAcl }))
    if (!isThere)
      await step.write(() => associateWebAcl(waf, webAcl, stageArn(target, api.id, stage.name)), whileSpreading)
    step.say(webAclName(webAcl))
  })
}

async function free(run: Run, observed: Observed, stage: ObservedStage | undefined, step: StepHandle) {
  const { waf } = run.context.clients
  const { api } = observed
  if (!api || !stage?.webAcl) return []
  await step.write(() => disassociateWebAcl(waf, stageArn(run.context.target, api.id, stage.name)))
  return [`association with web ACL ${webAclName(stage.webAcl)}`]
}

export const webAclApply: ResourceApply = {
  afterProof: ensureWebAcl,
  tidy: (run, desired, observed, step) => free(run, observed, staleStage(desired, observed), step),
  async remove(run, _, observed, step) {
    const gone = await free(run, observed, stageToFree(observed), step)
    if (gone.length === 0) return step.skip('None there')
    step.say(gone.join(', '))
  },
}

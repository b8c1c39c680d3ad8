/** The record of a deploy, in the tags of the REST API. */

import { tagApiResource, untagApiResource } from '../../../aws/apigateway/tags'
import type { ObservedApi } from '../../../aws/types'
import { plural } from '../../../plural'
import { deployedAtTag, deployedByTag, liveTag, mostTags, restApiArn } from '../../../spec/names'
import type { StepHandle } from '../../run/progress'
import type { Run } from '../../run/run'
import type { Desired } from '../../state/desired'
import { liveToTag } from '../../state/live-tag'
import type { Live } from '../../state/live-words'
import { ownApiTags, staleTags } from '../api-tags'
import { recordChanges } from './plan'

/**
 * Written last, so an API without it never finished.
 * @param live what was proved
 * @param before what else the step writes
 */
export async function writeRecord(
  run: Run,
  desired: Desired,
  api: ObservedApi,
  live: Live,
  before: (step: StepHandle) => Promise<void>,
): Promise<void> {
  await run.progress.step('record', async (step) => {
    await before(step)
    const record = recordChanges(desired, api.tags)
    const proved = provedTag(live, api.tags)
    const isNews = Object.entries(proved).some(([key, value]) => api.tags[key] !== value)
    const restApi = restApiArn(desired.target, api.id)
    const stale = staleTags(desired, api.tags)
    if (stale.length > 0) await step.write(() => untagApiResource(run.context.clients.apiGateway, restApi, stale))
    if (Object.keys(record).length === 0 && !isNews) return step.skip('As recorded already')
    const now = new Date().toISOString()
    const tags = { ...record, [deployedByTag]: desired.tags[deployedByTag] ?? '', [deployedAtTag]: now }
    // Written again with whatever else is, so that the activity shows what came of each deploy.
    await step.write(() => tagApiResource(run.context.clients.apiGateway, restApi, { ...tags, ...proved }))
    step.say(plural(run.progress.writes, 'write'))
  })
}

/**
 * Share links, or an owner's own tags, can take all of the room: then it is not kept, and no deploy fails for it. One that is
 * there has its room, and must not go on to say what an earlier deploy proved.
 */
const provedTag = (live: Live, tags: Record<string, string>): Record<string, string> =>
  tags[liveTag] !== undefined || new Set([...Object.keys(tags), ...ownApiTags]).size <= mostTags
    ? { [liveTag]: liveToTag(live) }
    : {}

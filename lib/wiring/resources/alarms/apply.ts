/** The alarms on the stage: written if they differ, with their tags from birth. */
import { observeAlarms, putAlarm, removeAlarm, tagAlarm } from '../../../aws/alarm'
import { tagApiResource } from '../../../aws/apigateway/tags'
import type { ObservedApi } from '../../../aws/types'
import { Refusal } from '../../../errors'
import { plural } from '../../../plural'
import { belongsTo, restApiArn } from '../../../spec/names'
import { birthTags, type Run } from '../../run/run'
import type { DesiredApi } from '../../state/desired'
import type { Observed } from '../../state/observed'
import { type ResourceApply, skipMissing } from '../apply-resource'
import { alarmsIn, alarmsTag, type DesiredAlarm, deniedIn, isAlarmSet, staleAlarms } from './plan'

async function ensureAlarms(run: Run, desired: DesiredApi, observed: Observed, api: ObservedApi): Promise<void> {
  const { alarms } = desired
  if (!alarms) return
  const { cloudWatch, apiGateway } = run.context.clients
  await run.progress.step('alarms', async (step) => {
    const behind = alarms.filter((alarm) => !isAlarmSet(alarm, observed))
    if (behind.length === 0) return step.skip('Up to date')
    await refuseForeign(run, desired, behind)
    // The API says that it has alarms before it has, so that they are found whatever happens.
    if (api.tags[alarmsTag] === undefined)
      await step.write(() => tagApiResource(apiGateway, restApiArn(desired.target, api.id), { [alarmsTag]: 'true' }))
    for (const { name, description, settings } of behind)
      await step.write(() => putAlarm(cloudWatch, name, description, settings, birthTags(run, desired)))
    step.say(plural(behind.length, 'alarm'))
  })
}

/** An alarm is overwritten by its name: one that somebody made since everything was read stays theirs. */
async function refuseForeign(run: Run, desired: DesiredApi, behind: DesiredAlarm[]): Promise<void> {
  const there = await observeAlarms(
    run.context.clients.cloudWatch,
    behind.map(({ name }) => name),
  )
  const foreign = there.find(({ tags }) => !belongsTo(tags, desired.endpointName))
  if (!foreign) return
  throw new Refusal({
    code: 'changed-meanwhile',
    message: `Someone made an alarm ${foreign.name} during this deploy.`,
    remedy: 'Rename or remove it, or deploy without alarms.',
  })
}

export const alarmsApply: ResourceApply = {
  tag: (run, { arn }, tags) => tagAlarm(run.context.clients.cloudWatch, arn, tags),
  afterProof: ensureAlarms,
  async tidy(run, desired, observed, step) {
    const stale = staleAlarms(desired, observed)
    for (const { name } of stale) await step.write(() => removeAlarm(run.context.clients.cloudWatch, name))
    return stale.map(({ name }) => `alarm ${name}`)
  },
  async remove(run, endpointName, observed, step) {
    const [denied] = deniedIn(observed)
    if (denied) return step.skip(denied)
    const alarms = alarmsIn(observed)
    const ours = alarms.filter(({ tags }) => belongsTo(tags, endpointName))
    if (ours.length === 0) return skipMissing(step, alarms[0])
    for (const { name } of ours) await step.write(() => removeAlarm(run.context.clients.cloudWatch, name))
    step.say(ours.map(({ name }) => name).join(', '))
  },
}

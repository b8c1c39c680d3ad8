/** From single calls to what somebody did. Pure. */
import type { ReadEvent } from './read-event'
import type { Deed } from './types'

/** A removal waits half a minute for its turn, so a pause of that length ends nothing. */
const pauseMs = 90_000

/**
 * Calls of one actor about one endpoint without a longer pause are one deed. Where AWS knows no person, as the console has no roles to
 * assume, the tag that a deploy gives says who asked for it; such a deed is not vouched for.
 * @param events newest first, as CloudTrail gives them
 */
export function deedsOf(events: ReadEvent[]): Deed[] {
  // Times are whole seconds; within one the order of CloudTrail's answer, newest first, tells.
  const sorted = [...events].reverse().sort((a, b) => Date.parse(a.call.at) - Date.parse(b.call.at))
  const open = new Map<string, ReadEvent[]>()
  const groups: ReadEvent[][] = []
  for (const event of sorted) {
    const { person, role, viaPortico } = event.actor
    const key = JSON.stringify([person, role, viaPortico, event.endpointName, event.shareLink])
    const group = open.get(key)
    const last = group?.at(-1)
    const begins = creates.has(event.call.name) && group?.some((one) => removes.has(one.call.name))
    if (group && last && !begins && Date.parse(event.call.at) - Date.parse(last.call.at) <= pauseMs) group.push(event)
    else {
      const fresh = [event]
      open.set(key, fresh)
      groups.push(fresh)
    }
  }
  return groups.map(deedOf).sort((a, b) => (a.to < b.to ? 1 : -1))
}

const creates = new Set(['CreateRestApi', 'CreateFunction'])
const removes = new Set(['DeleteRestApi', 'DeleteFunction'])

function deedOf(events: ReadEvent[]): Deed {
  const [first] = events
  const last = events.at(-1)
  if (!first || !last) throw new Error('A deed has a call')
  const { actor } = first
  const tagged = events.find((one) => one.deployedBy)?.deployedBy
  return {
    ...actor,
    person: actor.vouched ? actor.person : (tagged ?? actor.person),
    id: first.call.id,
    from: first.call.at,
    to: last.call.at,
    title: titleOf(events),
    endpointName: events.find((one) => one.endpointName)?.endpointName,
    calls: events.map((one) => one.call).reverse(),
  }
}

/** The first that fits; a call of the list that was not refused is enough. */
const titles: [title: string, names: string[]][] = [
  ['Deployed a public URL', ['CreateRestApi', 'CreateFunction']],
  ['Removed a public URL', ['DeleteRestApi', 'DeleteFunction']],
  ['Changed a public URL', ['PublishVersion', 'PutRestApi', 'CreateDeployment', 'UpdateFunctionCode', 'UpdateAlias']],
  ['Made an API key', ['CreateApiKey']],
  ['Revoked an API key', ['DeleteApiKey']],
  ['Switched an API key on or off', ['UpdateApiKey']],
  ['Started a transform job', ['CreateTransformJob']],
  ['Stopped a transform job', ['StopTransformJob']],
  [
    'Changed the endpoint',
    ['CreateEndpoint', 'UpdateEndpoint', 'DeleteEndpoint', 'UpdateEndpointWeightsAndCapacities'],
  ],
  ['Changed who may call the function', ['AddPermission', 'RemovePermission']],
  ['Changed the limits', ['UpdateStage', 'UpdateUsagePlan', 'CreateUsagePlan', 'DeleteUsagePlan']],
  ['Changed the role', ['PutRolePolicy', 'DeleteRolePolicy', 'UpdateAssumeRolePolicy', 'CreateRole', 'DeleteRole']],
  ['Tested the API', ['TestInvokeMethod']],
]

function titleOf(events: ReadEvent[]): string {
  const done = events.filter((one) => !one.call.error)
  if (done.length === 0) return `Was refused ${[...new Set(events.map((one) => one.call.name))].slice(0, 3).join(', ')}`
  const names = new Set(done.map((one) => one.call.name))
  const known = titles.find(([, any]) => any.some((name) => names.has(name)))
  const changesTags = done.every((one) => /^(Tag|Untag)Resource$/.test(one.call.name))
  if (changesTags && done.some((one) => one.shareLink))
    return names.has('TagResource') ? 'Made a share link' : 'Revoked a share link'
  return known?.[0] ?? `Called ${[...names].slice(0, 3).join(', ')}`
}

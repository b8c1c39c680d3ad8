/** From single calls to what somebody did. Pure. */
import type { ReadEvent } from './read-event'
import { titleOf } from './title'
import type { Deed } from './types'

/**
 * Calls of one actor in one run of this console are one deed; every other call is a deed of its own. Where AWS knows no person,
 * as the console has no roles to assume, the tag that a deploy gives says who requested it; such a deed is not vouched for.
 * @param events newest first, as CloudTrail gives them
 */
export function deedsOf(events: ReadEvent[]): Deed[] {
  // Times are whole seconds; within one the order of CloudTrail's answer, newest first, decides.
  const sorted = [...events].reverse().sort((a, b) => Date.parse(a.call.at) - Date.parse(b.call.at))
  const groups = new Map<string, ReadEvent[]>()
  for (const event of sorted) {
    const { person, role } = event.actor
    // A run's id can be copied into the user agent of any call, but not by another actor.
    const key = event.runId ? JSON.stringify([person, role, event.runId]) : event.call.id
    const group = groups.get(key)
    // Set again, so that the group with the latest call is the last.
    groups.delete(key)
    groups.set(key, [...(group ?? []), event])
  }
  return [...groups.values()].map(deedOf).reverse()
}

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
    live: events.findLast((one) => one.live && !one.call.error)?.live,
    endpointName: events.find((one) => one.endpointName)?.endpointName,
    calls: events.map((one) => one.call).reverse(),
  }
}

/** Which events are about an endpoint and its public API, or about any of ours. Pure. */
import { authorizerNamesOf, authorizerSuffix, namesOf } from '../spec/names'
import type { WiringTarget } from '../spec/spec'
import type { ReadEvent } from './read-event'

/** Ids, names and ARNs, apart: `arn:…:function:portico-iris:live` says `portico-iris`. */
const partsOf = (text: string): string[] => [text, ...text.split(/[/:]/)]

/** A deployed function makes log streams under its own role: nobody's deed. */
const isDeed = ({ actor }: ReadEvent): boolean => actor.viaPortico || !actor.role?.startsWith('portico-')

/** Ids that AWS gives are known only from the event that made it: an API of the endpoint, its keys and usage plans. */
function idsMade(events: ReadEvent[], endpointName: string): string[] {
  return events
    .filter((one) => one.endpointName === endpointName && /^Create/.test(one.call.name))
    .flatMap((one) => one.mentions.filter(({ key }) => key === 'id').map(({ text }) => text))
}

/** @param restApiIds of the endpoint's APIs as they are now */
export function ofEndpoint(
  events: ReadEvent[],
  endpointName: string,
  target: WiringTarget,
  restApiIds: string[],
): ReadEvent[] {
  const { functionName, roleName, logGroupName } = namesOf(endpointName, target)
  const authorizer = authorizerNamesOf(endpointName, target)
  const names = [functionName, roleName, logGroupName, authorizer.functionName, authorizer.roleName]
  const ids = new Set([...names, ...restApiIds, ...idsMade(events, endpointName)])
  return events
    .filter(isDeed)
    .filter(
      (one) =>
        one.endpointName === endpointName ||
        one.mentions.some(({ text }) => partsOf(text).some((part) => ids.has(part))),
    )
    .map((one) => ({ ...one, endpointName }))
}

/**
 * Finds the events of any endpoint of the region: what has our names or tags, and what this console sent; each with its
 * endpoint, as far
 * as names, tags and ids show it.
 * @param apis ids of the APIs that are there, and whose they are
 */
export function ofOurs(events: ReadEvent[], region: string, apis: Map<string, string>): ReadEvent[] {
  const endpoints = new Map(apis)
  for (const { call, endpointName, mentions } of events) {
    if (!endpointName || !/^Create/.test(call.name)) continue
    for (const { key, text } of mentions) {
      if (/^(id|functionName|roleName|logGroupName)$/.test(key))
        for (const part of partsOf(text)) endpoints.set(part, endpointName)
    }
  }
  return events.filter(isDeed).flatMap((event) => {
    const { call, actor, mentions } = event
    // Roles of every region are in one history.
    if (call.service === 'iam' && !call.subject?.startsWith(`portico-${region}-`)) return []
    const known = mentions.flatMap(({ text }) => partsOf(text)).map((part) => endpoints.get(part))
    const named = mentions
      .filter(({ key }) => /^(functionName|roleName|logGroupName)$/.test(key))
      .flatMap(({ text }) => partsOf(text).map((part) => endpointInName(part, region)))
    const endpointName = event.endpointName ?? [...known, ...named].find(Boolean)
    const ours =
      actor.viaPortico || endpointName !== undefined || mentions.some(({ key }) => key.startsWith('portico:'))
    return ours ? [{ ...event, endpointName }] : []
  })
}

/** `portico-iris`, `portico-us-east-1-iris` and `portico-iris_authorizer` → `iris`; of a name that was cut to fit, what is left of it. */
const endpointInName = (name: string, region: string): string | undefined =>
  name.startsWith('portico-')
    ? withoutEnd(name.slice('portico-'.length).replace(`${region}-`, ''), authorizerSuffix)
    : undefined

const withoutEnd = (text: string, end: string): string => (text.endsWith(end) ? text.slice(0, -end.length) : text)

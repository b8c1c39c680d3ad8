/** Who changed an endpoint's public API, or any of the region: CloudTrail's event history, joined by names, ids and tags. */
import { type AwsClients, globalRegion } from '../aws/client/create-clients'
import { type Looked, lookupEvents } from '../aws/event-history'
import { authorizerNamesOf, namesOf } from '../spec/names'
import type { WiringTarget } from '../spec/spec'
import { listManagedApis } from '../wiring/read/list-managed'
import { ofEndpoint, ofOurs } from './concerns'
import { deedsOf } from './deeds'
import { readEvent } from './read-event'
import type { Activity } from './types'

/** Pages of 50 events each; AWS allows two requests a second. */
const mostPages = 8

const keptMs = 10_000
const most = 20
type Kept = Map<string, { at: number; looked: Promise<Looked> }>
/** By client, as each stands for a role: what one can see is not for another. */
const keptBy = new WeakMap<AwsClients['trail'], Kept>()

/** What one who comes back sees of one account and region is requested once in ten seconds. */
function lookOnce(client: AwsClients['trail'], key: string, now: number, look: () => Promise<Looked>): Promise<Looked> {
  const kept: Kept = keptBy.get(client) ?? new Map()
  keptBy.set(client, kept)
  const known = kept.get(key)
  if (known && now - known.at < keptMs) return known.looked
  const looked = look()
  if (kept.size >= most) kept.delete(kept.keys().next().value ?? '')
  kept.set(key, { at: now, looked })
  looked.catch(() => kept.delete(key))
  return looked
}

interface ActivityQuery {
  /** All of the region unless given. */
  endpointName?: string
  days: number
  now: number
}

/** Throws AWS's errors. */
export async function readActivity(
  clients: AwsClients,
  target: WiringTarget,
  { endpointName, days, now }: ActivityQuery,
): Promise<Activity> {
  const { accountId, region } = target
  const since = new Date(now - days * 24 * 3_600_000)
  const writes = { key: 'ReadOnly', value: 'false' } as const
  const look = (
    client: AwsClients['trail'],
    where: string,
    attribute: Parameters<typeof lookupEvents>[1]['attribute'],
  ) =>
    lookOnce(client, JSON.stringify([accountId, where, attribute, days]), now, () =>
      lookupEvents(client, { attribute, since, mostPages, paceOf: `${accountId}/${where}` }),
    )
  // IAM's events are in one region only; of an endpoint there are two names to request.
  const roles = endpointName
    ? [namesOf(endpointName, target).roleName, authorizerNamesOf(endpointName, target).roleName].map(
        (value) => ({ key: 'ResourceName', value }) as const,
      )
    : [writes]
  const elsewhere =
    globalRegion(region) === region ? [] : roles.map((role) => look(clients.globalTrail, globalRegion(region), role))
  const [regional, global, apis] = await Promise.all([
    look(clients.trail, region, writes),
    Promise.all(elsewhere),
    listManagedApis(clients, target),
  ])
  // The region that holds IAM's events gives only those: its own APIs and functions belong to another page.
  const ofIam = global
    .flatMap((looked) => looked.events)
    .filter(({ EventSource }) => EventSource === 'iam.amazonaws.com')
  const events = [...regional.events, ...ofIam].flatMap(({ CloudTrailEvent }) => readEvent(CloudTrailEvent) ?? [])
  const oldest = [regional, ...global]
    .flatMap((looked) => (looked.more ? (looked.events.at(-1)?.EventTime?.toISOString() ?? []) : []))
    .sort()
    .at(-1)
  const whose = new Map(apis.map((api) => [api.restApiId, api.endpointName]))
  const own = apis.filter((api) => api.endpointName === endpointName).map((api) => api.restApiId)
  return {
    deeds: deedsOf(endpointName ? ofEndpoint(events, endpointName, target, own) : ofOurs(events, region, whose)),
    days,
    ...(oldest ? { readBackTo: oldest } : {}),
  }
}

/** Every public API of the account and region, from the tags of its resources: no call for each of them. */

import { listRestApis, oldestFirst } from '../../aws/apigateway/rest-api'
import type { AwsClients } from '../../aws/client/create-clients'
import { listTagged } from '../../aws/tagged'
import type { ObservedApi } from '../../aws/types'
import { invokeUrlOf } from '../../spec/invoke-url'
import {
  deployedAtTag,
  deployedByTag,
  endpointTag,
  fingerprintTag,
  isManaged,
  managedTag,
  pathFromTag,
  pathTag,
  personFromTag,
  shareTagPrefix,
  stageTag,
} from '../../spec/names'
import type { WiringTarget } from '../../spec/spec'
import { liveFromTags } from '../state/live-tag'
import type { Live } from '../state/live-words'

export interface ManagedApi {
  endpointName: string
  restApiId: string
  name: string
  /** ISO. */
  createdAt: string
  deployedBy?: string
  /** When a deploy last changed something, ISO; absent if that was before Portico noted it. */
  deployedAt?: string
  /** Says whether a deploy was ever finished; the record is written last. */
  finished: boolean
  /** What its last deploy proved; absent if that was before it was kept. */
  live?: Live
  stage?: string
  resourcePath?: string
  invokeUrl?: string
  /** Ids of the live share links, from the API's tags; expired ones included. */
  shareLinkIds: string[]
  /** Ids of later APIs of the same endpoint, which two deploys at once left; the oldest is the one that stays. */
  duplicates: string[]
}

/** One for each endpoint, out of one paged GetRestApis. */
export async function listManagedApis(
  clients: AwsClients,
  target: WiringTarget,
  invokeUrlTemplate?: string,
): Promise<ManagedApi[]> {
  const apis = (await listRestApis(clients.apiGateway)).filter((api) => isManaged(api.tags)).sort(oldestFirst)
  const byEndpoint = new Map<string, ManagedApi>()
  for (const api of apis) {
    const managed = reshape(api, target, invokeUrlTemplate)
    const oldest = byEndpoint.get(managed.endpointName)
    if (oldest) oldest.duplicates.push(managed.restApiId)
    else byEndpoint.set(managed.endpointName, managed)
  }
  return [...byEndpoint.values()]
}

/** A wiring of which something is there; what exactly, a check says. */
export type WiringEntry = { endpointName: string } & Partial<ManagedApi>

/** Every wiring of the account and region, those without an API too, of which only a function or its log is left. */
export async function listWirings(
  clients: AwsClients,
  target: WiringTarget,
  invokeUrlTemplate?: string,
): Promise<WiringEntry[]> {
  const [apis, tagged] = await Promise.all([
    listManagedApis(clients, target, invokeUrlTemplate),
    listTagged(clients.tagging, managedTag, ['lambda:function', 'logs:log-group']),
  ])
  const known = new Set(apis.map((api) => api.endpointName))
  const others = new Set(tagged.map(({ tags }) => tags[endpointTag] ?? '').filter((name) => name && !known.has(name)))
  return [...apis, ...[...others].map((endpointName) => ({ endpointName }))].sort((a, b) =>
    a.endpointName < b.endpointName ? -1 : 1,
  )
}

function reshape({ id, name, createdAt, tags }: ObservedApi, target: WiringTarget, template?: string): ManagedApi {
  const stage = tags[stageTag]
  const path = tags[pathTag]
  const resourcePath = path === undefined ? undefined : pathFromTag(path)
  return {
    endpointName: tags[endpointTag] ?? '',
    restApiId: id,
    name,
    createdAt: new Date(createdAt).toISOString(),
    deployedBy: personFromTag(tags[deployedByTag]),
    deployedAt: tags[deployedAtTag],
    finished: tags[fingerprintTag] !== undefined,
    live: liveFromTags(tags),
    stage,
    resourcePath,
    invokeUrl:
      stage && resourcePath
        ? invokeUrlOf({
            restApiId: id,
            region: target.region,
            stage,
            resourcePath,
            template,
          })
        : undefined,
    shareLinkIds: Object.keys(tags)
      .filter((key) => key.startsWith(shareTagPrefix))
      .map((key) => key.slice(shareTagPrefix.length))
      .filter((id) => !id.includes(':')),
    duplicates: [],
  }
}

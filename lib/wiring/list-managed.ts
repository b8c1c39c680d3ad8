/** Every public URL of the account and region from one paged GetRestApis: what the table needs is in the tags. */
import type { AwsClients } from '../aws/create-clients'
import { listRestApis, oldestFirst } from '../aws/rest-api'
import { invokeUrlOf } from './invoke-url'
import { deployedByTag, endpointTag, fingerprintTag, isManaged, pathFromTag, pathTag, stageTag } from './names'
import type { ObservedApi } from './observed'
import type { WiringTarget } from './spec'

export interface ManagedApi {
  endpointName: string
  restApiId: string
  name: string
  /** ISO. */
  createdAt: string
  deployedBy?: string
  /** Whether a deploy was ever finished; the record is written last. */
  finished: boolean
  stage?: string
  resourcePath?: string
  invokeUrl?: string
  /** Ids of the live share links, from the API's tags; expired ones included. */
  shareLinkIds: string[]
}

const shareTagPrefix = 'portico:share:'

/** One for each endpoint: where two deploys at once made two, the oldest is the one that stays. */
export async function listManagedApis(
  clients: AwsClients,
  target: WiringTarget,
  invokeUrlTemplate?: string,
): Promise<ManagedApi[]> {
  const apis = (await listRestApis(clients.apiGateway)).filter((api) => isManaged(api.tags)).sort(oldestFirst)
  const byEndpoint = new Map<string, ManagedApi>()
  for (const api of apis) {
    const managed = reshape(api, target, invokeUrlTemplate)
    if (!byEndpoint.has(managed.endpointName)) byEndpoint.set(managed.endpointName, managed)
  }
  return [...byEndpoint.values()]
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
    deployedBy: tags[deployedByTag],
    finished: tags[fingerprintTag] !== undefined,
    stage,
    resourcePath,
    invokeUrl:
      stage && resourcePath
        ? invokeUrlOf({
            restApiId: id,
            region: target.region,
            partition: target.partition,
            stage,
            resourcePath,
            template,
          })
        : undefined,
    shareLinkIds: Object.keys(tags)
      .filter((key) => key.startsWith(shareTagPrefix))
      .map((key) => key.slice(shareTagPrefix.length)),
  }
}

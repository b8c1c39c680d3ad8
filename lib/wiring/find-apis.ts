import type { AwsClients } from '../aws/create-clients'
import { listRestApis, oldestFirst } from '../aws/rest-api'
import type { ObservedApi } from '../aws/types'
import { belongsTo } from './names'

/** By tag, never by name: names repeat, and an API with our name may be another's. */
export async function findApis(
  clients: AwsClients,
  endpointName: string,
  adoptedApiId?: string,
): Promise<ObservedApi[]> {
  return (await listRestApis(clients.apiGateway))
    .filter((api) => belongsTo(api.tags, endpointName) || api.id === adoptedApiId)
    .sort(oldestFirst)
}

import { listRestApis, oldestFirst } from '../../aws/apigateway/rest-api'
import type { AwsClients } from '../../aws/client/create-clients'
import type { ObservedApi } from '../../aws/types'
import { belongsTo } from '../../spec/names'

/** By tag, never by name: names repeat, and an API with our name might be another's. */
export async function findApis(
  clients: AwsClients,
  endpointName: string,
  adoptedApiId?: string,
): Promise<ObservedApi[]> {
  return (await listRestApis(clients.apiGateway))
    .filter((api) => belongsTo(api.tags, endpointName) || api.id === adoptedApiId)
    .sort(oldestFirst)
}

/** The playground's own key, for the page of a person who is signed in. */
import { readApiKeyValue } from '../aws/api-key'
import type { AwsClients } from '../aws/create-clients'
import { isPlaygroundKey } from '../wiring/diff-keys'
import { findApiKeys } from '../wiring/find-keys'

/** Its value; undefined where somebody deleted it. */
export async function readPlaygroundKey(clients: AwsClients, endpointName: string): Promise<string | undefined> {
  const key = (await findApiKeys(clients, endpointName)).find(isPlaygroundKey)
  return key && readApiKeyValue(clients.apiGateway, key.id)
}

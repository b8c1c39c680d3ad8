/** The playground's own key, for the page of a person who is signed in. */
import { readApiKeyValue } from '../aws/apigateway/api-key'
import type { AwsClients } from '../aws/client/create-clients'
import type { WiringResource } from '../wiring/read/current'
import { findApiKeys } from '../wiring/read/find-keys'
import { isPlaygroundKey } from '../wiring/resources/keys/plan'

/** Its value; undefined where somebody deleted it. */
export async function readPlaygroundKey(clients: AwsClients, endpointName: string): Promise<string | undefined> {
  const key = (await findApiKeys(clients, endpointName)).find(isPlaygroundKey)
  return key && readApiKeyValue(clients.apiGateway, key.id)
}

/** Why a URL that requires keys refuses the playground's; undefined if it does not. @param resources of its wiring */
export function playgroundKeyProblem(resources: WiringResource[]): string | undefined {
  const key = resources.find(({ type }) => type === 'api-key')
  if (!key || key.health === 'healthy') return undefined
  if (key.health === 'missing') return 'Somebody deleted it: repair the public API on its overview.'
  const what = key.fields.some(({ field }) => field === 'enabled') ? 'disabled it' : 'took it out of the usage plan'
  return `Somebody ${what}: repair the public API on its overview.`
}

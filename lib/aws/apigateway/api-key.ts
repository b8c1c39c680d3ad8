/** API keys. A value is read only where somebody needs it, and is never part of a list. */
import {
  type APIGatewayClient,
  type ApiKey,
  CreateApiKeyCommand,
  DeleteApiKeyCommand,
  GetApiKeyCommand,
  paginateGetApiKeys,
  UpdateApiKeyCommand,
} from '@aws-sdk/client-api-gateway'
import { orAbsent, removedNow } from '../absent'
import type { ObservedApiKey } from '../types'

/** The end of the description of every key that Portico makes. */
const ours = 'made by Portico'

/**
 * Returns every key of the account and region, 500 a page: there is no listing by tag. The reference gives an item the
 * member `tags`, and does not say if the list fills it in. An item without tags that says it is ours is read by itself.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_GetApiKeys.html
 */
export async function listApiKeys(client: APIGatewayClient): Promise<ObservedApiKey[]> {
  const keys: ObservedApiKey[] = []
  for await (const page of paginateGetApiKeys({ client, pageSize: 500 }, { includeValues: false })) {
    for (const item of page.items ?? []) {
      const whole = item.tags === undefined && item.description?.includes(ours) ? await readWhole(client, item) : item
      if (whole) keys.push(reshape(whole))
    }
  }
  return keys
}

/** Undefined where it was removed meanwhile. */
const readWhole = (client: APIGatewayClient, { id }: ApiKey): Promise<ApiKey | undefined> =>
  orAbsent(client.send(new GetApiKeyCommand({ apiKey: id, includeValue: false })))

function reshape({ id = '', name = '', enabled, createdDate, tags }: ApiKey): ObservedApiKey {
  return { id, name, enabled: enabled ?? false, createdAt: createdDate?.getTime() ?? 0, tags: tags ?? {} }
}

/** No idempotency token: a second call makes a second key. */
export async function createApiKey(
  client: APIGatewayClient,
  key: { name: string; description: string },
  tags: Record<string, string>,
): Promise<{ id: string; value: string }> {
  const { id = '', value = '' } = await client.send(new CreateApiKeyCommand({ ...key, enabled: true, tags }))
  return { id, value }
}

/**
 * Reads the secret value of a key. Undefined if the key is gone.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_GetApiKey.html
 */
export async function readApiKeyValue(client: APIGatewayClient, apiKey: string): Promise<string | undefined> {
  return (await orAbsent(client.send(new GetApiKeyCommand({ apiKey, includeValue: true }))))?.value
}

/** The value of a key that has this tag; of any other it is nobody's business. */
export async function readTaggedKeyValue(
  client: APIGatewayClient,
  apiKey: string,
  [tag, value]: [string, string],
): Promise<string | undefined> {
  const key = await orAbsent(client.send(new GetApiKeyCommand({ apiKey, includeValue: true })))
  return key?.tags?.[tag] === value ? key.value : undefined
}

/** Enables or disables a key in all of its usage plans. Throws NotFoundException if it is gone. */
export async function enableApiKey(client: APIGatewayClient, apiKey: string, enabled: boolean): Promise<void> {
  const patchOperations = [{ op: 'replace' as const, path: '/enabled', value: String(enabled) }]
  await client.send(new UpdateApiKeyCommand({ apiKey, patchOperations }))
}

/** Out of every plan too; its value is gone for good. */
export const removeApiKey = (client: APIGatewayClient, apiKey: string): Promise<boolean> =>
  removedNow(client.send(new DeleteApiKeyCommand({ apiKey })))

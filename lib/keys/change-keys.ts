/** Makes, replaces, disables and revokes the keys of one public API. A value leaves here once, with the answer that made it. */
import { createApiKey, enableApiKey, removeApiKey } from '../aws/apigateway/api-key'
import { putKeyInPlan } from '../aws/apigateway/usage-plan'
import type { AwsClients } from '../aws/client/create-clients'
import type { ObservedApiKey } from '../aws/types'
import { fail, ok, type Result } from '../result'
import { chosenAmong } from '../spec/api-parts/chosen-tags'
import { deployedByTag, endpointTag, keyTag, managedTag, personToTag, replacesTag } from '../spec/names'
import { findApiKeys, findUsagePlans } from '../wiring/read/find-keys'
import { isLinkKey, isPlaygroundKey } from '../wiring/resources/keys/plan'
import type { NewKey } from './types'

export interface KeyPlace {
  clients: AwsClients
  endpointName: string
  /** The person: a tag of the key. */
  person: string
}

/** An account has 10,000 keys in a region; what nobody can oversee is no help before that. */
const mostKeys = 100

export async function createKey(place: KeyPlace, name: string): Promise<Result<NewKey>> {
  const keys = await callerKeys(place)
  if (keys.some((key) => key.name === name)) {
    return fail({
      code: 'key-name-taken',
      message: `There is a key named ${name} already.`,
      remedy: 'Rotate that one, or choose another name.',
    })
  }
  return make(place, keys, name)
}

/** A new value of the same name beside the old one, which goes on until it is revoked. */
export async function rotateKey(place: KeyPlace, keyId: string): Promise<Result<NewKey>> {
  const keys = await callerKeys(place)
  const old = keys.find(({ id }) => id === keyId)
  return old ? make(place, keys, old.name, old.id) : unknownKey()
}

export async function setKeyEnabled(place: KeyPlace, keyId: string, enabled: boolean): Promise<Result<undefined>> {
  const key = (await callerKeys(place)).find(({ id }) => id === keyId)
  if (!key) return unknownKey()
  await enableApiKey(place.clients.apiGateway, key.id, enabled)
  return ok(undefined)
}

/** For good, and at once; what is gone already stays gone. */
export async function revokeKey(place: KeyPlace, keyId: string): Promise<Result<undefined>> {
  const key = (await callerKeys(place)).find(({ id }) => id === keyId)
  if (key) await removeApiKey(place.clients.apiGateway, key.id)
  return ok(undefined)
}

/** The playground's is the deploy's, a share link's goes with its link, and nobody else's keys are ours. */
const callerKeys = async ({ clients, endpointName }: KeyPlace): Promise<ObservedApiKey[]> =>
  (await findApiKeys(clients, endpointName)).filter((key) => !isPlaygroundKey(key) && !isLinkKey(key))

const unknownKey = () =>
  fail({ code: 'no-such-key', message: 'This URL has no such key.', remedy: 'Refresh the page: it might be revoked.' })

async function make(
  { clients, endpointName, person }: KeyPlace,
  keys: ObservedApiKey[],
  name: string,
  replaces?: string,
): Promise<Result<NewKey>> {
  if (keys.length >= mostKeys) {
    return fail({
      code: 'too-many-keys',
      message: `This URL has ${mostKeys} keys already.`,
      remedy: 'Revoke one that nobody needs, then make the new one.',
    })
  }
  const [plan] = await findUsagePlans(clients, endpointName)
  if (!plan) {
    return fail({
      code: 'no-usage-plan',
      message: 'This URL has no usage plan, so a key would open nothing.',
      remedy: 'Deploy it with API keys, or repair the public API.',
    })
  }
  const { apiGateway } = clients.once
  const { id, value } = await createApiKey(
    apiGateway,
    { name, description: `Key of the public API of SageMaker endpoint ${endpointName}, made by Portico` },
    {
      ...chosenAmong(plan.tags),
      [managedTag]: 'true',
      [endpointTag]: endpointName,
      [keyTag]: 'caller',
      [deployedByTag]: personToTag(person),
      ...(replaces ? { [replacesTag]: replaces } : {}),
    },
  )
  try {
    await putKeyInPlan(apiGateway, plan.id, id)
  } catch (error) {
    // Its value was never shown to anybody, so it must not stay.
    await removeApiKey(apiGateway, id)
    throw error
  }
  return ok({ id, name, value })
}

/** Reads what only some wirings have: what the spec or a tag of the API names, or a removal looks for. */

import type { AwsClients } from '../../aws/client/create-clients'
import type { ApiSpec } from '../../spec/spec'
import { reads } from '../resources/read'
import type { Look, ResourceRead } from '../resources/read-resource'
import type { ObservedParts } from '../state/observed'

const all = Object.entries(reads) as [keyof ObservedParts, ResourceRead<unknown>][]

export async function observeParts(clients: AwsClients, look: Look, parts = all): Promise<ObservedParts> {
  const found = await Promise.all(
    parts.map(async ([part, { namesIn, read }]) => {
      const names = namesIn(look)
      return names.length > 0 ? [[part, await read(clients, names, look)]] : []
    }),
  )
  return Object.fromEntries(found.flat())
}

/** Reads the parts of which the spec names more than the tags of the API did. */
export const observeMoreParts = (clients: AwsClients, look: Look, chosen: ApiSpec): Promise<ObservedParts> =>
  observeParts(
    clients,
    { ...look, chosen },
    all.filter(([, { namesIn }]) => namesIn({ ...look, chosen }).length > namesIn(look).length),
  )

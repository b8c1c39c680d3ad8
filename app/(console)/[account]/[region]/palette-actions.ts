'use server'

import { z } from 'zod'
import { config } from '@/lib/config'
import { action } from '@/lib/console/action'
import { coverOfIndex, searchIndex } from '@/lib/endpoint-index/look'
import { findEndpoints, readPlaces } from '@/lib/endpoints/places'
import { ok } from '@/lib/result'
import { readSharing } from '@/lib/share/read-sharing'
import { endpointName } from '@/lib/spec/route-parts/endpoint'
import { listManagedApis } from '@/lib/wiring/read/list-managed'

/** What the command palette searches; three reads of AWS. */
export const readPlacesAction = action(
  { name: 'palette.open', role: 'viewer', input: z.looseObject({}) },
  async (context) => {
    const { clients, target } = context
    const places = await readPlaces(clients, listManagedApis(clients, target, config().aws.invokeUrlTemplate))
    return ok({ ...places, indexed: coverOfIndex(context) })
  },
)

/** Endpoints beyond those that the palette opened with: by name, in one read of AWS, and by what the index has read. */
export const findEndpointsAction = action(
  { name: 'palette.search', role: 'viewer', input: z.object({ search: z.string().trim().min(2).max(63) }) },
  async (context, { search }) => {
    const indexed = searchIndex(context, search)
    const names = new Set(indexed.map(({ name }) => name))
    const named = await findEndpoints(context.clients, search)
    return ok([...indexed, ...named.filter(({ name }) => !names.has(name))])
  },
)

/** Share links and keys of the public API whose page is open; a few reads of API Gateway. */
export const readSharingAction = action(
  { name: 'palette.sharing', role: 'viewer', input: z.object({ endpointName }) },
  async ({ clients, target }, { endpointName }) => {
    const apis = await listManagedApis(clients, target)
    const api = apis.find((one) => one.endpointName === endpointName)
    if (!api?.finished) return ok({ links: [], keys: [], failures: [] })
    const { secret, origin } = config().auth
    return ok(await readSharing({ clients, target, endpointName, restApiId: api.restApiId, secret, origin }))
  },
)

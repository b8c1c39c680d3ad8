'use server'

import { z } from 'zod'
import { config } from '@/lib/config'
import { action } from '@/lib/console/action'
import { findEndpoints, readPlaces } from '@/lib/endpoints/places'
import { ok } from '@/lib/result'
import { listManagedApis } from '@/lib/wiring/read/list-managed'

/** What the command palette searches; three reads of AWS. */
export const readPlacesAction = action(
  { name: 'palette.open', role: 'viewer', input: z.looseObject({}) },
  async ({ clients, target }) =>
    ok(await readPlaces(clients, listManagedApis(clients, target, config().aws.invokeUrlTemplate))),
)

/** Endpoints beyond those that the palette opened with; one read of AWS. */
export const findEndpointsAction = action(
  { name: 'palette.search', role: 'viewer', input: z.object({ search: z.string().trim().min(2).max(63) }) },
  async ({ clients }, { search }) => ok(await findEndpoints(clients, search)),
)

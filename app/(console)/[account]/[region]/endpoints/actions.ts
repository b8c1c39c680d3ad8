'use server'

import { z } from 'zod'
import { action } from '@/lib/auth/action'
import { wiringContext } from '@/lib/auth/wiring-context'
import { config } from '@/lib/config'
import { summarizeEndpoint } from '@/lib/endpoints/describe'
import { readRows } from '@/lib/endpoints/refresh'
import { endpointName, endpointNames } from '@/lib/endpoints/schemas'
import type { EndpointSummary } from '@/lib/endpoints/types'
import { ok } from '@/lib/result'
import { checkWiring } from '@/lib/wiring/check'
import { listManagedApis } from '@/lib/wiring/list-managed'

/** The columns of visible rows. One that cannot be read is left out; the others are drawn. */
export const loadSummariesAction = action(
  { name: 'endpoint.summaries', role: 'viewer', input: endpointNames },
  async ({ clients }, { names }) => {
    const settled = await Promise.allSettled(names.map((name) => summarizeEndpoint(clients, name)))
    const refused = settled.find((one) => one.status === 'rejected')
    if (refused && settled.every((one) => one.status === 'rejected')) throw refused.reason
    const summaries: Record<string, EndpointSummary> = {}
    for (const [index, one] of settled.entries()) {
      const name = names[index]
      if (name && one.status === 'fulfilled') summaries[name] = one.value
    }
    return ok(summaries)
  },
)

/** The rows that are changing, as they are now; those that are gone are left out. */
export const refreshEndpointsAction = action(
  { name: 'endpoint.refresh', role: 'viewer', input: endpointNames },
  async ({ clients, target }, { names }) =>
    ok(await readRows(clients, names, await listManagedApis(clients, target, config().aws.invokeUrlTemplate))),
)

/** Whether a public URL is still as it was deployed. */
export const checkWiringAction = action(
  { name: 'wiring.check', role: 'viewer', input: z.object({ endpointName }) },
  async (context, { endpointName }) => ok(await checkWiring(wiringContext(context), endpointName)),
)

'use server'

import { z } from 'zod'
import { listUserPools } from '@/lib/aws/user-pools'
import { action } from '@/lib/console/action'
import { ok } from '@/lib/result'
import { endpointName } from '@/lib/spec/route-parts/endpoint'

/** Names and ARNs of the region's user pools, for whoever can deploy. */
export const listUserPoolsAction = action(
  { name: 'pools.list', role: 'deployer', input: z.object({ endpointName }) },
  async ({ clients, target }) => ok(await listUserPools(clients.cognito, target)),
)

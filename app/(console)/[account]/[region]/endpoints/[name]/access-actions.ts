'use server'

import { z } from 'zod'
import { action } from '@/lib/auth/action'
import { listUserPools } from '@/lib/aws/user-pools'
import { ok } from '@/lib/result'
import { endpointName } from '@/lib/wiring/endpoint'

/** Names and ARNs of the region's user pools, for whoever may deploy. */
export const listUserPoolsAction = action(
  { name: 'pools.list', role: 'deployer', input: z.object({ endpointName }) },
  async ({ clients, target }) => ok(await listUserPools(clients.cognito, target)),
)

'use server'

import { z } from 'zod'
import { action } from '@/lib/auth/action'
import { listUserPools } from '@/lib/aws/user-pools'
import { endpointName } from '@/lib/endpoints/schemas'
import { ok } from '@/lib/result'

/** Names and ARNs of the region's user pools, for whoever may deploy. */
export const listUserPoolsAction = action(
  { name: 'pools.list', role: 'deployer', input: z.object({ endpointName }) },
  async ({ clients, target }) => ok(await listUserPools(clients.cognito, target)),
)

'use server'

import { z } from 'zod'
import { action } from '@/lib/auth/action'
import { endpointName } from '@/lib/endpoints/schemas'
import { OwnCalls } from '@/lib/own-calls/own-calls'
import { mostCalls } from '@/lib/own-calls/types'
import { ok } from '@/lib/result'

const number = z.int().min(0).max(mostCalls)

/**
 * Publishes how many calls a page of this console made to a public URL. They are made by viewers too. All that a false number
 * can do is to hide calls from the console's own pages: nothing is allowed or billed by it.
 */
export const countOwnCallsAction = action(
  {
    name: 'own-calls.count',
    role: 'viewer',
    input: z.object({
      at: z.object({
        api: z.object({ id: z.string().regex(/^[a-z0-9]{1,32}$/), stage: z.string().regex(/^\w{1,128}$/) }).optional(),
        functionName: z
          .string()
          .regex(/^[\w-]{1,64}$/)
          .optional(),
        endpointName,
      }),
      counts: z.object({ requests: number, refused: number, failed: number, runs: number, predictions: number }),
    }),
  },
  async ({ clients, target }, { at, counts }) => {
    const ownCalls = new OwnCalls()
    ownCalls.add(at, counts)
    await ownCalls.put({ clients, target })
    return ok({})
  },
)

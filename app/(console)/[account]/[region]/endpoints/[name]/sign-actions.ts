'use server'

import { z } from 'zod'
import { signRequest } from '@/lib/aws/sign-request'
import { action } from '@/lib/console/action'
import { wiringContext } from '@/lib/console/wiring-context'
import { fail, ok } from '@/lib/result'
import { endpointName } from '@/lib/spec/route-parts/endpoint'
import { ownUrl } from '@/lib/wiring/read/own-url'

/**
 * Signs one request to this endpoint's own URL, which is put together here: the browser says what is called, never where.
 * It lends the console's permission to call, so it takes a deployer.
 */
export const signRequestAction = action(
  {
    name: 'playground.sign',
    role: 'deployer',
    input: z.object({
      endpointName,
      method: z.enum(['GET', 'POST']),
      /** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
      query: z
        .string()
        .max(10_240)
        .regex(/^[^\s#]*$/, 'A query as it stands in an address'),
      bodySha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/, 'A SHA-256 in hex')
        .optional(),
    }),
  },
  async (context, { endpointName, method, query, bodySha256 }) => {
    const base = await ownUrl(wiringContext(context), endpointName)
    if (!base)
      return fail({
        code: 'not-deployed',
        message: `${endpointName} has no public API.`,
        remedy: 'Deploy it, then send the request again.',
      })
    const url = query ? `${base}?${query}` : base
    return ok({ url, headers: await signRequest(context.clients, { method, url, bodySha256 }) })
  },
)

'use server'

import { z } from 'zod'
import { action } from '@/lib/auth/action'
import { wiringContext } from '@/lib/auth/wiring-context'
import { readLogs, readRequest } from '@/lib/logs/read-logs'
import { logSources } from '@/lib/logs/types'
import { ok } from '@/lib/result'
import { readSpecInPlace } from '@/lib/wiring/current'
import { endpointName } from '@/lib/wiring/endpoint'
import { answeringEndpoint } from '@/lib/wiring/spec'

type Context = Parameters<typeof wiringContext>[0]

async function answering(context: Context, name: string): Promise<string> {
  const spec = await readSpecInPlace(wiringContext(context), name)
  return spec ? answeringEndpoint(spec) : name
}

export const readLogsAction = action(
  {
    name: 'logs.read',
    role: 'viewer',
    input: z.object({
      endpointName,
      sources: z.array(z.enum(logSources)).min(1).max(logSources.length),
      since: z.iso.datetime(),
      text: z.string().max(200).optional(),
    }),
  },
  async (context, { endpointName, sources, since, text }) =>
    ok(
      await readLogs(wiringContext(context), {
        endpointName,
        answering: await answering(context, endpointName),
        sources,
        since: Date.parse(since),
        text,
      }),
    ),
)

/** One request across the hops. */
export const readRequestAction = action(
  {
    name: 'logs.request',
    role: 'viewer',
    input: z.object({
      endpointName,
      requestId: z.string().regex(/^[\w=+/-]{8,100}$/, 'A request id, as an answer bears it in x-amzn-RequestId'),
      at: z.iso.datetime().optional(),
    }),
  },
  async (context, { endpointName, requestId, at }) =>
    ok(
      await readRequest(
        wiringContext(context),
        { endpointName, answering: await answering(context, endpointName) },
        requestId,
        { at: at ? Date.parse(at) : undefined, now: Date.now() },
      ),
    ),
)

'use server'

import { z } from 'zod'
import { action } from '@/lib/console/action'
import { wiringContext } from '@/lib/console/wiring-context'
import { readLogs, readRequest } from '@/lib/logs/read-logs'
import { logSources } from '@/lib/logs/types'
import { ok } from '@/lib/result'
import { servingEndpoint } from '@/lib/spec/route'
import { endpointName } from '@/lib/spec/route-parts/endpoint'
import { onlyRoute } from '@/lib/spec/spec'
import { readSpecInPlace } from '@/lib/wiring/read/live-spec'

type Context = Parameters<typeof wiringContext>[0]

async function servingName(context: Context, name: string): Promise<string> {
  const spec = await readSpecInPlace(wiringContext(context), name)
  return spec ? servingEndpoint(onlyRoute(spec)) : name
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
        servingEndpoint: await servingName(context, endpointName),
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
      requestId: z.string().regex(/^[\w=+/-]{8,100}$/, 'A request id, as a response carries it in x-amzn-RequestId'),
      at: z.iso.datetime().optional(),
    }),
  },
  async (context, { endpointName, requestId, at }) =>
    ok(
      await readRequest(
        wiringContext(context),
        { endpointName, servingEndpoint: await servingName(context, endpointName) },
        requestId,
        { at: at ? Date.parse(at) : undefined, now: Date.now() },
      ),
    ),
)

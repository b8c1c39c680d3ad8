'use server'

import { z } from 'zod'
import { action } from '@/lib/console/action'
import { wiringContext } from '@/lib/console/wiring-context'
import { startDeploy } from '@/lib/jobs/start-job'
import { fail, ok } from '@/lib/result'
import { servingEndpoint } from '@/lib/spec/route'
import { endpointName } from '@/lib/spec/route-parts/endpoint'
import { onlyRoute } from '@/lib/spec/spec'
import { repairingSpec } from '@/lib/trace/fix'
import { readContainerLog, readFunctionLog } from '@/lib/trace/logs'
import { maxEventBytes, readProxyEvent } from '@/lib/trace/proxy-event'
import { runTrace } from '@/lib/trace/run'
import { asEvents } from '@/lib/trace/stream'
import { fixKinds, hopIds } from '@/lib/trace/types'
import { readSpecInPlace } from '@/lib/wiring/read/live-spec'

/** Calls the model up to four times, so it takes a deployer. The address comes from AWS alone, never from the event. */
export const traceAction = action(
  {
    name: 'trace.run',
    role: 'deployer',
    input: z.object({
      endpointName,
      event: z.string().max(maxEventBytes, 'Lambda takes events of 6 MB at most'),
      hops: z.array(z.enum(hopIds)).min(1).optional(),
    }),
  },
  async (context, { endpointName, event, hops }, note) => {
    const read = readProxyEvent(event)
    if ('problem' in read) {
      const remedy = 'Correct the event; nothing was sent.'
      return fail({ code: 'invalid-event', message: `${read.problem}.`, remedy })
    }
    const events = runTrace(wiringContext(context), endpointName, read.event, hops)
    return ok(asEvents(events, ({ code }) => note({ ok: false, code })))
  },
)

/** The click that fixes what a trace named, where it is more than a repair: a deploy by the wiring's own engine. */
export const startFixAction = action(
  {
    name: 'trace.fix',
    role: 'deployer',
    input: z.object({ endpointName, kind: z.enum(fixKinds).exclude(['repair']) }),
  },
  async (context, { endpointName, kind }) => {
    const spec = await repairingSpec(wiringContext(context), endpointName, kind)
    return spec.ok ? startDeploy(context, spec.value) : spec
  },
)

const since = z.iso.datetime()

export const readContainerLogAction = action(
  { name: 'trace.container-log', role: 'viewer', input: z.object({ endpointName, since }) },
  async (context, { endpointName, since }) => {
    const spec = await readSpecInPlace(wiringContext(context), endpointName)
    const serving = spec ? servingEndpoint(onlyRoute(spec)) : endpointName
    return ok(await readContainerLog(wiringContext(context), serving, Date.parse(since)))
  },
)

export const readFunctionLogAction = action(
  {
    name: 'trace.function-log',
    role: 'viewer',
    input: z.object({ endpointName, requestId: z.string().regex(/^[\w=+/-]{1,100}$/), since }),
  },
  async (context, { endpointName, requestId, since }) =>
    ok(await readFunctionLog(wiringContext(context), endpointName, requestId, Date.parse(since))),
)

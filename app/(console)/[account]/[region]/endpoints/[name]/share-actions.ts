'use server'

import { z } from 'zod'
import { config } from '@/lib/config'
import { action } from '@/lib/console/action'
import type { ConsoleContext } from '@/lib/console/context'
import { exampleSchema } from '@/lib/model/contract/contract-schema'
import { fail, ok } from '@/lib/result'
import { createShareLink, revokeShareLink } from '@/lib/share/links'
import { originsSchema } from '@/lib/share/origins'
import { dailyCaps } from '@/lib/share/types'
import { endpointName } from '@/lib/spec/route-parts/endpoint'
import { listManagedApis } from '@/lib/wiring/read/list-managed'
import { readLiveSpec } from '@/lib/wiring/read/live-spec'
import { systemClock } from '@/lib/wiring/run/clock'

async function place(context: ConsoleContext, endpointName: string) {
  const apis = await listManagedApis(context.clients, context.target)
  const api = apis.find((one) => one.endpointName === endpointName)
  if (!api?.finished) {
    return fail({
      code: 'not-deployed',
      message: `${endpointName} has no public API to share.`,
      remedy: 'Deploy it first.',
    })
  }
  const { secret, origin } = config().auth
  return ok({
    clients: context.clients,
    target: context.target,
    endpointName,
    restApiId: api.restApiId,
    secret,
    origin,
  })
}

export const createShareLinkAction = action(
  {
    name: 'share.create',
    role: 'deployer',
    input: z.object({
      endpointName,
      title: z.string().trim().min(1, 'Give the page a title').max(80, 'At most 80 characters'),
      description: z.string().trim().max(300, 'At most 300 characters').optional(),
      days: z.int().min(1, 'At least a day').max(365, 'At most 365 days'),
      examples: z.array(exampleSchema).max(5, 'At most 5 examples').optional(),
      bounded: z.boolean(),
      embedOrigins: originsSchema,
      dailyCap: z.literal([...dailyCaps]).optional(),
    }),
  },
  async (context, { endpointName, ...linkSpec }) => {
    const where = await place(context, endpointName)
    if (!where.ok) return where
    const spec = await readLiveSpec({ ...where.value, fetch }, endpointName)
    if (!spec) {
      return fail({
        code: 'no-record',
        message: `What ${endpointName} was deployed with cannot be read.`,
        remedy: 'Deploy it again, then share it.',
      })
    }
    const { invokeUrlTemplate } = config().aws
    const making = { ...where.value, spec, person: context.person.email, invokeUrlTemplate, fetch, clock: systemClock }
    return createShareLink(making, linkSpec)
  },
)

export const revokeShareLinkAction = action(
  {
    name: 'share.revoke',
    role: 'deployer',
    input: z.object({ endpointName, linkId: z.string().regex(/^[a-z0-9]{8,32}$/) }),
  },
  async (context, { endpointName, linkId }) => {
    const where = await place(context, endpointName)
    if (!where.ok) return where
    await revokeShareLink(where.value, linkId)
    return ok(undefined)
  },
)

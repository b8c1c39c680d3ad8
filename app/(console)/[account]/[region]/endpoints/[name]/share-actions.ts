'use server'

import { z } from 'zod'
import { action } from '@/lib/auth/action'
import type { ConsoleContext } from '@/lib/auth/context'
import { config } from '@/lib/config'
import { endpointName } from '@/lib/endpoints/schemas'
import { fail, ok } from '@/lib/result'
import { createShareLink, revokeShareLink } from '@/lib/share/links'
import { listManagedApis } from '@/lib/wiring/list-managed'

async function place(context: ConsoleContext, endpointName: string) {
  const apis = await listManagedApis(context.clients, context.target)
  const api = apis.find((one) => one.endpointName === endpointName)
  if (!api?.finished) {
    return fail({
      code: 'not-deployed',
      message: `${endpointName} has no public URL to share.`,
      remedy: 'Deploy it first.',
    })
  }
  const { secret, origin } = config().auth
  return ok({ clients: context.clients, target: context.target, restApiId: api.restApiId, secret, origin })
}

export const createShareLinkAction = action(
  {
    name: 'share.create',
    role: 'deployer',
    input: z.object({
      endpointName,
      title: z.string().trim().min(1, 'Give the page a title').max(80, 'At most 80 characters'),
      days: z.int().min(1, 'At least a day').max(365, 'At most 365 days'),
    }),
  },
  async (context, { endpointName, title, days }) => {
    const where = await place(context, endpointName)
    return where.ok ? createShareLink(where.value, title, days) : where
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

import 'server-only'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { attempt } from '@/lib/attempt'
import type { Place } from '@/lib/console/context'
import { openPage } from '@/lib/console/open-page'
import { wiringContext } from '@/lib/console/wiring-context'
import { describeEndpoint } from '@/lib/endpoints/describe'
import { jobs } from '@/lib/jobs/console-jobs'
import { ok } from '@/lib/result'
import { endpointName } from '@/lib/spec/route-parts/endpoint'
import { readWiring } from '@/lib/wiring/read/current'

export interface EndpointParams extends Place {
  name: string
}

export const listPathOf = ({ account, region }: Place): string => `/${account}/${region}/endpoints`

/** A person in a place that is served, at a name that an endpoint can have. */
export const openEndpointPage = cache(async (account: string, region: string, name: string, page = '') => {
  if (!endpointName.safeParse(name).success) notFound()
  return openPage({ account, region }, `${listPathOf({ account, region })}/${name}${page}`)
})

/** Endpoint and wiring, each with its own failure: one that cannot be read hides nothing of the other. */
export const readEndpoint = cache(async (account: string, region: string, name: string) => {
  const context = await openEndpointPage(account, region, name)
  if (!context.ok) return context
  // Before the reading: a job that ends meanwhile is one that the page still has to follow.
  const running = await jobs().running({ ...context.value.target, endpointName: name })
  const [endpoint, wiring] = await Promise.all([
    attempt(() => describeEndpoint(context.value.clients, name)),
    attempt(() => readWiring(wiringContext(context.value), name)),
  ])
  return ok({ context: context.value, endpoint, wiring, running, readAt: new Date().toISOString() })
})

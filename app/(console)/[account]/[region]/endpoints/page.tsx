import type { Metadata } from 'next'
import { EndpointListError } from '@/components/endpoints/endpoint-list-error'
import { attempt } from '@/lib/attempt'
import { config } from '@/lib/config'
import type { Place } from '@/lib/console/context'
import { openPage } from '@/lib/console/open-page'
import { listEndpoints } from '@/lib/endpoints/list'
import { parseEndpointQuery } from '@/lib/endpoints/query'
import { refusal } from '@/lib/roles'
import { listManagedApis } from '@/lib/wiring/read/list-managed'
import { LiveEndpointTable } from './live-endpoint-table'

export const metadata: Metadata = { title: 'Endpoints' }

interface EndpointsPageProps {
  params: Promise<Place>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function EndpointsPage({ params, searchParams }: EndpointsPageProps) {
  const place = await params
  const query = parseEndpointQuery(await searchParams)
  const context = await openPage(place, `/${place.account}/${place.region}/endpoints`)
  if (!context.ok) return <EndpointListError error={context.error} />
  const { clients, target, person, regions } = context.value
  const { invokeUrlTemplate } = config().aws
  const page = await attempt(() => listEndpoints(clients, query, listManagedApis(clients, target, invokeUrlTemplate)))
  if (!page.ok) return <EndpointListError error={page.error} />
  const denyReason = refusal(person, 'deployer')
  return (
    <LiveEndpointTable
      place={place}
      page={page.value}
      query={query}
      canDeploy={!denyReason}
      denyReason={denyReason}
      otherRegions={regions.filter((region) => region !== place.region)}
    />
  )
}

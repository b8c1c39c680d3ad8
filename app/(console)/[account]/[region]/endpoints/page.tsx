import type { Metadata } from 'next'
import { EndpointListError } from '@/components/endpoints/endpoint-list-error'
import { columnsToRead, hiddenIn } from '@/components/endpoints/table/table-columns'
import { attempt } from '@/lib/attempt'
import { config } from '@/lib/config'
import type { Place } from '@/lib/console/context'
import { openPage } from '@/lib/console/open-page'
import { columnsOf, parseIndexQuery } from '@/lib/endpoint-index/index-query'
import { lookAtIndex } from '@/lib/endpoint-index/look'
import { listEndpoints } from '@/lib/endpoints/list/list'
import { parseEndpointQuery } from '@/lib/endpoints/list/query'
import { jobs } from '@/lib/jobs/console-jobs'
import { ok } from '@/lib/result'
import { refusal } from '@/lib/roles'
import { listManagedApis } from '@/lib/wiring/read/list-managed'
import { LiveEndpointTable } from './live-endpoint-table'

export const metadata: Metadata = { title: 'Endpoints' }

interface EndpointsPageProps {
  params: Promise<Place>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const textOf = (value: string | string[] | undefined): string | null => (typeof value === 'string' ? value : null)

export default async function EndpointsPage({ params, searchParams }: EndpointsPageProps) {
  const place = await params
  const search = await searchParams
  const query = parseEndpointQuery(search)
  const indexQuery = parseIndexQuery(search)
  const context = await openPage(place, `/${place.account}/${place.region}/endpoints`)
  if (!context.ok) return <EndpointListError error={context.error} />
  const { clients, target, person, regions } = context.value
  const { invokeUrlTemplate } = config().aws
  const used = indexQuery ? columnsOf(indexQuery) : []
  const columns = columnsToRead(hiddenIn(textOf(search.hide), textOf(search.show), used), used)
  // What SageMaker cannot filter and sort by comes from memory, and is never waited for.
  const known = await jobs().list(target)
  const look = (names: string[]) => lookAtIndex(context.value, { query: indexQuery, columns, names, jobs: known })
  const matched = indexQuery && look([])
  const page = matched
    ? ok({ rows: matched.rows, readAt: matched.readAt })
    : await attempt(() => listEndpoints(clients, query, listManagedApis(clients, target, invokeUrlTemplate)))
  if (!page.ok) return <EndpointListError error={page.error} />
  const denyReason = refusal(person, 'deployer')
  return (
    <LiveEndpointTable
      place={place}
      page={page.value}
      query={query}
      indexed={indexQuery && matched ? { query: indexQuery, page: matched } : undefined}
      firstLook={columns.length > 0 && !matched ? look(page.value.rows.map((row) => row.name)) : undefined}
      jobs={known}
      person={person.name}
      canDeploy={!denyReason}
      denyReason={denyReason}
      requiredTags={context.value.guardRails?.tags}
      otherRegions={regions.filter((region) => region !== place.region)}
    />
  )
}

import type { Metadata } from 'next'
import { OverviewError } from '@/components/overview/overview-states'
import { RegionOverview } from '@/components/overview/region-overview'
import { attempt } from '@/lib/attempt'
import type { Place } from '@/lib/console/context'
import { openPage } from '@/lib/console/open-page'
import { readOverview } from '@/lib/overview/read-overview'

export const metadata: Metadata = { title: 'Region dashboard' }

/** The region at a glance: what is there, what is called, what it costs, what needs somebody. */
export default async function OverviewPage({ params }: { params: Promise<Place> }) {
  const { account, region } = await params
  const context = await openPage({ account, region }, `/${account}/${region}/overview`)
  if (!context.ok) return <OverviewError error={context.error} />
  const { clients, target } = context.value
  const overview = await attempt(() => readOverview(clients, target, Date.now()))
  if (!overview.ok) return <OverviewError error={overview.error} />
  return <RegionOverview overview={overview.value} endpointsPath={`/${account}/${region}/endpoints`} />
}

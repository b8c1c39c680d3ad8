import type { Metadata } from 'next'
import { DashboardError } from '@/components/dashboard/dashboard-states'
import { RegionDashboard } from '@/components/dashboard/region-dashboard'
import { attempt } from '@/lib/attempt'
import type { Place } from '@/lib/console/context'
import { openPage } from '@/lib/console/open-page'
import { readDashboard } from '@/lib/dashboard/read-dashboard'

export const metadata: Metadata = { title: 'Region dashboard' }

/** The region at a glance: what is there, what is called, what it costs, what needs somebody. */
export default async function OverviewPage({ params }: { params: Promise<Place> }) {
  const { account, region } = await params
  const context = await openPage({ account, region }, `/${account}/${region}/overview`)
  if (!context.ok) return <DashboardError error={context.error} />
  const { clients, target } = context.value
  const dashboard = await attempt(() => readDashboard(clients, target, Date.now()))
  if (!dashboard.ok) return <DashboardError error={dashboard.error} />
  return <RegionDashboard dashboard={dashboard.value} endpointsPath={`/${account}/${region}/endpoints`} />
}

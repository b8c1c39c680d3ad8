import type { RegionDashboard as Reading } from '@/lib/dashboard/types'
import { RefreshButton } from '../ui/state/refresh-button'
import { RelativeTime } from '../ui/text/relative-time'
import { AttentionList } from './attention-list'
import { DashboardTitle } from './dashboard-states'
import { Tiles } from './tiles'
import { UrlsTable } from './urls-table'

export interface RegionDashboardProps {
  dashboard: Reading
  /** `/{account}/{region}/endpoints`. */
  endpointsPath: string
}

/** The region at a glance. */
export function RegionDashboard({ dashboard, endpointsPath }: RegionDashboardProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-x-3">
        <DashboardTitle />
        <span className="ml-auto flex items-center gap-2 text-12 text-fg-2">
          Read <RelativeTime value={dashboard.readAt} ago />
          <RefreshButton label="Refresh" />
        </span>
      </div>
      <Tiles dashboard={dashboard} />
      <AttentionList attention={dashboard.attention} unread={dashboard.unread} endpointsPath={endpointsPath} />
      <UrlsTable urls={dashboard.urls} unread={dashboard.unread.traffic} endpointsPath={endpointsPath} />
    </div>
  )
}

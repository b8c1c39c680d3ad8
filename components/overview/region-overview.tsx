import type { RegionOverview as Reading } from '@/lib/overview/types'
import { RelativeTime } from '../ui/relative-time'
import { RefreshButton } from '../ui/state/refresh-button'
import { AttentionList } from './attention-list'
import { OverviewTitle } from './overview-states'
import { Tiles } from './tiles'
import { UrlsTable } from './urls-table'

export interface RegionOverviewProps {
  overview: Reading
  /** `/{account}/{region}/endpoints`. */
  endpointsPath: string
}

/** The region at a glance. */
export function RegionOverview({ overview, endpointsPath }: RegionOverviewProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-x-3">
        <OverviewTitle />
        <span className="ml-auto flex items-center gap-2 text-12 text-fg-2">
          Read <RelativeTime value={overview.readAt} ago />
          <RefreshButton label="Refresh" />
        </span>
      </div>
      <Tiles overview={overview} />
      <AttentionList attention={overview.attention} unread={overview.unread} endpointsPath={endpointsPath} />
      <UrlsTable urls={overview.urls} unread={overview.unread.traffic} endpointsPath={endpointsPath} />
    </div>
  )
}

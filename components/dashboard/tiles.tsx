import type { ReactNode } from 'react'
import { formatMonth } from '@/lib/cost/money'
import type { RegionDashboard } from '@/lib/dashboard/types'
import { plural } from '@/lib/plural'
import { short } from '@/lib/what-if/format'
import { StatusBadge } from '../ui/state/status'
import { Unread } from '../ui/state/unread'

const total = (values: number[] = []): number => values.reduce((sum, value) => sum + value, 0)

/** The region in four numbers. */
export function Tiles({ dashboard }: { dashboard: RegionDashboard }) {
  const { endpoints, urls, month, unread } = dashboard
  const measured = urls.some((url) => url.requests !== undefined)
  const requests = urls.reduce((sum, url) => sum + total(url.requests), 0)
  const refused = urls.reduce((sum, url) => sum + (url.refused ?? 0), 0)
  const failed = urls.reduce((sum, url) => sum + (url.failed ?? 0), 0)
  const live = urls.filter(({ state }) => state === 'live').length
  return (
    <dl className="grid gap-4 md:grid-cols-2 lg:grid-cols-4">
      <Tile name="Endpoints" value={String(endpoints.reduce((sum, { count }) => sum + count, 0))}>
        <span className="flex flex-wrap gap-x-3 gap-y-0.5">
          {endpoints.map(({ status, count }) => (
            <span key={status} className="inline-flex items-center gap-1">
              <StatusBadge status={status} variant="bare" /> {count}
            </span>
          ))}
        </span>
      </Tile>
      <Tile name="Public APIs" value={String(live)}>
        {live === urls.length ? 'live' : `live, ${urls.length - live} incomplete`}
      </Tile>
      <Tile name="Requests, last day" value={measured || urls.length === 0 ? short(requests) : '–'}>
        {unread.traffic && <Unread failure={unread.traffic} />}
        {measured ? `${short(refused)} refused, ${short(failed)} failed` : 'through public APIs'}
      </Tile>
      <Tile name="Endpoints, a month" value={month ? formatMonth(month.amount, month.currency) : '–'}>
        {unread.prices && <Unread failure={unread.prices} />}
        {unread.instances && <Unread failure={unread.instances} what="Some instances" />}
        {month
          ? `${month.priced} of ${plural(month.of, 'endpoint')} billed by the hour`
          : !unread.prices && !unread.instances && 'nothing that runs has a price'}
      </Tile>
    </dl>
  )
}

function Tile({ name, value, children }: { name: string; value: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-1 rounded-card border border-line bg-surface px-4 py-3">
      <dt className="text-12 text-fg-3">{name}</dt>
      <dd className="font-semibold text-20 tracking-[-0.02em]">{value}</dd>
      <dd className="text-12 text-fg-2">{children}</dd>
    </div>
  )
}

import Link from 'next/link'
import type { UrlTraffic } from '@/lib/dashboard/types'
import type { Failure } from '@/lib/result'
import { Spark } from '../endpoints/table/spark'
import { ButtonLink } from '../ui/button'
import { Card, CardHeader } from '../ui/card'
import { EmptyState } from '../ui/state/empty-state'
import { Unread } from '../ui/state/unread'
import { Table, Td, Th } from '../ui/table'
import { LiveBadge } from '../wiring/live-badge'

export interface UrlsTableProps {
  urls: UrlTraffic[]
  /** Why their traffic could not be read. */
  unread?: Failure
  /** `/{account}/{region}/endpoints`. */
  endpointsPath: string
}

/** Every public API with its traffic of the last day, the busiest first. */
export function UrlsTable({ urls, unread, endpointsPath }: UrlsTableProps) {
  return (
    <Card aria-labelledby="urls">
      <CardHeader id="urls" title="Public APIs" meta={urls.length > 0 ? 'last 24 hours' : undefined} />
      {unread && urls.length > 0 && (
        <div className="border-line border-b px-4 py-2.5">
          <Unread what="Requests" failure={unread} />
        </div>
      )}
      {urls.length === 0 ? (
        <EmptyState
          title="No public API yet"
          actions={<ButtonLink href={endpointsPath}>Choose an endpoint</ButtonLink>}
        >
          Deploy one for an endpoint to see its traffic and errors here.
        </EmptyState>
      ) : (
        <Table aria-label="Public APIs" className="max-md:block">
          <thead className="max-md:hidden">
            <tr>
              <Th>Endpoint</Th>
              <Th>Public API</Th>
              <Th>Requests</Th>
              <Th className="text-right">Refused, 4xx</Th>
              <Th className="text-right">Failed, 5xx</Th>
            </tr>
          </thead>
          <tbody className="max-md:block">
            {urls.map(({ endpointName, state, live, requests, refused, failed }) => (
              <tr
                key={endpointName}
                className="max-md:grid max-md:grid-cols-2 max-md:gap-x-3 max-md:gap-y-1 max-md:border-line max-md:border-b max-md:px-4 max-md:py-2.5 max-md:last:border-b-0"
              >
                <Td className={`${cell} md:w-2/5 md:max-w-0`}>
                  <Link href={`${endpointsPath}/${endpointName}`} className="link mono block truncate py-0.5">
                    {endpointName}
                  </Link>
                </Td>
                <Td className={`${cell} max-md:justify-self-end`}>
                  <LiveBadge state={state} live={live} variant="bare" />
                </Td>
                <Td className={cell}>
                  {requests ? <Spark values={requests} /> : <span className="text-fg-3">not read</span>}
                </Td>
                <Count name="4xx" value={refused} />
                <Count name="5xx" value={failed} />
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  )
}

const cell = 'max-md:h-auto max-md:border-0 max-md:p-0 max-md:first:pl-0 max-md:last:pr-0'

const Count = ({ name, value }: { name: string; value?: number }) => (
  <Td className={`${cell} text-right font-mono text-12`}>
    <span className="text-fg-3 md:hidden">{name} </span>
    {value ?? '–'}
  </Td>
)

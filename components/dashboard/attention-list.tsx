import Link from 'next/link'
import type { Attention, AttentionKind, Unread as Unreadable } from '@/lib/dashboard/types'
import { Badge } from '../ui/badge'
import { Card, CardBody, CardHeader } from '../ui/card'
import { Mark } from '../ui/state/status'
import { Unread } from '../ui/state/unread'

export interface AttentionListProps {
  attention: Attention[]
  /** What could not be looked at. */
  unread: Unreadable
  /** `/{account}/{region}/endpoints`. */
  endpointsPath: string
}

const words: Record<AttentionKind, string> = {
  'url-failing': 'URL fails',
  'endpoint-failed': 'Endpoint failed',
  'url-incomplete': 'URL incomplete',
  'url-refusing': 'Calls refused',
  'endpoint-idle': 'Idle',
}

/** The page that shows the cause, or fixes it. */
const pageOf: Record<AttentionKind, string> = {
  'url-failing': '/metrics',
  'endpoint-failed': '',
  'url-incomplete': '',
  'url-refusing': '/metrics',
  'endpoint-idle': '',
}

/** What each look is for, and what it needs. */
const looks: { what: string; part: keyof Unreadable }[] = [
  { what: 'URLs that fail or refuse', part: 'traffic' },
  { what: 'Endpoints that nobody calls', part: 'calls' },
  { what: 'Instances of some endpoints', part: 'instances' },
]

/** What needs somebody, the most urgent first. */
export function AttentionList({ attention, unread, endpointsPath }: AttentionListProps) {
  const missing = looks.flatMap(({ what, part }) => {
    const failure = unread[part]
    return failure ? [{ what, failure }] : []
  })
  return (
    <Card aria-labelledby="attention">
      <CardHeader
        id="attention"
        title="Needs attention"
        meta={attention.length > 0 ? String(attention.length) : undefined}
      />
      {missing.length > 0 && (
        <div className="grid gap-1 border-line border-b px-4 py-2.5">
          {missing.map(({ what, failure }) => (
            <Unread key={what} what={what} failure={failure} />
          ))}
        </div>
      )}
      {attention.length === 0 ? (
        <CardBody className="text-fg-2">
          {missing.length > 0
            ? 'Nothing in what could be read.'
            : 'Nothing. All endpoints are in service, all public APIs are complete, and no endpoint is idle.'}
        </CardBody>
      ) : (
        <ul>
          {attention.map(({ kind, tone, endpointName, what }) => (
            <li
              key={`${kind} ${endpointName}`}
              className="grid items-baseline gap-x-3 gap-y-0.5 border-line border-t px-4 py-2.5 first:border-t-0 md:grid-cols-[150px_minmax(0,240px)_minmax(0,1fr)]"
            >
              <Badge tone={tone} variant="bare" mark={<Mark shape={tone === 'bad' ? 'cross' : 'half'} />}>
                {words[kind]}
              </Badge>
              <Link href={`${endpointsPath}/${endpointName}${pageOf[kind]}`} className="link mono truncate py-0.5">
                {endpointName}
              </Link>
              <span className="text-fg-2">{what}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

import { Pencil, Play, Rocket } from 'lucide-react'
import type { ReactNode } from 'react'
import type { EndpointStatus, UnreadParts } from '@/lib/endpoints/types'
import type { Failure } from '@/lib/result'
import type { Live } from '@/lib/wiring/state/live-words'
import type { ArchState } from '../ui/arch'
import { Button, ButtonLink } from '../ui/button'
import { Tooltip } from '../ui/overlay/tooltip'
import { PageHeader } from '../ui/page-header'
import { StatusBadge } from '../ui/state/status'
import { Unread } from '../ui/state/unread'
import { LinkTabs, type TabItem } from '../ui/tabs'
import { CopyButton } from '../ui/text/copy-button'
import { RelativeTime } from '../ui/text/relative-time'
import { LiveBadge } from '../wiring/live-badge'
import { EndpointMenu } from './endpoint-menu'

export interface EndpointHeaderProps {
  /** `/{account}/{region}/endpoints`. */
  listPath: string
  name: string
  /** Which of the endpoint's pages this is. */
  tab?: 'overview' | 'playground' | 'trace' | 'metrics' | 'logs' | 'activity'
  /** Absent where the endpoint is gone and only its wiring is left, or where it could not be read. */
  endpoint?: {
    arn: string
    status: EndpointStatus
    kind: string
    capacity: string
    container?: string
    createdAt: string
    unread: UnreadParts
  }
  /** Absent where the wiring could not be read. */
  urlState?: Extract<ArchState, 'live' | 'none' | 'incomplete' | 'drifted' | 'unpublished'>
  /** What the last deploy proved. */
  live?: Live
  /** Why a deploy cannot be started now. */
  deployObstacle?: string
  /** Why a removal cannot be started now. */
  removeObstacle?: string
  /** What could not be read; the overview says it in its cards. */
  unread?: { what: string; failure: Failure }[]
}

const urlWords = {
  live: 'Public API live',
  drifted: 'Public API drifted',
  unpublished: 'Unpublished changes',
  none: 'No public API',
  incomplete: 'Public API incomplete',
}

/** Callers come through, as deployed or not. */
const responds = (state: EndpointHeaderProps['urlState']): boolean =>
  state === 'live' || state === 'drifted' || state === 'unpublished'

export function EndpointHeader(props: EndpointHeaderProps) {
  const { listPath, name, endpoint, urlState, live, tab = 'overview' } = props
  const base = `${listPath}/${name}`
  const tabs: TabItem[] = [{ href: base, label: 'Overview' }]
  if (responds(urlState)) tabs.push({ href: `${base}/playground`, label: 'Playground' })
  tabs.push({ href: `${base}/trace`, label: 'Trace' })
  tabs.push({ href: `${base}/metrics`, label: 'Metrics' }, { href: `${base}/logs`, label: 'Logs' })
  tabs.push({ href: `${base}/activity`, label: 'Activity' })
  return (
    <>
      <PageHeader
        title={name}
        mono
        parent={{ href: listPath, label: 'Endpoints' }}
        badges={
          <>
            {endpoint && <StatusBadge status={endpoint.status} />}
            {urlState && (
              <LiveBadge state={urlState} live={live} subject="Public API">
                {urlWords[urlState]}
              </LiveBadge>
            )}
          </>
        }
        summary={endpoint && <Summary {...endpoint} />}
        actions={<Actions {...props} base={base} />}
      />
      {tab !== 'overview' &&
        props.unread?.map(({ what, failure }) => <Unread key={what} what={what} failure={failure} className="mt-1" />)}
      <div className="mt-3 mb-4">
        <LinkTabs label={`Pages of ${name}`} items={tabs} current={tab === 'overview' ? base : `${base}/${tab}`} />
      </div>
    </>
  )
}

function Summary({ arn, kind, capacity, container, createdAt, unread }: NonNullable<EndpointHeaderProps['endpoint']>) {
  return (
    <div className="mt-1 flex min-w-0 flex-wrap items-center gap-x-2 text-12 text-fg-2">
      <span className="flex min-w-0 max-w-full items-center gap-1">
        <code className="min-w-0 truncate" title={arn}>
          {arn}
        </code>
        <CopyButton iconOnly text={arn} label="Copy ARN of the endpoint" said="ARN copied" />
      </span>
      <span>
        {unread.config ? (
          'kind and capacity not read'
        ) : (
          <>
            {kind} · <span className="mono">{capacity}</span>
          </>
        )}
        {container && ` · ${container}`} · created <RelativeTime value={createdAt} ago />
      </span>
    </div>
  )
}

function Actions({ base, name, endpoint, tab, ...props }: EndpointHeaderProps & { base: string }) {
  const { urlState, deployObstacle, removeObstacle } = props
  const live = responds(urlState)
  const label = urlState === 'incomplete' ? 'Complete deploy' : 'Deploy public API'
  const icon = live ? <Pencil aria-hidden /> : <Rocket aria-hidden />
  const variant = live ? 'default' : 'primary'
  return (
    <>
      <LinkOrReason href={`${base}/deploy`} variant={variant} icon={icon} reason={deployObstacle}>
        {live ? (
          // One element: a button sets its parts apart.
          <span>
            Change<span className="max-md:sr-only"> public API</span>
          </span>
        ) : (
          label
        )}
      </LinkOrReason>
      {live && tab !== 'playground' && (
        <ButtonLink
          href={`${base}/playground`}
          variant="primary"
          icon={<Play aria-hidden />}
          className="max-md:order-first"
        >
          Open playground
        </ButtonLink>
      )}
      <EndpointMenu
        base={base}
        name={name}
        arn={endpoint?.arn}
        removable={urlState !== undefined && urlState !== 'none'}
        removeObstacle={removeObstacle}
      />
    </>
  )
}

interface LinkOrReasonProps {
  href: string
  variant: 'primary' | 'default'
  icon: ReactNode
  reason?: string
  children: ReactNode
}

/** A link where it can be followed, else a disabled button that says why. */
function LinkOrReason({ href, reason, children, ...look }: LinkOrReasonProps) {
  return reason ? (
    <Tooltip text={reason} side="bottom">
      <Button {...look} disabledReason={reason}>
        {children}
      </Button>
    </Tooltip>
  ) : (
    <ButtonLink {...look} href={href} scroll={false}>
      {children}
    </ButtonLink>
  )
}

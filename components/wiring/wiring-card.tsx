import { ChevronRight, Route } from 'lucide-react'
import type { ReactNode } from 'react'
import { plural } from '@/lib/plural'
import type { Failure } from '@/lib/result'
import { ButtonLink } from '../ui/button'
import { Card, CardHeader } from '../ui/card'
import { ErrorState } from '../ui/state/error-state'
import { RefreshButton } from '../ui/state/refresh-button'
import { RetryButton } from '../ui/state/retry-button'
import { RelativeTime } from '../ui/text/relative-time'
import { healthOf, healthSummary } from './check-look'
import { ResourceList } from './resource-list'
import { Schematic, type SchematicProps } from './schematic'

export interface WiringCardProps extends SchematicProps {
  /** When AWS was read, ISO. */
  readAt: string
  /** A deploy or removal runs: what is not there yet is no fault. */
  running: boolean
  /** What is to be done where something is not as deployed. */
  fix?: ReactNode
  /** The page that tests each hop by itself. */
  tracePath: string
}

export function WiringCard({ readAt, running, fix, tracePath, ...wiring }: WiringCardProps) {
  const { resources, state } = wiring
  const unwell = resources.filter((one) => healthOf(one) !== 'healthy')
  return (
    <Card aria-labelledby="wiring">
      <CardHeader
        id="wiring"
        title="AWS resources"
        meta={
          <>
            {state === 'live' && healthSummary(resources)}
            {state === 'incomplete' && `${plural(resources.length, 'resource')} there`}
            <span className={state === 'none' ? undefined : 'max-md:hidden'}>
              {state === 'none' ? 'checked ' : ', checked '}
              <RelativeTime value={readAt} ago />
            </span>
          </>
        }
      >
        <ButtonLink size="sm" variant="ghost" href={tracePath} icon={<Route aria-hidden />} className="max-md:hidden">
          Trace a request
        </ButtonLink>
        <RefreshButton label="Check again" />
      </CardHeader>
      <Schematic {...wiring} />
      {!running && fix}
      {resources.length > 0 && (
        <details className="group border-line border-t" open={unwell.length > 0}>
          <summary className="flex min-h-10 list-none items-center gap-2 px-4 font-medium hover:bg-hover [&::-webkit-details-marker]:hidden">
            <ChevronRight aria-hidden className="size-3.5 text-fg-3 group-open:rotate-90" />
            Resources and ARNs
            <span className="font-normal text-12 text-fg-2">{resources.length}</span>
          </summary>
          <ResourceList resources={resources} />
        </details>
      )}
    </Card>
  )
}

/** The wiring could not be read; the rest of the page stands. */
export function WiringError({ error }: { error: Failure }) {
  return (
    <Card aria-label="AWS resources">
      <ErrorState error={error} actions={<RetryButton />} />
    </Card>
  )
}

import { Activity, Play, Rocket, ScrollText, Wrench } from 'lucide-react'
import { endpointObstacle } from '@/lib/endpoints/deploy-obstacle'
import type { EndpointRow } from '@/lib/endpoints/types'
import type { JobSummary } from '@/lib/wiring/state/plan'
import { Button, ButtonLink } from '../../ui/button'
import { Tooltip } from '../../ui/overlay/tooltip'

export interface RowLinks {
  open: string
  deploy: string
  playground: string
  remove: string
}

export const linksOf = (basePath: string, name: string): RowLinks => ({
  open: `${basePath}/${name}`,
  deploy: `${basePath}/${name}/deploy`,
  playground: `${basePath}/${name}/playground`,
  remove: `${basePath}/${name}/remove`,
})

/** Why a public API cannot be deployed now: the person's role first, then the endpoint's state. */
export const deployObstacle = (row: EndpointRow, denied: string | undefined): string | undefined =>
  denied ?? endpointObstacle(row.status)

/** The job waits for its turn, or runs. */
export const isUnderWay = ({ state }: JobSummary): boolean => state === 'queued' || state === 'running'

interface RowActionProps {
  row: EndpointRow
  links: RowLinks
  denied?: string
  job?: JobSummary
}

/** The one thing to do next with this row. */
export function RowAction({ row, links, denied, job }: RowActionProps) {
  if (job && isUnderWay(job)) {
    return (
      <ButtonLink
        size="sm"
        href={job.kind === 'deploy' ? links.deploy : links.remove}
        scroll={false}
        icon={<Activity aria-hidden />}
        aria-label={`Progress of ${row.name}`}
      >
        Progress
      </ButtonLink>
    )
  }
  if (row.status === 'Failed' || row.status === 'UpdateRollbackFailed') {
    return (
      <ButtonLink
        size="sm"
        href={links.open}
        icon={<ScrollText aria-hidden />}
        aria-label={`Read why ${row.name} failed`}
      >
        Read cause
      </ButtonLink>
    )
  }
  if (row.publicApi.state === 'incomplete') {
    return (
      <ButtonLink
        size="sm"
        href={links.open}
        icon={<Wrench aria-hidden />}
        aria-label={`Review the public API of ${row.name}`}
      >
        Review
      </ButtonLink>
    )
  }
  if (row.publicApi.state === 'live') {
    return (
      <ButtonLink
        size="sm"
        href={links.playground}
        icon={<Play aria-hidden />}
        aria-label={`Playground of ${row.name}`}
      >
        Playground
      </ButtonLink>
    )
  }
  if (row.status === 'Deleting') return null
  const obstacle = deployObstacle(row, denied)
  if (obstacle) {
    return (
      <Tooltip text={obstacle}>
        <Button size="sm" icon={<Rocket aria-hidden />} disabledReason={obstacle} aria-label={`Deploy ${row.name}`}>
          Deploy
        </Button>
      </Tooltip>
    )
  }
  return (
    <ButtonLink size="sm" href={links.deploy} icon={<Rocket aria-hidden />} aria-label={`Deploy ${row.name}`}>
      Deploy
    </ButtonLink>
  )
}

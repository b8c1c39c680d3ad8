import { Play, Rocket, ScrollText, Wrench } from 'lucide-react'
import type { EndpointRow } from '@/lib/endpoints/types'
import { Button, ButtonLink } from '../ui/button'
import { Tooltip } from '../ui/tooltip'

export interface RowLinks {
  open: string
  deploy: string
  playground: string
}

export const linksOf = (basePath: string, name: string): RowLinks => ({
  open: `${basePath}/${name}`,
  deploy: `${basePath}/${name}/deploy`,
  playground: `${basePath}/${name}/playground`,
})

/** Why a public URL cannot be deployed now; undefined where it can. An endpoint that updates goes on serving. */
export function deployObstacle(row: EndpointRow, denied: string | undefined): string | undefined {
  if (denied) return denied
  if (row.status === 'Creating') return 'Available once the endpoint is InService.'
  if (row.status === 'Deleting') return 'SageMaker is deleting this endpoint.'
  if (row.status === 'Failed' || row.status === 'UpdateRollbackFailed')
    return 'The endpoint failed: read its cause first.'
  if (row.status === 'OutOfService') return 'The endpoint is out of service and answers nobody.'
  return undefined
}

/** The one thing to do next with this row. */
export function RowAction({ row, links, denied }: { row: EndpointRow; links: RowLinks; denied?: string }) {
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
  if (row.publicUrl.state === 'incomplete') {
    return (
      <ButtonLink
        size="sm"
        href={links.open}
        icon={<Wrench aria-hidden />}
        aria-label={`Review the wiring of ${row.name}`}
      >
        Review
      </ButtonLink>
    )
  }
  if (row.publicUrl.state === 'live') {
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

import type { ReactNode } from 'react'
import type { JobSummary } from '@/lib/wiring/state/plan'
import { Badge } from '../../ui/badge'
import { Mark } from '../../ui/state/status'

/** Absent: not read yet. Null: there is none. */
export function Read({ value, none, children }: { value: unknown; none: string; children: ReactNode }) {
  if (value === undefined) return <span className="text-fg-3">not read</span>
  return value === null ? <span className="text-fg-3">{none}</span> : children
}

export function TagsCell({ tags }: { tags?: Record<string, string> }) {
  if (!tags) return <span className="text-fg-3">not read</span>
  const all = Object.entries(tags).map(([key, value]) => (value ? `${key}: ${value}` : key))
  if (all.length === 0) return <span className="text-fg-3">no tags</span>
  return (
    <span title={all.join('\n')} className="line-clamp-2 [overflow-wrap:anywhere]">
      {all.join(', ')}
    </span>
  )
}

export const doing = { deploy: 'Deploying', remove: 'Removing' }

/** What the console does to it now: tags say nothing of that yet. */
export function UnderWay({ job }: { job: JobSummary }) {
  const isQueued = job.state === 'queued'
  return (
    <span role="status" className="grid">
      <Badge tone={isQueued ? 'off' : 'new'} variant="bare" mark={<Mark shape={isQueued ? 'ring' : 'arc'} />}>
        {isQueued ? 'Queued' : doing[job.kind]}
      </Badge>
      {job.step && (
        <span title={job.step.detail} className="truncate text-12 text-fg-2">
          {job.step.title}
        </span>
      )}
    </span>
  )
}

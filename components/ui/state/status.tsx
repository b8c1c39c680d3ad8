import type { EndpointStatus } from '@/lib/endpoints/types'
import { Badge, type BadgeProps } from '../badge'
import type { Tone } from '../tone'

export type MarkShape = 'dot' | 'arc' | 'half' | 'cross' | 'ring' | 'bar' | 'back'

/** The 12 px shapes of states: each is distinguished from the others without colour. */
export function Mark({ shape }: { shape: MarkShape }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" fill="none" stroke="currentColor">
      {marks[shape]}
    </svg>
  )
}

const ring = <circle cx="6" cy="6" r="4" strokeWidth="1.75" />

const marks: Record<MarkShape, React.ReactNode> = {
  dot: <circle cx="6" cy="6" r="4" fill="currentColor" stroke="none" />,
  arc: (
    <g className="origin-center animate-spin">
      <circle cx="6" cy="6" r="4" strokeWidth="2" strokeDasharray="15 10.2" strokeLinecap="round" />
    </g>
  ),
  half: (
    <>
      {ring}
      <path d="M6 2a4 4 0 0 1 0 8z" fill="currentColor" stroke="none" />
    </>
  ),
  cross: (
    <>
      <circle cx="6" cy="6" r="5" fill="currentColor" stroke="none" />
      <path d="M4.2 4.2l3.6 3.6M7.8 4.2L4.2 7.8" className="stroke-surface" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  ring,
  bar: (
    <>
      {ring}
      <path d="M4 6h4" strokeWidth="1.75" />
    </>
  ),
  back: <path d="M2 3v3h3M2.4 6A4 4 0 1 1 4 9.4" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round" />,
}

export const statusLook: Record<EndpointStatus, { tone: Tone; shape: MarkShape }> = {
  InService: { tone: 'ok', shape: 'dot' },
  Creating: { tone: 'new', shape: 'arc' },
  Updating: { tone: 'upd', shape: 'half' },
  SystemUpdating: { tone: 'upd', shape: 'half' },
  RollingBack: { tone: 'warn', shape: 'back' },
  Deleting: { tone: 'del', shape: 'bar' },
  Failed: { tone: 'bad', shape: 'cross' },
  UpdateRollbackFailed: { tone: 'bad', shape: 'cross' },
  OutOfService: { tone: 'off', shape: 'ring' },
}

/** SageMaker's own word for the state. */
export function StatusBadge({ status, variant }: { status: EndpointStatus; variant?: BadgeProps['variant'] }) {
  const { tone, shape } = statusLook[status]
  return (
    <Badge tone={tone} variant={variant} mark={<Mark shape={shape} />}>
      {status}
    </Badge>
  )
}

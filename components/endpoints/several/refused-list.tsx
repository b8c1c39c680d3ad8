import type { Failure } from '@/lib/result'
import { cn } from '../../ui/cn'

interface RefusedListProps {
  /** Why each was refused, by the endpoint's name. */
  refused: [name: string, why: Failure][]
  className?: string
}

/** What an action on several endpoints did not do, endpoint by endpoint: why, and what to do. */
export function RefusedList({ refused, className }: RefusedListProps) {
  return refused.map(([name, why]) => (
    <p key={name} role="alert" className={cn('break-words text-12 text-bad-f', className)}>
      <span className="mono">{name}</span>: {why.message} <span className="text-fg-2">{why.remedy}</span>
    </p>
  ))
}

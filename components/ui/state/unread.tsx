import type { Failure } from '@/lib/result'
import { cn } from '../cn'
import { CodeBlock } from '../text/code-block'
import { splitRemedy } from './error-state'

export interface UnreadProps {
  failure: Failure
  /** What is missing here because of it: `Prices`. */
  what?: string
  className?: string
}

/** Stands where data would be that could not be read: why, and what to do about it. */
export function Unread({ failure, what, className }: UnreadProps) {
  const [remedy, statement] = splitRemedy(failure.remedy)
  const more = [failure.cause, remedy].filter(Boolean).join(' ')
  return (
    <div className={cn('min-w-0 break-words text-12 text-warn-f', className)}>
      {what && `${what}: not read. `}
      {failure.message}
      {(more || statement) && (
        <details className="text-fg-2">
          <summary className="min-h-6 w-fit">Why, and what to do</summary>
          <p>{more}</p>
          {statement && <CodeBlock boxed code={statement} label="Policy statement" copied="Policy copied" />}
        </details>
      )}
    </div>
  )
}

import { CircleAlert, ShieldAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Failure } from '@/lib/result'
import { cn } from '../cn'
import { CodeBlock } from '../text/code-block'

export interface ErrorStateProps {
  error: Failure
  /** A policy statement that would help, to copy; else the one that the remedy ends with. */
  policy?: string
  /** Buttons: `Refresh` first. */
  actions?: ReactNode
  /** The heading's level in the page. */
  level?: 2 | 3
  className?: string
}

/** What failed, why, what to do, and AWS's own words with the request id. */
export function ErrorState({ error, policy, actions, level = 2, className }: ErrorStateProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  const Icon = error.code === 'access-denied' ? ShieldAlert : CircleAlert
  const [remedy, statement] = splitRemedy(error.remedy)
  const shown = policy ?? statement
  return (
    <div role="alert" className={cn('grid content-start gap-3 p-5', className)}>
      <div className="flex gap-3">
        <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-bad-d" />
        <div className="grid min-w-0 gap-1">
          <Heading className="font-semibold text-16 tracking-tight">{error.message}</Heading>
          {error.cause && <p className="break-words text-fg-2">{error.cause}</p>}
          {remedy && <p className="break-words text-fg-2">{remedy}</p>}
        </div>
      </div>
      {shown && <CodeBlock boxed code={shown} label="Policy statement" copied="Policy copied" />}
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      {error.aws && <AwsWords aws={error.aws} />}
    </div>
  )
}

/** A remedy for a refused call ends with the statement that is missing, as JSON on lines of its own. */
export function splitRemedy(remedy: string | undefined): [sentence: string | undefined, statement?: string] {
  const at = remedy?.indexOf('\n{') ?? -1
  return remedy && at >= 0 ? [remedy.slice(0, at), remedy.slice(at + 1)] : [remedy]
}

/** The one line that a support case requires, and the message behind it. */
export function AwsWords({ aws }: { aws: NonNullable<Failure['aws']> }) {
  return (
    <details className="text-12 text-fg-2">
      <summary className="min-h-6 font-mono">
        {[aws.operation, aws.name, aws.requestId && `request ${aws.requestId}`].filter(Boolean).join(' · ')}
      </summary>
      <p className="mt-1 break-words font-mono">{aws.message}</p>
    </details>
  )
}

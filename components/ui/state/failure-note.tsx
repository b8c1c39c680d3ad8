import type { Failure } from '@/lib/result'
import { CodeBlock } from '../text/code-block'
import { AwsWords, splitRemedy } from './error-state'
import { Note } from './note'

/** A failure beside what stays: what failed, why, what to do, AWS's own words. */
export function FailureNote({ failure, className }: { failure: Failure | undefined; className?: string }) {
  if (!failure) return null
  const [remedy, statement] = splitRemedy(failure.remedy)
  return (
    <Note tone="bad" role="alert" title={failure.message} className={className}>
      <span className="break-words">
        {failure.cause} {remedy}
      </span>
      {statement && (
        <CodeBlock boxed code={statement} label="Policy statement" copied="Policy copied" className="mt-2" />
      )}
      {failure.aws && <AwsWords aws={failure.aws} />}
    </Note>
  )
}

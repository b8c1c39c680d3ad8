import { type EndpointDetail, hasFailed } from '@/lib/endpoints/types'
import type { Failure } from '@/lib/result'
import { ButtonLink } from '../ui/button'
import { FailureNote } from '../ui/state/failure-note'
import { Note } from '../ui/state/note'

/** SageMaker's own words where the endpoint is not well. */
export function EndpointUnwell({ endpoint, tracePath }: { endpoint: EndpointDetail; tracePath: string }) {
  const { status, failureReason } = endpoint
  if (!failureReason) return null
  const failed = hasFailed(status)
  return (
    <Note
      tone={failed ? 'bad' : 'warn'}
      title={failed ? `The endpoint is ${status}.` : 'The last update failed.'}
      action={
        <ButtonLink size="sm" href={tracePath}>
          Read its log
        </ButtonLink>
      }
    >
      SageMaker says: {failureReason}
    </Note>
  )
}

/** The wiring is there, the endpoint is not to be read. */
export function EndpointGone({ error, removePath }: { error: Failure; removePath?: string }) {
  if (error.code !== 'endpoint-not-found') return <FailureNote failure={error} />
  return (
    <Note
      tone="warn"
      title="The SageMaker endpoint is gone, its public API is left."
      action={
        removePath && (
          <ButtonLink size="sm" href={removePath} scroll={false}>
            Remove public API
          </ButtonLink>
        )
      }
    >
      Callers get errors. Remove the public API, or create an endpoint of the same name again.
    </Note>
  )
}

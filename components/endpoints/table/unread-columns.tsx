import type { Failure } from '@/lib/result'
import { Button } from '../../ui/button'
import { Note } from '../../ui/state/note'
import { Unread } from '../../ui/state/unread'

/** Says which columns lack, and what to allow. */
export function UnreadColumns({ failures, onRetry }: { failures: Failure[]; onRetry: () => void }) {
  if (failures.length === 0) return null
  return (
    <Note
      tone="warn"
      role="status"
      title="Some columns could not be read."
      className="mb-3"
      action={
        <Button size="sm" onClick={onRetry}>
          Refresh
        </Button>
      }
    >
      {failures.map((failure) => (
        <Unread key={failure.denied?.action ?? failure.code} failure={failure} />
      ))}
    </Note>
  )
}

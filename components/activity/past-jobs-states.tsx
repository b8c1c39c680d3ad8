import type { Failure } from '@/lib/result'
import { Card, CardBody, CardHeader } from '../ui/card'
import { FailureNote } from '../ui/state/failure-note'
import { Note } from '../ui/state/note'
import { Skeleton } from '../ui/state/skeleton'

/** A console without a database keeps no list, which is no fault; a database that is away is one. */
export function PastJobsTrouble({ error }: { error: Failure }) {
  return (
    <Card aria-labelledby="past-jobs">
      <CardHeader id="past-jobs" title="Deploys and removals" />
      <CardBody>
        {error.code === 'no-store' ? (
          <Note tone="info" title={error.message}>
            {error.cause} {error.remedy}
          </Note>
        ) : (
          <FailureNote failure={error} />
        )}
      </CardBody>
    </Card>
  )
}

export function PastJobsSkeleton() {
  return (
    <Card aria-labelledby="past-jobs">
      <CardHeader id="past-jobs" title="Deploys and removals" />
      <CardBody>
        <p role="status" className="sr-only">
          Reading the database
        </p>
        <div aria-hidden className="grid gap-3">
          {['w-1/2', 'w-2/3', 'w-1/3'].map((width) => (
            <Skeleton key={width} className={width} />
          ))}
        </div>
      </CardBody>
    </Card>
  )
}

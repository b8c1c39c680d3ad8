import { RotateCcw } from 'lucide-react'
import type { Failure } from '@/lib/result'
import { Button } from '../ui/button'
import { FailureNote } from '../ui/state/failure-note'
import { JobDone, JobFailed } from '../wiring/progress/job-ended'
import type { JobState } from '../wiring/progress/job-state'
import { ProgressCard } from '../wiring/progress/progress-card'
import { formatElapsed } from '../wiring/progress/use-elapsed'

interface RemoveRunProps {
  job: JobState
  endpointName: string
  onAgain: () => void
  again: { busy: boolean; failure?: Failure }
  onBack: () => void
  onClose: () => void
}

/** The running or ended removal. */
export function RemoveRun({ job, endpointName, onAgain, again, onBack, onClose }: RemoveRunProps) {
  const { end, steps } = job
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-6 py-5 max-md:px-4">
      {end?.outcome && (
        <JobDone tone="off" title={`Removed in ${formatElapsed(end.durationMs)}`}>
          <p className="-mt-3 text-fg-2">
            Nothing of Portico’s is left before <span className="mono">{endpointName}</span>. The endpoint itself is
            untouched.
          </p>
          <div>
            <Button onClick={onClose}>View endpoint</Button>
          </div>
        </JobDone>
      )}
      {end?.error && (
        <JobFailed
          error={end.error}
          subject="The removal"
          step={steps.find((step) => step.id === end.error?.step)?.title}
          actions={
            <>
              <Button variant="primary" icon={<RotateCcw aria-hidden />} busy={again.busy} onClick={onAgain}>
                Run again
              </Button>
              <Button onClick={onBack}>What is left</Button>
            </>
          }
        />
      )}
      <FailureNote failure={again.failure} />
      <ProgressCard job={job} />
    </div>
  )
}

import { RotateCcw, Square, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { Failure, Result } from '@/lib/result'
import type { WiringSpec } from '@/lib/spec/spec'
import { Button } from '../ui/button'
import { FailureNote } from '../ui/state/failure-note'
import { JobFailed } from '../wiring/progress/job-ended'
import { isUndoing, type JobState } from '../wiring/progress/job-state'
import { ProgressCard } from '../wiring/progress/progress-card'
import { DeployDone, type DeployDoneProps } from './deploy-done'
import type { StartingPoint } from './starting-point'

export interface DeployRunProps {
  job: JobState
  spec: WiringSpec
  overviewHref: string
  usual?: StartingPoint['usual']
  /** Runs the same options again; absent where another tab holds them. */
  onAgain?: () => void
  again: { busy: boolean; failure?: Failure }
  /** Takes back what a failed first deploy made; absent for those who cannot. */
  onUndo?: (runId: string) => void
  undoing: { busy: boolean; failure?: Failure }
  /** Ends the tries of a model that did not answer in time; absent for those who cannot. */
  onStopTrying?: () => Promise<Result<null>>
  /** What a first deploy made is undone once it is stopped. */
  first: boolean
  /** Stops it while it runs; absent for those who cannot. */
  onStop?: () => Promise<boolean>
  stopping: { busy: boolean; failure?: Failure }
  /** Makes a share link of what was deployed; absent for those who cannot. */
  share?: DeployDoneProps['share']
  onBack: () => void
  onClose: () => void
}

/** The running or ended deploy. */
export function DeployRun({
  job,
  spec,
  overviewHref,
  usual,
  onAgain,
  again,
  onUndo,
  undoing,
  onStopTrying,
  first,
  onStop,
  stopping,
  share,
  onBack,
  onClose,
}: DeployRunProps) {
  const { end, steps } = job
  const runId = end?.error?.runId
  // By job: the same card shows the next one, which can be stopped too.
  const [stopped, setStopped] = useState<string>()
  const stop = async () => {
    if (await onStop?.()) setStopped(job.jobId)
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-6 py-5 max-md:px-4">
      {end?.outcome && (
        <DeployDone
          outcome={end.outcome}
          durationMs={end.durationMs}
          overviewHref={overviewHref}
          spec={spec}
          share={share}
          onClose={onClose}
        />
      )}
      {end?.error && (
        <JobFailed
          error={end.error}
          subject="The deploy"
          step={steps.find((step) => step.id === end.error?.step)?.title}
          actions={
            <>
              {onAgain && (
                <Button variant="primary" icon={<RotateCcw aria-hidden />} busy={again.busy} onClick={onAgain}>
                  {runId ? 'Finish the deploy' : 'Run again'}
                </Button>
              )}
              {runId && onUndo && (
                <Button icon={<Undo2 aria-hidden />} busy={undoing.busy} onClick={() => onUndo(runId)}>
                  Undo what it made
                </Button>
              )}
              <Button onClick={onBack}>Back to the options</Button>
            </>
          }
        />
      )}
      <FailureNote failure={again.failure ?? undoing.failure ?? (end ? undefined : stopping.failure)} />
      <ProgressCard
        job={job}
        usual={usual}
        onStopTrying={onStopTrying}
        action={
          !end &&
          onStop &&
          stopped !== job.jobId &&
          !isUndoing(job) && (
            <Button
              size="sm"
              icon={first ? <Undo2 aria-hidden /> : <Square aria-hidden />}
              busy={stopping.busy}
              onClick={stop}
            >
              {first ? 'Stop and undo' : 'Stop'}
            </Button>
          )
        }
      />
    </div>
  )
}

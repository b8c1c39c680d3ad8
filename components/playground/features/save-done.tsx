import { Play } from 'lucide-react'
import { plural } from '@/lib/plural'
import { liveOf } from '@/lib/wiring/state/live'
import { isUnwell, liveAdvice, liveWords } from '@/lib/wiring/state/live-words'
import type { JobOutcome } from '@/lib/wiring/state/plan'
import { Button } from '../../ui/button'
import { Note } from '../../ui/state/note'
import { JobDone } from '../../wiring/progress/job-ended'

interface SaveDoneProps {
  outcome: JobOutcome
  /** How many changes. */
  count: number
  onClose: () => void
}

/** What came of it: whether the model answers the new sample, and the way back to the playground. */
export function SaveDone({ outcome, count, onClose }: SaveDoneProps) {
  const live = liveOf(outcome)
  const advice = isUnwell(live) ? liveAdvice(live) : undefined
  return (
    <JobDone tone="ok" title={`Saved: live${liveWords(live)}`}>
      <p className="-mt-3 text-fg-2">
        {plural(count, 'change')} in {plural(outcome.writes, 'write')} to AWS. Everybody who opens this playground sees
        these features.
      </p>
      {advice && (
        <Note tone="warn" title={advice.title}>
          {advice.text}
        </Note>
      )}
      <div>
        <Button variant="primary" icon={<Play aria-hidden />} onClick={onClose}>
          Back to the playground
        </Button>
      </div>
    </JobDone>
  )
}

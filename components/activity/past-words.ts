/** The words of the list of deploys and removals. */
import type { PastJob, PastOutcome } from '@/lib/jobs/past'

export const kindWords: Record<PastJob['kind'], string> = { deploy: 'Deploy', remove: 'Removal' }

export const outcomeWords: Record<PastOutcome, string> = {
  waiting: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  stopped: 'Stopped',
  'left-behind': 'Cut off',
}

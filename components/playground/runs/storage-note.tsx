import { Note } from '@/components/ui/state/note'
import { megabytes } from '@/lib/model/requests/build-body'
import { mostBytes, mostRuns, type Run, spaceOf } from '@/lib/runs/run'
import type { RunsState } from './store'

/** What this browser keeps and for how long; what is wrong with that comes first. */
export function StorageNote({ state, isFull, runs }: RunsState) {
  if (state === 'page')
    return (
      <Note tone="warn" role="status">
        This browser keeps nothing for this site: a private window, or storage is forbidden. Runs and cases stay here
        until the page is closed; export the cases to keep them.
      </Note>
    )
  if (isFull)
    return (
      <Note tone="warn" role="alert">
        This browser has no room left for this site, so the last run or set was not kept and goes when the page is
        closed. Unpin or delete runs, or export a set and delete it.
      </Note>
    )
  return runs.length > 0 ? <p className="text-12 text-fg-3">{spaceLine(runs)}</p> : null
}

const spaceLine = (runs: Run[]) =>
  `${spaceWords(spaceOf(runs))} of ${mostBytes / 1e6} MB, ${runs.length} of ${mostRuns} runs: over that the oldest go, pinned runs and test cases never.`

const spaceWords = (bytes: number) => (bytes < 1e5 ? 'Less than 0.1' : megabytes(bytes))

import type { ReactNode } from 'react'
import { Note } from '../../ui/state/note'

/** Stands over a run that this process does not have. */
export function LostRun({ children }: { children: ReactNode }) {
  return (
    <Note tone="warn" role="status" title="That run is not known here any more." className="mx-6 mt-5 max-md:mx-4">
      Another process of the console runs it, or ran it until it ended. {children}
    </Note>
  )
}

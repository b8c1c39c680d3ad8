import { Note } from '../ui/state/note'

export interface Recovered {
  from: 'version' | 'copy' | 'older-copy' | 'rest'
  /** What the form shows at its defaults. */
  lost: string[]
}

/** Says that the record of what is deployed is gone, and what of the form has to be looked at. */
export function RecoveredNote({ from, lost }: Recovered) {
  return (
    <Note tone="warn" role="status" title="The record of this public API is gone." className="mb-5">
      {whole[from] ?? (
        <>
          The options are read from what is left: the API, its stage and tags, the role and the log. These are no longer
          known and stand {from === 'rest' ? 'at their defaults' : 'as in an earlier deploy'}: {lost.join(', ')}. Check
          them before you deploy.
        </>
      )}
    </Note>
  )
}

const whole: Partial<Record<Recovered['from'], string>> = {
  version: 'The options are those of the newest version that still has a record. Check them before you deploy.',
  copy: 'The options are those of the last deploy, of which the API keeps a copy. Check them before you deploy.',
}

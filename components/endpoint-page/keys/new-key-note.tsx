'use client'

import type { NewKey } from '@/lib/keys/types'
import { type KeyHeader, keyHeaderWords } from '@/lib/spec/api-parts/key-header'
import { Button } from '../../ui/button'
import { Note } from '../../ui/state/note'
import { CopyButton } from '../../ui/text/copy-button'

/** The one time that a value is seen. */
export function NewKeyNote({ made, header, onDone }: { made: NewKey; header: KeyHeader; onDone: () => void }) {
  return (
    <Note tone="ok" role="status" title={`Key of ${made.name}: copy it now.`} className="mx-4 mt-3 mb-3">
      It is not shown again. It opens the URL in some seconds, sent as <code>{keyHeaderWords[header]}</code>.
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <code className="mono min-w-0 flex-1 basis-56 break-all rounded-ctl border border-line-2 bg-surface px-2.5 py-1.5">
          {made.value}
        </code>
        <CopyButton text={made.value} label="Copy key" said="Key copied" />
        <Button size="sm" onClick={onDone}>
          Done
        </Button>
      </div>
    </Note>
  )
}

'use client'

import { Undo2, Upload } from 'lucide-react'
import { useId, useState } from 'react'
import { plural } from '@/lib/plural'
import { Button } from '../../ui/button'
import { Note } from '../../ui/state/note'
import { toast } from '../../ui/toast/toast'
import { ChangeList } from './change-list'
import { HalfArch } from './half-arch'
import type { FeatureDraft } from './use-draft'

interface DraftBarProps {
  draft: FeatureDraft
  version?: string
  /** Why this person cannot deploy. */
  denied?: string
  onSave: () => void
}

/** What this browser changes of the features, and the three things to do with it; nothing while nothing is changed. */
export function DraftBar({ draft, version, denied, onSave }: DraftBarProps) {
  const { changes, problems, dropped, discard, forget } = draft
  const [reviewed, setReviewed] = useState(false)
  const list = useId()
  if (dropped)
    return (
      <Note
        tone="info"
        role="status"
        action={
          <Button size="sm" onClick={forget}>
            Dismiss
          </Button>
        }
      >
        Other features were deployed{dropped.version && ` after version ${dropped.version}`}, so the changes that this
        browser kept no longer fit and are dropped.
      </Note>
    )
  if (changes.length === 0) return null
  const wrong = problems.size
  const obstacle = wrong > 0 ? `Fix ${plural(wrong, 'feature')} first` : undefined
  const throwAway = () => {
    const undo = discard()
    toast(`${plural(changes.length, 'change')} discarded`, {
      duration: 6000,
      action: { label: 'Undo', onClick: undo },
    })
  }
  return (
    <section
      aria-label="Changed features"
      className="tone-upd overflow-hidden rounded-card border border-(--x-l) bg-(--x-s)"
    >
      <div className="flex min-h-11 flex-wrap items-center gap-x-2.5 gap-y-2 py-1.5 pr-2 pl-3.5 max-md:p-3">
        <HalfArch />
        <p role="status" className="min-w-0 flex-1 basis-64 text-fg-2">
          <b className="font-semibold text-fg">{plural(changes.length, 'change')}</b> · only in this browser. The API
          still uses the features of {version ? `version ${version}` : 'its last deploy'}.
          {denied && ` To save them: ${denied}`}
        </p>
        <div className="flex flex-wrap gap-2 max-md:w-full max-md:[&>*]:flex-1">
          <Button size="sm" variant="ghost" icon={<Undo2 aria-hidden />} onClick={throwAway}>
            Discard
          </Button>
          <Button size="sm" aria-expanded={reviewed} aria-controls={list} onClick={() => setReviewed(!reviewed)}>
            Review changes
          </Button>
          <Button
            size="sm"
            variant="primary"
            icon={<Upload aria-hidden />}
            disabledReason={denied ?? obstacle}
            onClick={onSave}
          >
            Save to the API
          </Button>
        </div>
      </div>
      <div id={list} hidden={!reviewed} className="border-(--x-l) border-t bg-surface">
        {reviewed && <ChangeList changes={changes} />}
      </div>
    </section>
  )
}

'use client'

import { ClipboardPaste, Plus } from 'lucide-react'
import { useState } from 'react'
import { withRow } from '@/lib/model/contract/draft'
import { changeText } from '@/lib/model/contract/draft-changes'
import { plural } from '@/lib/plural'
import { Button } from '../../ui/button'
import { Card, CardHeader } from '../../ui/card'
import { FeatureTable } from './feature-table'
import { PastePanel } from './paste-panel'
import type { FeatureDraft } from './use-draft'

/** Changes that fit into a line. */
const mostSaid = 3

/** The features as a table, in the place of the form; each edit counts at once. */
export function FeatureEditor({ draft: features }: { draft: FeatureDraft }) {
  const { draft, changes, problems, edit, close } = features
  const isEmpty = draft.rows.length === 0
  const [pasting, setPasting] = useState(isEmpty)
  const [arrived, setArrived] = useState<string>()
  const add = () => {
    const { draft: next, key } = withRow(draft)
    edit(next)
    setArrived(key)
  }
  return (
    <Card aria-labelledby="features">
      <CardHeader id="features" title="Features" meta="in the order of the columns that the model receives">
        <Button
          size="sm"
          icon={<ClipboardPaste aria-hidden />}
          aria-expanded={pasting}
          onClick={() => setPasting(!pasting)}
        >
          Paste header or CSV
        </Button>
        <Button
          size="sm"
          disabledReason={problems.size > 0 ? `Fix ${plural(problems.size, 'feature')} first` : undefined}
          onClick={close}
        >
          Done
        </Button>
      </CardHeader>
      {isEmpty ? (
        <p className="p-4 text-fg-2">
          No feature is described, so callers send rows as they are. Paste the header of the training data, some of its
          rows or a file, or add features one by one.
        </p>
      ) : (
        <FeatureTable features={features} arrived={arrived} />
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t px-4 py-2">
        <Button
          size="sm"
          variant="ghost"
          icon={<Plus aria-hidden />}
          disabledReason={draft.rows.length < 500 ? undefined : 'A contract holds 500 features'}
          onClick={add}
        >
          Add feature
        </Button>
        {draft.rows.length > 1 && <span className="text-12 text-fg-3 max-md:hidden">Alt ↑ ↓ moves a row</span>}
        <p role="status" className="ml-auto min-w-0 break-words text-12 text-fg-2">
          {problems.size > 0
            ? `${plural(problems.size, 'feature')} to fix. The form uses the features of the API until then.`
            : [
                ...changes.slice(0, mostSaid).map(changeText),
                ...(changes.length > mostSaid ? [`and ${changes.length - mostSaid} more`] : []),
              ].join(' · ')}
        </p>
      </div>
      {pasting && <PastePanel features={features} />}
    </Card>
  )
}

'use client'

import { CloudDownload, MessageCircleQuestion } from 'lucide-react'
import { type ReactNode, use, useState } from 'react'
import type { Evidence } from '@/lib/model/profile/evidence'
import { type EvidenceSearch, mostProbes } from '@/lib/model/profile/found-evidence'
import { plural } from '@/lib/plural'
import { Button } from '../../ui/button'
import { useAction } from '../../ui/hooks/use-action'
import { FailureNote } from '../../ui/state/failure-note'
import { RelativeTime } from '../../ui/text/relative-time'
import { type EvidenceActions, EvidenceContext } from './evidence-context'
import { useProbe } from './use-probe'

interface UseEvidence {
  /** @param from what the source is called; absent where it is said here already */
  onUse: (evidence: Evidence, from?: string) => void
}

interface ServerEvidenceProps extends UseEvidence {
  /** Stands first in the row of buttons. */
  chooser: ReactNode
}

/** Evidence that the server gets: what AWS keeps of the endpoint's data, and the endpoint's own answers. */
export function ServerEvidence({ chooser, onUse }: ServerEvidenceProps) {
  const actions = use(EvidenceContext)
  return actions ? <Sources actions={actions} chooser={chooser} onUse={onUse} /> : chooser
}

function Sources({ actions, chooser, onUse }: ServerEvidenceProps & { actions: EvidenceActions }) {
  const finding = useAction(actions.find)
  const probing = useProbe(actions.probe, onUse)
  const [search, setSearch] = useState<EvidenceSearch>()
  const find = async () => {
    const result = await finding.run(undefined)
    if (result.ok) setSearch(result.value)
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex flex-wrap gap-2">
        {chooser}
        <Button
          size="sm"
          icon={<CloudDownload aria-hidden />}
          busy={finding.busy}
          disabledReason={actions.denied}
          onClick={find}
        >
          Look in AWS
        </Button>
        <Button
          size="sm"
          icon={<MessageCircleQuestion aria-hidden />}
          busy={probing.busy}
          disabledReason={actions.denied ?? actions.uncalled}
          title="Calls the model with samples of what it can take, to learn which it does"
          onClick={probing.probe}
        >
          {actions.starts ? 'Start an instance and query it' : 'Query the endpoint'}, {mostProbes} calls at most
        </Button>
      </div>
      {actions.cost && <p className="text-12 text-fg-2">{actions.cost}</p>}
      <div role="status" className="grid grid-cols-[minmax(0,1fr)] gap-2 text-12 text-fg-2">
        {probing.learned && <p>{probing.learned}</p>}
        {search && <Found search={search} onUse={onUse} />}
      </div>
      <FailureNote failure={finding.failure} />
      <FailureNote failure={probing.failure} />
    </div>
  )
}

function Found({ search, onUse }: UseEvidence & { search: EvidenceSearch }) {
  return (
    <>
      {search.found.length === 0 && search.refused.length === 0 && (
        <p>The endpoint has no data capture, no monitor with a baseline and no model package with a sample.</p>
      )}
      {search.found.length > 0 && (
        <ul aria-label="Found in AWS" className="rounded-ctl border border-line bg-surface">
          {search.found.map(({ title, place, at, evidence }) => (
            <li key={place} className="flex items-center gap-2 border-line border-b px-2.5 py-1.5 last:border-b-0">
              <span className="min-w-0 flex-1" title={place}>
                <b className="font-medium text-fg">{title}</b>:{' '}
                {evidence.notes[0] ?? plural(evidence.features.length, 'feature')}
                {at && (
                  <>
                    , <RelativeTime value={at} ago />
                  </>
                )}
              </span>
              <Button size="sm" aria-label={`Use ${title}`} onClick={() => onUse(evidence, title)}>
                Use
              </Button>
            </li>
          ))}
        </ul>
      )}
      {search.refused.map((failure) => (
        <FailureNote key={`${failure.aws?.operation} ${failure.message}`} failure={failure} />
      ))}
    </>
  )
}

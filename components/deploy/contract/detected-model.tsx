'use client'

import { use } from 'react'
import { Button } from '../../ui/button'
import { FailureNote } from '../../ui/state/failure-note'
import { type EvidenceActions, EvidenceContext } from './evidence-context'
import type { useEvidence } from './use-evidence'
import { useProbe } from './use-probe'

interface DetectedModelProps {
  evidence: ReturnType<typeof useEvidence>
}

/** What the model was found to take, in one line; where several kinds are possible, one click tests them. */
export function DetectedModel({ evidence }: DetectedModelProps) {
  const actions = use(EvidenceContext)
  return actions?.detected ? <Line actions={actions} detected={actions.detected} evidence={evidence} /> : null
}

interface LineProps extends DetectedModelProps {
  actions: EvidenceActions
  detected: NonNullable<EvidenceActions['detected']>
}

function Line({ actions, detected: { line, kinds }, evidence }: LineProps) {
  const { busy, failure, learned, probe } = useProbe(actions.probe, evidence.apply)
  const open = kinds > 1
  return (
    <div className="grid gap-2">
      <p className={open ? 'text-warn-f' : 'text-fg-2'}>{line}</p>
      {open && (
        <div className="grid justify-items-start gap-1">
          <Button size="sm" busy={busy} disabledReason={actions.denied ?? actions.uncalled} onClick={probe}>
            {kinds === 2 ? 'Test both' : `Test all ${kinds}`}
          </Button>
          {actions.cost && <p className="text-12 text-fg-2">{actions.cost}</p>}
        </div>
      )}
      {learned && (
        <p role="status" className="text-12 text-fg-2">
          {learned}
        </p>
      )}
      <FailureNote failure={failure} />
    </div>
  )
}

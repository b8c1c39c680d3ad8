'use client'

import { Check, CircleDashed, FlaskConical, Minus } from 'lucide-react'
import type { Candidate } from '@/lib/model/profile/candidates'
import { Button } from '../../ui/button'
import { cn } from '../../ui/cn'
import { FailureNote } from '../../ui/state/failure-note'
import type { EvidenceActions } from '../contract/evidence-context'
import type { Trial } from '../contract/use-first-try'
import type { useProbe } from '../contract/use-probe'

interface CandidatesProps {
  candidates: Candidate[]
  actions: EvidenceActions
  /** The calls that test them. */
  probing: ReturnType<typeof useProbe>
  /** The form's own calls, which test the same. */
  trial: Trial
  onUse: (candidate: Candidate) => void
  editing: boolean
  onEdit: () => void
}

/** Several kinds fit: each with what speaks for and against it, and one click that tests all. */
export function Candidates({ candidates, actions, probing, trial, onUse, editing, onEdit }: CandidatesProps) {
  const sent = candidates.filter(({ request }) => request).length
  return (
    <>
      <ul
        aria-label="Kinds that fit"
        className={cn('grid gap-3 md:grid-cols-2', candidates.length === 3 && 'xl:grid-cols-3')}
      >
        {candidates.map((one) => (
          <li key={one.kind} className="flex flex-col rounded-card border border-line-2 bg-surface">
            <div className="flex-1 px-4 py-3">
              <h4 className="font-semibold text-16 tracking-tight">{one.name}</h4>
              <ul className="mt-1.5 grid gap-1 text-12 text-fg-2">
                {one.speaksFor.map((line) => (
                  <Line key={line} text={line} speaks="for" />
                ))}
                {one.speaksAgainst.map((line) => (
                  <Line key={line} text={line} speaks="against" />
                ))}
              </ul>
            </div>
            <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5 rounded-b-card border-line border-t bg-sunken px-4 py-3">
              <p className="font-medium text-12">
                Sample request{' '}
                {one.request && <span className="font-mono font-normal text-fg-3">{one.request.contentType}</span>}
              </p>
              <p className="line-clamp-2 min-h-9 break-all font-mono text-12" title={one.request?.body}>
                {one.request?.body ?? <span className="font-sans text-fg-3">Nothing says what to send.</span>}
              </p>
              <div className="flex items-center gap-2">
                <span className="flex flex-1 items-center gap-1.5 text-12 text-fg-3">
                  <CircleDashed aria-hidden className="size-3.5" /> Not sent yet
                </span>
                <Button size="sm" onClick={() => onUse(one)}>
                  Use {one.name.startsWith('Other JSON') ? 'other JSON' : one.name.toLowerCase()}
                </Button>
              </div>
            </div>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button
          variant="primary"
          icon={<FlaskConical aria-hidden />}
          busy={probing.busy || trial.busy}
          disabledReason={actions.denied ?? actions.uncalled}
          onClick={probing.probe}
        >
          {candidates.length === 2 ? 'Test both' : `Test all ${candidates.length}`}
        </Button>
        <span className="text-12 text-fg-3">
          Sends {sent === 0 ? 'requests' : sent === 1 ? '1 request' : `${sent} requests`} or a few more to the endpoint.
          {actions.cost && ` ${actions.cost}`}
        </span>
        <span className="ml-auto text-12 text-fg-3">
          Neither?{' '}
          <button
            type="button"
            aria-label="Change what the model takes"
            aria-expanded={editing}
            className="link"
            onClick={onEdit}
          >
            Change it yourself
          </button>
        </span>
      </div>
      <FailureNote failure={probing.failure} />
    </>
  )
}

const Line = ({ text, speaks }: { text: string; speaks: 'for' | 'against' }) => (
  <li className="grid grid-cols-[14px_minmax(0,1fr)] gap-2">
    {speaks === 'for' ? (
      <Check aria-hidden className="mt-0.5 size-3.5 text-ok-f" />
    ) : (
      <Minus aria-hidden className="mt-0.5 size-3.5 text-fg-3" />
    )}
    <span className="break-words">
      <span className="sr-only">{speaks === 'for' ? 'For it: ' : 'Against it: '}</span>
      {text}
    </span>
  </li>
)

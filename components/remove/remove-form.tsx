'use client'

import { Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Failure, Result } from '@/lib/result'
import type { Plan } from '@/lib/wiring/state/plan'
import { Button } from '../ui/button'
import { Field } from '../ui/form/field'
import { Input } from '../ui/form/input'
import { ErrorState } from '../ui/state/error-state'
import { FailureNote } from '../ui/state/failure-note'
import { Note } from '../ui/state/note'
import { RetryButton } from '../ui/state/retry-button'
import { PlanCounts, PlanList } from '../wiring/plan/plan-list'

interface RemoveFormProps {
  endpointName: string
  plan: Result<Plan>
  obstacle?: string
  busy: boolean
  failure?: Failure
  onRemove: () => void
  onClose: () => void
}

export function RemoveForm({ endpointName, plan, obstacle, busy, failure, onRemove, onClose }: RemoveFormProps) {
  const [typed, setTyped] = useState('')
  if (!plan.ok) return <ErrorState error={plan.error} level={3} actions={<RetryButton />} />
  const { items, changeCount, invokeUrl } = plan.value
  if (changeCount === 0) {
    return (
      <div className="grid justify-items-start gap-3 px-6 py-5 max-md:px-4">
        <p>
          <span className="mono">{endpointName}</span> has no public API: there is nothing to remove.
        </p>
        <Button onClick={onClose}>Back to the endpoint</Button>
      </div>
    )
  }
  // An adopted API is changed and not removed.
  const isReleased = items.some(({ type, change }) => type === 'rest-api' && change === 'update')
  const kept = items.filter((item) => item.change === 'none')
  const reason = obstacle ?? (typed.trim() === endpointName ? undefined : `Type ${endpointName} first.`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!reason && !busy) onRemove()
  }
  return (
    <form onSubmit={submit} noValidate aria-label="Remove" className="flex min-h-full flex-col">
      <div className="grid flex-1 grid-cols-[minmax(0,1fr)] content-start gap-4 px-6 py-5 max-md:px-4">
        {isReleased ? (
          <Note tone="warn" title="Callers reach what answered before.">
            {invokeUrl && <code className="break-all">{invokeUrl}</code>} stays: its path goes back to the integration
            that it had, and the API stays with its owner. Share links stop. The SageMaker endpoint stays as it is.
          </Note>
        ) : (
          <Note tone="warn" title="Callers are refused at once.">
            {invokeUrl && (
              <>
                <code className="break-all">{invokeUrl}</code> stops for good: a later deploy gets another address.{' '}
              </>
            )}
            Share links stop with it. The SageMaker endpoint stays as it is.
          </Note>
        )}
        <section aria-label="What is removed">
          <div className="mb-2 flex flex-wrap items-center gap-3">
            <h3 className="font-semibold text-14">What is removed</h3>
            <PlanCounts plan={plan.value} />
          </div>
          <PlanList plan={plan.value} label="What is removed and what is kept" />
        </section>
        {kept.map((item) => (
          <p key={`${item.type} ${item.name}`} className="text-fg-2">
            <span className="mono">{item.name}</span> is kept: {item.fact}, and Portico removes only what it made.
          </p>
        ))}
        <Field
          label={
            <>
              Type <span className="mono">{endpointName}</span> to confirm
            </>
          }
          className="max-w-[420px]"
        >
          <Input mono spellCheck={false} value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
        <FailureNote failure={failure} />
      </div>
      <footer className="sticky bottom-0 z-10 flex min-h-14 flex-wrap items-center justify-end gap-x-3 gap-y-2 border-line border-t bg-surface px-6 py-2.5 max-md:px-4">
        <p className="min-w-0 flex-1 text-12 text-fg-2">{obstacle ?? 'It cannot be taken back.'}</p>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="danger" icon={<Trash2 aria-hidden />} busy={busy} disabledReason={reason}>
          Remove public API
        </Button>
      </footer>
    </form>
  )
}

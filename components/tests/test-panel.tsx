'use client'

import { FlaskConical } from 'lucide-react'
import type { FormEvent, ReactNode } from 'react'
import type { Failure } from '@/lib/result'
import type { HopResult } from '@/lib/trace/types'
import { Button } from '../ui/button'
import { FailureNote } from '../ui/failure-note'
import { HopView } from './hop-view'

export interface TestPanelProps {
  /** What is asked, and what it leaves out. */
  about: ReactNode
  /** `Test endpoint`. */
  action: string
  /** Why it cannot be run. */
  obstacle?: string
  busy: boolean
  failure?: Failure
  result?: HopResult
  onRun: () => void
  /** The fields. */
  children: ReactNode
}

/** Fields and button at the left, what came back at the right. */
export function TestPanel({ about, action, obstacle, busy, failure, result, onRun, children }: TestPanelProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!obstacle && !busy) onRun()
  }
  return (
    <div className="grid lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <form
        onSubmit={submit}
        noValidate
        aria-label={action}
        className="grid content-start gap-4 border-line p-4 max-lg:border-b lg:border-r"
      >
        <p className="text-fg-2">{about}</p>
        {children}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" icon={<FlaskConical aria-hidden />} busy={busy} disabledReason={obstacle}>
            {action}
          </Button>
          {obstacle && <p className="min-w-0 flex-1 text-12 text-fg-2">{obstacle}</p>}
        </div>
      </form>
      <div aria-live="polite" className="min-w-0 p-4">
        {failure ? (
          <FailureNote failure={failure} />
        ) : result ? (
          <HopView result={result} />
        ) : (
          <p className="text-fg-3">Nothing was sent yet. Request, response, time and log appear here.</p>
        )}
      </div>
    </div>
  )
}

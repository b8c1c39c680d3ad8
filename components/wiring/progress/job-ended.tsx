import type { ReactNode } from 'react'
import type { Failure } from '@/lib/result'
import { Arch } from '../../ui/arch'
import { Card } from '../../ui/card'
import { ErrorState } from '../../ui/state/error-state'
import { arrive } from './arrive'

interface JobFailedProps {
  error: Failure
  /** `The deploy`. */
  subject: string
  /** The title of the step that failed. */
  step?: string
  actions: ReactNode
}

/** Why it stopped and what to do next. */
export function JobFailed({ error, subject, step, actions }: JobFailedProps) {
  // What it did then belongs to another run.
  const isOver = error.code === 'overtaken' || error.code === 'removed-meanwhile'
  const where =
    step && !isOver ? `${subject} stopped at “${step}”. What was done so far stays; it goes on from there.` : undefined
  return (
    <Card ref={arrive} tabIndex={-1} aria-label={`${subject} failed`} className="scroll-m-5 outline-none">
      <ErrorState
        error={{ ...error, cause: [error.cause, where].filter(Boolean).join(' ') }}
        level={3}
        actions={actions}
      />
    </Card>
  )
}

interface JobDoneProps {
  title: string
  children: ReactNode
  tone: 'ok' | 'off'
}

export function JobDone({ title, tone, children }: JobDoneProps) {
  return (
    <Card ref={arrive} tabIndex={-1} aria-label={title} className="scroll-m-5 p-5 outline-none">
      <div className="flex gap-4">
        <span className={tone === 'ok' ? 'text-ok-d' : 'text-fg-3'}>
          <Arch state={tone === 'ok' ? 'live' : 'none'} size={32} />
        </span>
        <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-4">
          <h3 className="font-semibold text-16 tracking-tight">{title}</h3>
          {children}
        </div>
      </div>
    </Card>
  )
}

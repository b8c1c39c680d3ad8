'use client'

import { CircleCheck, CircleX, Wrench } from 'lucide-react'
import { plural } from '@/lib/plural'
import { type Diagnosis, type HopId, hopNumber, hopWords } from '@/lib/trace/types'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { toneClass } from '../ui/tone'
import type { TraceState } from './trace-state'

interface VerdictProps {
  state: TraceState
  busy: boolean
  denied?: string
  onFix: (kind: NonNullable<Diagnosis['fix']>['kind']) => void
}

/** The one sentence that a person came for, and the one click. */
export function Verdict({ state, busy, denied, onFix }: VerdictProps) {
  const { diagnosis, ended } = state
  if (!ended) return null
  const responding = respondingHops(state)
  // The rest have said why they were not.
  const called =
    4 - Object.values(state.outcomes).filter((one) => one.hop !== 'browser' && one.state === 'skipped').length
  if (!diagnosis) {
    if (responding.length === 0) return null
    return (
      <Banner tone="ok" title={`${listed(responding)} answered.`} role="status">
        {responding.length < called
          ? 'Nothing is broken there; the other hops were not called.'
          : 'Nothing is broken on the way of this payload.'}
      </Banner>
    )
  }
  const { hop, title, means, fix, changes, callersUnaffected } = diagnosis
  return (
    <Banner
      tone="bad"
      title={`Hop ${hopNumber[hop]} is broken: ${title}`}
      role="alert"
      action={
        fix && (
          <>
            <Button
              variant="primary"
              icon={<Wrench aria-hidden />}
              busy={busy}
              disabledReason={denied}
              onClick={() => onFix(fix.kind)}
            >
              {fix.label}
            </Button>
            <span className="text-12 text-fg-2">
              {changes.length > 0 && `${plural(changes.length, 'change')}, `}then traces again
            </span>
          </>
        )
      }
    >
      {means} {innocent(hop, responding)}
      {callersUnaffected && ' Callers do not see it yet: the stage serves an older deployment.'}
    </Banner>
  )
}

const respondingHops = ({ outcomes }: TraceState): HopId[] =>
  (['endpoint', 'function', 'method', 'url'] as const).filter((hop) => outcomes[hop]?.state === 'answered')

const listed = (hops: HopId[]): string => {
  const words = hops.map((hop) => hopWords[hop])
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** Whose fault it is not. */
function innocent(hop: HopId, responding: HopId[]): string {
  const before = responding.filter((one) => hopNumber[one] < hopNumber[hop])
  if (hop === 'endpoint') return 'The public API in front of it is not the cause.'
  if (before.length === 0) return ''
  return `${listed(before)} answered${before.includes('endpoint') ? ', so your model is not the cause.' : '.'}`
}

interface BannerProps {
  tone: 'ok' | 'bad'
  title: string
  role: 'status' | 'alert'
  action?: React.ReactNode
  children: React.ReactNode
}

function Banner({ tone, title, role, action, children }: BannerProps) {
  const Icon = tone === 'ok' ? CircleCheck : CircleX
  return (
    <section
      role={role}
      aria-label="Verdict"
      className={cn(
        toneClass[tone],
        'flex gap-3 rounded-card border border-(--x-l) bg-(--x-s) px-4 py-3.5 max-md:flex-wrap',
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-(--x-d)" />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <h2 className="font-semibold text-16 tracking-tight">{title}</h2>
        <p className="break-words text-fg">{children}</p>
      </div>
      {action && (
        <div className="grid shrink-0 content-start justify-items-end gap-1 max-md:w-full max-md:justify-items-start">
          {action}
        </div>
      )}
    </section>
  )
}

'use client'

import { Repeat1 } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Result } from '@/lib/result'
import type { Diagnosis, FoundLines, HopId, HopOutcome } from '@/lib/trace/types'
import type { CallOutcome } from '../playground/call/call'
import { Badge } from '../ui/badge'
import { IconButton } from '../ui/button'
import { cn } from '../ui/cn'
import { FailureNote } from '../ui/state/failure-note'
import { Mark } from '../ui/state/status'
import { toneClass } from '../ui/tone'
import { BrowserResponse } from './browser-response'
import { hopLook } from './hop-look'
import { HopResponse } from './hop-response'
import { LogLines } from './log-lines'
import type { TraceState } from './trace-state'

export interface HopColumnsProps {
  state: TraceState
  names: Record<'endpoint' | 'function' | 'method' | 'url', string>
  /** Why a hop cannot be called alone now. */
  obstacle?: string
  traceAlone: (hops: HopId[]) => void
  logs: {
    container: (since: string) => Promise<Result<FoundLines>>
    /** Absent where no function stands in between. */
    function?: (requestId: string, since: string) => Promise<Result<FoundLines>>
    /** The page of all lines, to which `?request=` is added. */
    path: string
  }
}

const columns: { id: keyof HopColumnsProps['names']; title: string; hops: HopId[] }[] = [
  { id: 'endpoint', title: 'Endpoint', hops: ['endpoint'] },
  { id: 'function', title: 'Lambda', hops: ['function'] },
  { id: 'method', title: 'API Gateway test', hops: ['method'] },
  { id: 'url', title: 'Invoke URL', hops: ['url', 'browser'] },
]

/** The hops as columns from the model outwards: what each got, and what it answered. */
export function HopColumns({ state, names, obstacle, traceAlone, logs }: HopColumnsProps) {
  return (
    <ol aria-label="Hops" className="grid gap-x-5 gap-y-4 px-[5px] lg:grid-cols-4">
      {columns.map(({ id, title, hops }, index) => {
        const look = hopLook(state, hops)
        const outcome = state.outcomes[id]
        return (
          <li
            key={id}
            aria-label={`Hop ${index + 1}, ${title}`}
            className={cn(
              toneClass[look.tone],
              'relative grid min-w-0 grid-cols-[minmax(0,1fr)] content-start border-line-2 border-x bg-surface',
              'before:absolute before:-inset-x-[5px] before:top-0 before:h-[3px] before:rounded-chip before:bg-(--x-d)',
              'after:absolute after:-inset-x-[5px] after:bottom-0 after:h-[3px] after:rounded-chip after:bg-line-2',
              look.tone === 'off' && 'before:bg-line-2',
              look.tone === 'bad' && 'border-bad-d',
            )}
          >
            <div className="grid gap-0.5 border-line border-b px-3 pt-4 pb-3">
              <div className="flex items-center gap-2">
                <span className="grid h-5 min-w-5 place-content-center rounded-t-full border border-(--x-l) bg-(--x-s) px-1 font-semibold text-(--x-f) text-11">
                  {index + 1}
                </span>
                <h2 className="flex-1 truncate font-semibold text-14">{title}</h2>
                <IconButton
                  size="sm"
                  label={`Call hop ${index + 1} alone`}
                  icon={<Repeat1 aria-hidden />}
                  disabledReason={obstacle}
                  onClick={() => traceAlone(hops)}
                />
              </div>
              <span title={names[id]} className="truncate font-mono text-12 text-fg-2">
                {names[id]}
              </span>
              <div className="mt-1.5 flex items-center gap-2">
                <Badge tone={look.tone} mark={<Mark shape={look.shape} />}>
                  {look.word}
                </Badge>
                {outcome && 'result' in outcome && outcome.result.latencyMs > 0 && (
                  <span className="ml-auto font-mono text-fg-2">{outcome.result.latencyMs} ms</span>
                )}
              </div>
            </div>
            <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-3 px-3 pt-3 pb-5">
              <Outcome outcome={outcome} id={id} diagnosis={state.diagnosis} />
              {id === 'url' && <FromBrowser outcome={state.outcomes.browser} called={state.browser} />}
              <HopLog outcome={outcome} id={id} logs={logs} />
            </div>
          </li>
        )
      })}
    </ol>
  )
}

interface OutcomeProps {
  outcome: HopOutcome | undefined
  id: HopId
  diagnosis: Diagnosis | undefined
}

function Outcome({ outcome, id, diagnosis }: OutcomeProps): ReactNode {
  if (!outcome) return <p className="text-fg-3">{about[id]}</p>
  if (outcome.state === 'skipped') return <p className="text-fg-2">{outcome.why}</p>
  if (outcome.state === 'denied') return <FailureNote failure={outcome.failure} />
  return <HopResponse result={outcome.result} cause={diagnosis?.hop === id ? diagnosis.message : undefined} />
}

const about: Partial<Record<HopId, string>> = {
  endpoint: 'InvokeEndpoint with the console’s own credentials, past function and gateway.',
  function: 'Invoke of the alias that the API calls, with the proxy event.',
  method: 'TestInvokeMethod: the API as it is now, published or not, with its execution log.',
  url: 'What your callers send, from the console’s server and from this browser.',
}

function FromBrowser({ outcome, called }: { outcome: HopOutcome | undefined; called: CallOutcome | undefined }) {
  return outcome && 'result' in outcome ? <BrowserResponse result={outcome.result} called={called} /> : null
}

interface HopLogProps {
  outcome: HopOutcome | undefined
  id: keyof HopColumnsProps['names']
  logs: HopColumnsProps['logs']
}

/** Log lines that the hop's own answer does not bring. */
function HopLog({ outcome, id, logs }: HopLogProps) {
  if (!outcome || !('result' in outcome)) return null
  const { at, requestId } = outcome.result
  if (id === 'endpoint') {
    return <LogLines key={at} label="Read container log" read={() => logs.container(secondsBefore(at))} />
  }
  if ((id !== 'url' && id !== 'function') || !requestId) return null
  const readFunction = logs.function
  return (
    <>
      {id === 'url' && readFunction && (
        <LogLines key={at} label="Read function’s log" read={() => readFunction(requestId, at)} />
      )}
      <Link href={`${logs.path}?request=${encodeURIComponent(requestId)}`} className="link w-fit py-0.5 text-12">
        Its lines on all hops
      </Link>
    </>
  )
}

/** Clocks differ. */
const secondsBefore = (at: string): string => new Date(Date.parse(at) - 2_000).toISOString()

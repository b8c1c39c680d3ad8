'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { Result } from '@/lib/result'
import type { CallerNeeds } from '@/lib/spec/api-parts/access'
import type { EventFacts } from '@/lib/trace/test-events'
import type { FixKind, FoundLines, HopId, TraceEvent } from '@/lib/trace/types'
import type { JobEvent } from '@/lib/wiring/state/plan'
import { Section, Sections } from '../endpoint-page/sections'
import { withApiKey } from '../playground/call/authorize'
import type { CountAction, OwnUrl } from '../playground/call/own-calls'
import { useOwnCalls } from '../playground/call/use-own-calls'
import { cn } from '../ui/cn'
import { useAction } from '../ui/hooks/use-action'
import { NotLoaded } from '../ui/not-loaded'
import { FailureNote } from '../ui/state/failure-note'
import { Skeleton } from '../ui/state/skeleton'
import { ProgressCard } from '../wiring/progress/progress-card'
import { useJob } from '../wiring/progress/use-job'
import { refreshWhenReady } from '../wiring/progress/when-ready'
import type { Place } from '../wiring/types'
import { CauseCard } from './cause-card'
import { ContainerLogCard } from './container-log-card'
import { HopColumns, type HopColumnsProps } from './hop-columns'
import { TimeCard } from './time-card'
import { TraceForm } from './trace-form'
import { useEvent } from './use-event'
import { type TraceRun, useTrace } from './use-trace'
import { Verdict } from './verdict'

/** It holds the table of all known failures, which no trace needs in the browser. */
const PasteCard = dynamic(
  () =>
    import('./paste-card').then(
      (part) => ({ default: part.PasteCard }),
      () => ({ default: NotLoaded }),
    ),
  { ssr: false, loading: () => <Skeleton className="h-48" /> },
)

type TraceAction<I, T> = (input: Place & { endpointName: string } & I) => Promise<Result<T>>

export interface TracePageProps {
  place: Place
  endpointName: string
  facts: EventFacts
  /** What the payload starts with. */
  sample: string
  /** The names in AWS of what each hop calls. */
  names: HopColumnsProps['names']
  invokeUrl?: string
  /** The public API, if this browser's calls to it are to be counted as the console's own. */
  own?: OwnUrl
  /** This browser can call it as it is, or with the key: then it does so. */
  open: boolean
  /** The value of the playground's own key, where the URL requires one. */
  apiKey?: string
  /** Header of the key; undefined if that is `x-api-key`. */
  header: CallerNeeds['header']
  denied?: string
  actions: {
    count: CountAction
    trace: TraceAction<{ event: string; hops?: HopId[] }, AsyncIterable<TraceEvent>>
    /** The same as the overview's. */
    repair: TraceAction<object, { jobId: string }>
    fix: TraceAction<{ kind: Exclude<FixKind, 'repair'> }, { jobId: string }>
    watch: TraceAction<object, AsyncIterable<JobEvent>>
    containerLog: TraceAction<{ since: string }, FoundLines>
    functionLog: TraceAction<{ requestId: string; since: string }, FoundLines>
  }
}

/** A payload, the hops that it goes through, what is broken on the way, and the click that fixes it. */
export function TracePage({
  place,
  endpointName,
  facts,
  sample,
  names,
  invokeUrl,
  own,
  open,
  apiKey,
  header,
  denied,
  actions,
}: TracePageProps) {
  const { account, region } = place
  const router = useRouter()
  const about = { account, region, endpointName }
  const sent = useEvent(facts, sample, `${account}/${region}/${endpointName}`)
  const start = useCallback(
    ({ event, hops }: TraceRun) => actions.trace({ account, region, endpointName, event, hops }),
    [actions.trace, account, region, endpointName],
  )
  const letIn = useMemo(() => withApiKey(apiKey, header), [apiKey, header])
  const authorize = useOwnCalls(letIn, place, own, actions.count)
  const { state, run } = useTrace(start, authorize)
  const trace = (hops?: HopId[]) => {
    const call = open && invokeUrl && (!hops || hops.includes('browser')) ? sent.callTo(invokeUrl) : undefined
    return run({ event: sent.text, hops, call })
  }
  const retrace = useRef(trace)
  useEffect(() => {
    retrace.current = trace
  })
  const fixing = useAction((kind: FixKind) =>
    kind === 'repair' ? actions.repair(about) : actions.fix({ ...about, kind }),
  )
  const { job, follow, lost } = useJob({
    watch: () => actions.watch({ account, region, endpointName }),
    replay: false,
    onEnd: () => {
      void refreshWhenReady(router)
      void retrace.current()
    },
  })
  const fix = async (kind: FixKind) => {
    const started = await fixing.run(kind)
    if (started.ok) await follow()
  }
  const working = job !== undefined && job.end === undefined
  const { outcomes, diagnosis, failure, running } = state
  const traced = Object.keys(outcomes).length > 0
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <TraceForm sent={sent} running={running || working} again={traced} denied={denied} onRun={() => void trace()} />
      <FailureNote failure={failure ?? fixing.failure ?? lost ?? job?.end?.error} />
      {working && <ProgressCard job={job} />}
      <Verdict state={state} busy={fixing.busy || working} denied={denied} onFix={fix} />
      <Sections
        first="hops"
        items={[
          { id: 'hops', label: 'Hops' },
          ...(traced ? [{ id: 'cause', label: diagnosis ? 'Cause and times' : 'Times' }] : []),
          { id: 'paste', label: 'Paste an error' },
          { id: 'log', label: 'Container log' },
        ]}
        className="grid grid-cols-[minmax(0,1fr)] gap-4"
      >
        <Section id="hops">
          <HopColumns
            state={state}
            names={names}
            obstacle={denied ?? sent.obstacle ?? (running ? 'A trace is running.' : undefined)}
            traceAlone={(hops) => void trace(hops)}
            logs={{
              container: (since) => actions.containerLog({ ...about, since }),
              function: facts.functionless
                ? undefined
                : (requestId, since) => actions.functionLog({ ...about, requestId, since }),
              path: `/${place.account}/${place.region}/endpoints/${endpointName}/logs`,
            }}
          />
        </Section>
        <Section
          id="cause"
          className={cn('items-start empty:hidden', diagnosis && 'lg:grid-cols-[minmax(0,3fr)_minmax(320px,2fr)]')}
        >
          {diagnosis && <CauseCard diagnosis={diagnosis} />}
          <TimeCard state={state} />
        </Section>
        <Section id="paste">
          <PasteCard />
        </Section>
        <Section id="log">
          <ContainerLogCard read={(since) => actions.containerLog({ ...about, since })} />
        </Section>
      </Sections>
    </div>
  )
}

'use client'

import type { ReactNode } from 'react'
import { Badge } from '../ui/badge'
import { Card, CardHeader } from '../ui/card'
import { NotDrawn } from '../ui/not-loaded'
import { onDemand, useSoon } from '../ui/on-demand'
import { RelativeTime } from '../ui/text/relative-time'
import type { Shown } from './call/use-prediction'
import type { OutcomeProps } from './prediction-outcome'
import { SlowStart } from './slow-start'

/** What reads and draws a response: the largest part of the page, and needed after the first one. */
const outcomes = onDemand(() => import('./prediction-outcome'))

interface PredictionCardProps extends Omit<OutcomeProps, 'shown'> {
  shown?: Shown
  busy: boolean
  /** Set for a request that is answered later. */
  wait?: ReactNode
  /** The endpoint might have to start first. */
  slowStart?: boolean
}

/** What the public API answered: the verdict, where the time went, and the body as it came. */
export function PredictionCard({ shown, busy, wait, slowStart, output, features, logsPath }: PredictionCardProps) {
  const { code, retry } = useSoon(outcomes, shown)
  return (
    <Card aria-labelledby="prediction" aria-busy={busy} className="flex flex-col">
      <CardHeader id="prediction" title="Prediction" meta={shown && <Verdict shown={shown} />}>
        {shown && (
          <span className="text-12 text-fg-3">
            answered by the public API, <RelativeTime value={shown.at} ago />
          </span>
        )}
      </CardHeader>
      <div aria-live="polite" className="sr-only">
        {shown && code && !busy ? code.spoken(shown, output) : ''}
      </div>
      {wait ? (
        wait
      ) : shown && code ? (
        <code.Outcome shown={shown} output={output} features={features} logsPath={logsPath} />
      ) : retry ? (
        <div className="p-4">
          <NotDrawn onRetry={retry} />
        </div>
      ) : (
        <p className="grid min-h-48 flex-1 place-content-center p-6 text-center text-fg-2">
          {busy || shown ? 'Waiting for the public API…' : 'The answer of the public API appears here.'}
          {busy && slowStart && <SlowStart />}
        </p>
      )}
    </Card>
  )
}

function Verdict({ shown: { outcome } }: { shown: Shown }) {
  if (outcome.kind === 'unreachable')
    return (
      <Badge tone="bad" variant="bare">
        no answer
      </Badge>
    )
  return (
    <span className="flex items-center gap-2">
      <Badge tone={outcome.status < 400 ? 'ok' : 'bad'} variant="bare">
        {outcome.status}
      </Badge>
      <span className="font-mono">{Math.round(outcome.latencyMs)} ms</span>
    </span>
  )
}

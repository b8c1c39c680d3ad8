import { Fragment } from 'react'
import { formatFixed } from '@/lib/locale'
import { headlineOf } from '@/lib/model/predictions/headline'
import type { One } from '@/lib/model/predictions/prediction'
import { cn } from '../ui/cn'
import { softAt } from './series'
import { Verdict } from './verdict'

interface SpansViewProps {
  prediction: Extract<One, { kind: 'spans' }>
  name?: string
}

/** The text with its spans marked, each followed by its label, and a list with the scores. */
export function SpansView({ prediction, name }: SpansViewProps) {
  const { text, spans } = prediction
  const labels = [...new Set(spans.map(({ label }) => label))]
  return (
    <div className="grid gap-4">
      <Verdict name={name ?? 'Spans'}>{spans.length === 0 ? 'None found' : spans.length}</Verdict>
      <p className="whitespace-pre-wrap break-words text-14/7" title={headlineOf(prediction)}>
        {spans.map((span, index) => (
          <Fragment key={`${span.start}-${span.end}`}>
            {text.slice(spans[index - 1]?.end ?? 0, span.start)}
            <mark className={cn('rounded-chip border-b-2 px-0.5 py-0.5 text-fg', softAt(labels.indexOf(span.label)))}>
              {text.slice(span.start, span.end)}
              <span className="ml-1 font-medium text-11">{span.label}</span>
            </mark>
          </Fragment>
        ))}
        {text.slice(spans.at(-1)?.end ?? 0)}
      </p>
      {spans.length > 0 && (
        <ul className="grid gap-1.5">
          {spans.map((span) => (
            <li key={`${span.start}-${span.end}`} className="flex items-baseline gap-3">
              <span
                aria-hidden
                className={cn('size-2.5 shrink-0 rounded-chip border', softAt(labels.indexOf(span.label)))}
              />
              <span className="w-16 shrink-0 break-words text-12 text-fg-2">{span.label}</span>
              <span className="min-w-0 flex-1 break-words">{span.text}</span>
              {span.score !== undefined && (
                <span className="font-mono text-code tabular-nums">{formatFixed(span.score, 3)}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

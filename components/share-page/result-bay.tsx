'use client'

import type { ReactNode } from 'react'
import { Card, CardHeader } from '../ui/card'
import { NotDrawn } from '../ui/not-loaded'
import { onDemand, useSoon } from '../ui/on-demand'
import type { ResultProps } from './result'
import { ResultArch } from './result-arch'

/** What reads and draws a response: the largest part of the page, and needed after the first one. */
const results = onDemand(() => import('./result'))

interface ResultBayProps extends Omit<ResultProps, 'shown'> {
  shown?: ResultProps['shown']
  /** Set for a request that is answered later. */
  wait?: ReactNode
}

/** The result stands in the arch: the public door, answered. */
export function ResultBay({ shown, wait, ...props }: ResultBayProps) {
  const { busy } = props
  const { code, retry } = useSoon(results, shown)
  return (
    <Card aria-labelledby="result" aria-busy={busy} className="flex flex-col">
      <CardHeader id="result" title="Prediction" />
      <div aria-live="polite" className="flex flex-1 flex-col [&>*+*]:border-line [&>*+*]:border-t">
        {wait ? (
          wait
        ) : shown && code ? (
          <code.Result shown={shown} {...props} />
        ) : retry ? (
          <div className="p-4">
            <NotDrawn onRetry={retry} />
          </div>
        ) : (
          <ResultArch>
            <p className="text-fg-2">{busy || shown ? 'Calling…' : 'Press Predict to call the model'}</p>
          </ResultArch>
        )}
      </div>
    </Card>
  )
}

'use client'

import type { ReactNode } from 'react'
import type { FeatureContract } from '@/lib/model/contract/contract'
import { headlineOf } from '@/lib/model/predictions/headline'
import type { Prediction } from '@/lib/model/predictions/prediction'
import { sentOf } from '@/lib/runs/input'
import type { Shown } from '../playground/call/use-prediction'
import { predictionOf } from '../playground/prediction-card'
import { ClassBars } from '../predictions/class-bars'
import { Explanations, PredictionView } from '../predictions/prediction-view'
import { RestView } from '../predictions/rest-view'
import { ValueScale } from '../predictions/value-view'
import { Card, CardHeader } from '../ui/card'
import { Note } from '../ui/state/note'
import { errorToVisitor, explainToVisitor } from './explain-to-visitor'

interface ResultBayProps {
  shown?: Shown
  busy: boolean
  /** The page sends a key. */
  hasKey: boolean
  /** Set for a request that is answered later. */
  wait?: ReactNode
  output?: FeatureContract['output']
  /** The names of the contract's features. */
  features?: readonly string[]
}

/** What is said in a word or a number stands in the arch; the rest has its picture below. */
type Short = Extract<Prediction, { kind: 'classes' | 'value' }>
const names: Record<Short['kind'], string> = { classes: 'Class', value: 'Value' }
const isShort = (prediction: Prediction): prediction is Short => prediction.kind in names

/** The result stands in the arch: the public door, answered. */
export function ResultBay({ shown, busy, hasKey, wait, output, features }: ResultBayProps) {
  const responded = shown && predictionOf(shown, output, features)
  const failed = responded?.kind === 'error' ? responded : undefined
  const prediction = failed ? undefined : responded
  const problem = failed ? errorToVisitor(failed.message) : shown && explainToVisitor(shown.outcome, hasKey)
  const one = prediction && isShort(prediction) ? prediction : undefined
  return (
    <Card aria-labelledby="result" aria-busy={busy} className="flex flex-col">
      <CardHeader id="result" title="Prediction" />
      <div aria-live="polite" className="flex flex-1 flex-col [&>*+*]:border-line [&>*+*]:border-t">
        {wait ? (
          wait
        ) : problem ? (
          <div className="p-4">
            <Note tone="bad" title={problem.title}>
              {problem.text}
            </Note>
          </div>
        ) : (
          <Arch>
            {one ? (
              <>
                <p className="text-fg-2">{output?.name ?? names[one.kind]}</p>
                <p className="break-words font-semibold text-28 tracking-tight">
                  {headlineOf(one)}
                  {one.kind === 'value' && one.unit && <span className="ml-1 text-16">{one.unit}</span>}
                </p>
              </>
            ) : (
              <p className="text-fg-2">
                {busy ? 'Calling…' : prediction ? 'Answered' : 'Press Predict to call the model'}
              </p>
            )}
          </Arch>
        )}
        {!wait && one?.kind === 'classes' && one.scores.length > 0 && (
          <div className="p-4">
            <ClassBars scores={one.scores} label={one.label} />
          </div>
        )}
        {!wait && one?.kind === 'value' && one.seen && (
          <div className="p-4">
            <ValueScale prediction={one} />
          </div>
        )}
        {!wait && one && (one.rest || one.explanation) && (
          <div className="grid gap-4 p-4 [&>*:first-child]:border-t-0 [&>*:first-child]:pt-0">
            <Explanations prediction={one} />
            <RestView prediction={one} />
          </div>
        )}
        {!wait && shown && prediction && !one && (
          <div className="p-4">
            <PredictionView
              prediction={prediction}
              name={output?.name}
              sent={sentOf(shown.input)}
              image={shown.outcome.kind === 'response' ? shown.outcome.image : undefined}
            />
          </div>
        )}
        {!wait && one?.kind === 'classes' && one.scores.length > 0 && (
          <p className="px-4 py-3 text-12 text-fg-2">
            The bars say how sure the model is of each answer. It can be wrong.
          </p>
        )}
      </div>
    </Card>
  )
}

function Arch({ children }: { children: React.ReactNode }) {
  return (
    <div className="relative grid min-h-56 flex-1 place-items-center overflow-hidden">
      <svg
        viewBox="0 0 264 224"
        aria-hidden="true"
        fill="none"
        className="absolute bottom-0 h-56 w-[264px] max-w-full stroke-line-2"
        strokeWidth="1"
      >
        <path d="M2 224V132a130 130 0 0 1 260 0v92" />
        <path d="M20 224V132a112 112 0 0 1 224 0v92" />
        <path d="M0 132h28M236 132h28M126 2l3 18h6l3-18" />
      </svg>
      <div className="relative z-10 mt-10 grid max-w-[200px] justify-items-center gap-0.5 text-center">{children}</div>
    </div>
  )
}

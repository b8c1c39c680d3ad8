import type { FeatureContract } from '@/lib/model/contract/contract'
import { headlineOf } from '@/lib/model/predictions/headline'
import type { Prediction } from '@/lib/model/predictions/prediction'
import { sentOf } from '@/lib/runs/input'
import type { Shown } from '../playground/call/use-prediction'
import { predictionOf } from '../playground/prediction-outcome'
import { ClassBars } from '../predictions/class-bars'
import { Explanations, PredictionView } from '../predictions/prediction-view'
import { RestView } from '../predictions/rest-view'
import { ValueScale } from '../predictions/value-view'
import { Note } from '../ui/state/note'
import { errorToVisitor, explainToVisitor } from './explain-to-visitor'
import { ResultArch } from './result-arch'

export interface ResultProps {
  shown: Shown
  busy: boolean
  /** The page sends a key. */
  hasKey: boolean
  output?: FeatureContract['output']
  /** The names of the contract's features. */
  features?: readonly string[]
}

/** What is said in a word or a number stands in the arch; the rest has its picture below. */
type Short = Extract<Prediction, { kind: 'classes' | 'value' }>
const names: Record<Short['kind'], string> = { classes: 'Class', value: 'Value' }
const isShort = (prediction: Prediction): prediction is Short => prediction.kind in names

/** What the model answered, or why it did not, for a visitor. */
export function Result({ shown, busy, hasKey, output, features }: ResultProps) {
  const responded = predictionOf(shown, output, features)
  const failed = responded?.kind === 'error' ? responded : undefined
  const prediction = failed ? undefined : responded
  const problem = failed ? errorToVisitor(failed.message) : explainToVisitor(shown.outcome, hasKey)
  const one = prediction && isShort(prediction) ? prediction : undefined
  return (
    <>
      {problem ? (
        <div className="p-4">
          <Note tone="bad" title={problem.title}>
            {problem.text}
          </Note>
        </div>
      ) : (
        <ResultArch>
          {one ? (
            <>
              <p className="text-fg-2">{output?.name ?? names[one.kind]}</p>
              <p className="break-words font-semibold text-28 tracking-tight">
                {headlineOf(one)}
                {one.kind === 'value' && one.unit && <span className="ml-1 text-16">{one.unit}</span>}
              </p>
            </>
          ) : (
            <p className="text-fg-2">{busy ? 'Calling…' : 'Answered'}</p>
          )}
        </ResultArch>
      )}
      {one?.kind === 'classes' && one.scores.length > 0 && (
        <div className="p-4">
          <ClassBars scores={one.scores} label={one.label} />
        </div>
      )}
      {one?.kind === 'value' && one.seen && (
        <div className="p-4">
          <ValueScale prediction={one} />
        </div>
      )}
      {one && (one.rest || one.explanation) && (
        <div className="grid gap-4 p-4 [&>*:first-child]:border-t-0 [&>*:first-child]:pt-0">
          <Explanations prediction={one} />
          <RestView prediction={one} />
        </div>
      )}
      {prediction && !one && (
        <div className="p-4">
          <PredictionView
            prediction={prediction}
            name={output?.name}
            sent={sentOf(shown.input)}
            image={shown.outcome.kind === 'response' ? shown.outcome.image : undefined}
          />
        </div>
      )}
      {one?.kind === 'classes' && one.scores.length > 0 && (
        <p className="px-4 py-3 text-12 text-fg-2">
          The bars say how sure the model is of each answer. It can be wrong.
        </p>
      )}
    </>
  )
}

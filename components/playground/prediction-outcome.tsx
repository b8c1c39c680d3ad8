import type { FeatureContract } from '@/lib/model/contract/contract'
import { headlineOf } from '@/lib/model/predictions/headline'
import { readServerTiming } from '@/lib/own-calls/server-timing'
import { sentOf } from '@/lib/runs/input'
import { predictionOf as read } from '@/lib/runs/run'
import { timeShares } from '@/lib/trace/server-timing'
import { PredictionView } from '../predictions/prediction-view'
import { Note } from '../ui/state/note'
import { CodeBlock } from '../ui/text/code-block'
import { explain } from './call/explain'
import type { Shown } from './call/use-prediction'
import { LatencyBar } from './latency-bar'

export const predictionOf = (
  { outcome, input }: Shown,
  output: FeatureContract['output'],
  features?: readonly string[],
) => (outcome.kind === 'response' && outcome.status < 400 ? read({ ...outcome, input }, output, features) : undefined)

/** One sentence for people who do not see the picture. */
export function spoken(shown: Shown, output: FeatureContract['output']): string {
  const prediction = predictionOf(shown, output)
  if (!prediction) return explain(shown.outcome)?.title ?? ''
  if (prediction.kind === 'raw') return 'The body fits no known form and is shown as it came'
  if (prediction.kind === 'error') return `The model’s server answered with an error: ${headlineOf(prediction)}`
  return `Predicted: ${headlineOf(prediction)}${prediction.kind === 'value' && prediction.unit ? ` ${prediction.unit}` : ''}`
}

export interface OutcomeProps {
  shown: Shown
  output?: FeatureContract['output']
  /** The names of the contract's features. */
  features?: readonly string[]
  /** The page with the log lines of one request, by its id. */
  logsPath: string
}

export function Outcome({ shown, output, features, logsPath }: OutcomeProps) {
  const { outcome } = shown
  const prediction = predictionOf(shown, output, features)
  const problem = explain(outcome)
  return (
    <div className="grid [&>*+*]:border-line [&>*+*]:border-t [&>*]:p-4">
      {problem && (
        <div>
          <Note tone="bad" role="alert" title={problem.title}>
            {problem.cause} {problem.remedy}{' '}
            {outcome.kind === 'response' && outcome.requestId && (
              <a href={`${logsPath}?request=${encodeURIComponent(outcome.requestId)}`} className="link">
                Log lines of this request
              </a>
            )}
          </Note>
        </div>
      )}
      {prediction && (
        <div>
          <PredictionView
            prediction={prediction}
            name={output?.name}
            sent={sentOf(shown.input)}
            textShown={shown.input.kind === 'chat'}
            image={outcome.kind === 'response' ? outcome.image : undefined}
          />
        </div>
      )}
      {outcome.kind === 'response' && <Latency latencyMs={outcome.latencyMs} header={outcome.serverTiming} />}
      {outcome.kind === 'response' && (
        <details>
          <summary className="min-h-6 font-medium">
            Raw response{' '}
            <span className="ml-1 font-mono font-normal text-12 text-fg-3">
              {outcome.contentType || 'no content type'}, {outcome.image?.size ?? new Blob([outcome.text]).size} B
              {outcome.isAssembled && ', put together from its events'}
            </span>
          </summary>
          <CodeBlock boxed wrap code={outcome.text} label="Raw response" copied="Response copied" className="mt-3" />
          {outcome.requestId && <p className="mt-2 font-mono text-12 text-fg-3">request {outcome.requestId}</p>}
        </details>
      )}
    </div>
  )
}

function Latency({ latencyMs, header }: { latencyMs: number; header: string | null }) {
  const shares = timeShares(latencyMs, readServerTiming(header))
  if (shares.length === 0) return null
  return (
    <div>
      <LatencyBar shares={shares} />
    </div>
  )
}

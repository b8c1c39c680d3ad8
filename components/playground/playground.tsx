'use client'

import type { FeatureContract } from '@/lib/features/contract'
import type { Place } from '../wiring/types'
import { BatchCard } from './batch/batch-card'
import { FeatureInputCard, RowInputCard } from './input-card'
import { PredictionCard } from './prediction-card'
import { useFormRow } from './use-form-row'
import { usePrediction } from './use-prediction'

export interface PlaygroundProps {
  place: Place
  endpointName: string
  invokeUrl: string
  queryParameter: string
  contract: FeatureContract
  sampleRow?: string
  /** The row in the page's address, where it has one. */
  rowInUrl?: string
  /** The stage's own. */
  throttle?: { rateLimit: number; burstLimit: number }
}

/**
 * The form at left, the public URL's own answer at right; below, what the answer would be elsewhere, many rows at once, and
 * what was asked before. This browser asks; no server of ours stands between.
 */
export function Playground(props: PlaygroundProps) {
  const { invokeUrl, contract, throttle } = props
  return (
    <div className="grid gap-4">
      {contract.features.length > 0 ? <FeaturePlayground {...props} /> : <RowPlayground {...props} />}
      <BatchCard invokeUrl={invokeUrl} contract={contract} throttle={throttle} />
    </div>
  )
}

const columns = 'grid items-start gap-4 lg:grid-cols-[minmax(320px,430px)_minmax(0,1fr)]'

/** A model whose features are described: the form's values are shared by every card. */
function FeaturePlayground({ contract, sampleRow, rowInUrl, invokeUrl, queryParameter }: PlaygroundProps) {
  const { shown, busy, send } = usePrediction()
  const form = useFormRow(contract.features, sampleRow, rowInUrl)
  return (
    <div className={columns}>
      <FeatureInputCard
        title="Input"
        expert
        busy={busy}
        invokeUrl={invokeUrl}
        queryParameter={queryParameter}
        features={contract.features}
        form={form}
        onSend={send}
      />
      <PredictionCard shown={shown} busy={busy} output={contract.output} />
    </div>
  )
}

/** Nobody described the features yet: rows as they are. */
function RowPlayground({ contract, sampleRow, rowInUrl, invokeUrl, queryParameter }: PlaygroundProps) {
  const { shown, busy, send } = usePrediction()
  return (
    <div className={columns}>
      <RowInputCard
        title="Input"
        expert
        busy={busy}
        invokeUrl={invokeUrl}
        queryParameter={queryParameter}
        sampleRow={sampleRow}
        rowInUrl={rowInUrl}
        onSend={send}
      />
      <PredictionCard shown={shown} busy={busy} output={contract.output} />
    </div>
  )
}

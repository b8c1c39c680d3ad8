'use client'

import type { FeatureContract } from '@/lib/features/contract'
import type { Place } from '../wiring/types'
import { FeatureInputCard, RowInputCard } from './input-card'
import { KindInput, kindOf } from './inputs/kind-input'
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
}

/**
 * The form at left, the public URL's own answer at right; below, what the answer would be elsewhere, many rows at once, and
 * what was asked before. This browser asks; no server of ours stands between.
 */
export function Playground(props: PlaygroundProps) {
  if (kindOf(props.contract)) return <KindPlayground {...props} />
  return props.contract.features.length > 0 ? <FeaturePlayground {...props} /> : <RowPlayground {...props} />
}

const columns = 'grid items-start gap-4 lg:grid-cols-[minmax(320px,430px)_minmax(0,1fr)]'

/** A conversation is what is read; the last answer as it came stands beside it. */
const chatColumns = 'grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(320px,430px)]'

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
        examples={contract.examples}
        sampleRow={sampleRow}
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
        examples={contract.examples}
        sampleRow={sampleRow}
        rowInUrl={rowInUrl}
        onSend={send}
      />
      <PredictionCard shown={shown} busy={busy} output={contract.output} />
    </div>
  )
}

/** A text, a picture, a recording, a conversation or JSON. */
function KindPlayground({ contract, rowInUrl, invokeUrl }: PlaygroundProps) {
  const { shown, busy, partial, send, stop } = usePrediction()
  return (
    <div className={kindOf(contract) === 'chat' ? chatColumns : columns}>
      <KindInput
        title="Input"
        expert
        contract={contract}
        invokeUrl={invokeUrl}
        textInUrl={rowInUrl}
        busy={busy}
        partial={partial}
        onSend={send}
        onStop={stop}
      />
      <PredictionCard shown={shown} busy={busy} output={contract.output} />
    </div>
  )
}

'use client'

import type { FeatureContract } from '@/lib/features/contract'
import { FeatureInputCard, RowInputCard } from './input-card'
import { PredictionCard } from './prediction-card'
import { usePrediction } from './use-prediction'

export interface PlaygroundProps {
  invokeUrl: string
  queryParameter: string
  contract: FeatureContract
  sampleRow?: string
  /** The row in the page's address, where it has one. */
  rowInUrl?: string
}

/** The form at left, the public URL's own answer at right. This browser asks; no server of ours stands between. */
export function Playground({ contract, ...target }: PlaygroundProps) {
  const { shown, busy, send } = usePrediction()
  const common = { ...target, title: 'Input', expert: true, busy, onSend: send }
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(320px,430px)_minmax(0,1fr)]">
      {contract.features.length > 0 ? (
        <FeatureInputCard {...common} features={contract.features} />
      ) : (
        <RowInputCard {...common} />
      )}
      <PredictionCard shown={shown} busy={busy} output={contract.output} />
    </div>
  )
}

'use client'

import type { ReactElement } from 'react'
import { formatValue } from '@/lib/model/predictions/headline'
import type { Prediction } from '@/lib/model/predictions/prediction'
import { adviceOf } from '@/lib/model/refusals/read'
import { Note } from '../ui/state/note'
import { AnomalyBar } from './anomaly-bar'
import { BoxesView } from './boxes-view'
import { ClassBars } from './class-bars'
import { EmbeddingView } from './embedding-view'
import { ExplanationBars } from './explanation-bars'
import { ExtractView } from './extract-view'
import { ForecastChart } from './forecast-chart'
import { MasksView } from './masks-view'
import { RankingView } from './ranking-view'
import { RawView } from './raw-view'
import { RestView } from './rest-view'
import { RowsTable } from './rows-table'
import { SpansView } from './spans-view'
import { TensorsTable } from './tensors-table'
import { TextView } from './text-view'
import { ValueView } from './value-view'
import { VectorBars } from './vector-bars'
import { Verdict } from './verdict'

interface PredictionViewProps {
  prediction: Prediction
  /** What the output is called: `Species`. */
  name?: string
  /** What was sent, where the picture needs it: boxes are drawn on the file. */
  sent?: { text?: string; file?: Blob }
  /** The body's bytes, where the model answered with a picture. */
  image?: Blob
}

/** The picture of each kind, and below it what else the body holds; the raw body is for whoever holds this. */
export function PredictionView(props: PredictionViewProps): ReactElement {
  const { prediction } = props
  return (
    <div className="grid min-w-0 gap-4">
      <Picture {...props} />
      <Explanations prediction={prediction} />
      <RestView prediction={prediction} />
    </div>
  )
}

/** Rows that are explained below their table. */
const mostExplained = 5

export function Explanations({ prediction }: { prediction: Prediction }) {
  if (prediction.kind === 'rows')
    return prediction.rows.slice(0, mostExplained).map(({ explanation }, index) =>
      explanation ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <ExplanationBars key={index} explanation={explanation} name={`Row ${index + 1}`} />
      ) : null,
    )
  return 'explanation' in prediction && prediction.explanation ? (
    <ExplanationBars explanation={prediction.explanation} />
  ) : null
}

function Picture({ prediction, name, sent, image }: PredictionViewProps): ReactElement {
  switch (prediction.kind) {
    case 'classes':
      return (
        <div className="grid gap-4">
          <Verdict name={name ?? 'Class'}>{prediction.label}</Verdict>
          {prediction.scores.length > 0 && <ClassBars scores={prediction.scores} label={prediction.label} />}
        </div>
      )
    case 'value':
      return <ValueView prediction={prediction} name={name} />
    case 'cluster':
      return (
        <Verdict
          name={name ?? 'Closest cluster'}
          note={prediction.distance !== undefined && `Distance to its centre ${formatValue(prediction.distance)}`}
        >
          {prediction.label}
        </Verdict>
      )
    case 'anomaly':
      return <AnomalyBar prediction={prediction} name={name} />
    case 'forecast':
      return <ForecastChart prediction={prediction} name={name} />
    case 'boxes':
      return <BoxesView prediction={prediction} name={name} file={sent?.file} />
    case 'masks':
      return <MasksView prediction={prediction} name={name} file={sent?.file} />
    case 'ranking':
      return <RankingView prediction={prediction} name={name} />
    case 'spans':
      return <SpansView prediction={prediction} name={name} />
    case 'embedding':
      return <EmbeddingView vectors={prediction.vectors} name={name} />
    case 'text':
      return <TextView prediction={prediction} name={name} />
    case 'answer':
      return <ExtractView prediction={prediction} name={name} />
    case 'vector':
      return <VectorBars prediction={prediction} name={name} />
    case 'tensors':
      return <TensorsTable prediction={prediction} />
    case 'rows':
      return <RowsTable rows={prediction.rows} name={name} />
    case 'error':
      return (
        <Note tone="bad" title="The model’s server answered with an error.">
          {prediction.message} {adviceOf(prediction.message)}
        </Note>
      )
    case 'raw':
      return <RawView text={prediction.text} contentType={prediction.contentType} image={image} />
  }
}

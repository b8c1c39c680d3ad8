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
  /** A conversation beside it has the text of a reply already. */
  textShown?: boolean
  /** The body's bytes, where the model answered with a picture. */
  image?: Blob
}

/** The picture of each kind, and below it what else the body holds; the raw body is for whoever holds this. */
export function PredictionView(props: PredictionViewProps): ReactElement {
  const { prediction } = props
  // Clarify's wrapper has a version of its own, which belongs to the explanations and not to the model's response.
  // https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-online-explainability-response.html
  const { version, ...rest } = prediction.rest ?? {}
  const isOfBars = explainedRows(prediction).length > 0 && typeof version === 'string'
  return (
    <div className="grid min-w-0 gap-4">
      <Picture {...props} />
      <Explanations prediction={prediction} version={isOfBars ? version : undefined} />
      <RestView prediction={isOfBars ? { ...prediction, rest } : prediction} />
    </div>
  )
}

/** Rows that are explained below their table. */
const mostExplained = 5

function explainedRows(prediction: Prediction) {
  const rows = prediction.kind === 'rows' ? prediction.rows.slice(0, mostExplained) : [prediction]
  return rows.flatMap((row, index) =>
    'explanation' in row && row.explanation
      ? [{ explanation: row.explanation, name: prediction.kind === 'rows' ? `Row ${index + 1}` : undefined }]
      : [],
  )
}

export function Explanations({ prediction, version }: { prediction: Prediction; version?: string }) {
  return explainedRows(prediction).map(({ explanation, name }) => (
    <ExplanationBars key={name ?? ''} explanation={explanation} name={name} version={version} />
  ))
}

function Picture({ prediction, name, sent, image, textShown }: PredictionViewProps): ReactElement {
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
      return <TextView prediction={prediction} name={name} isShownElsewhere={textShown} />
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

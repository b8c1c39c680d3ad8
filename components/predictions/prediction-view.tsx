'use client'

import type { ReactElement } from 'react'
import { formatValue } from '@/lib/model/predictions/headline'
import type { Prediction } from '@/lib/model/predictions/prediction'
import { Note } from '../ui/state/note'
import { AnomalyBar } from './anomaly-bar'
import { AnswerView } from './answer-view'
import { BoxesView } from './boxes-view'
import { ClassBars } from './class-bars'
import { EmbeddingView } from './embedding-view'
import { ForecastChart } from './forecast-chart'
import { RawView } from './raw-view'
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

/** The picture of each kind; the raw body is for whoever holds this. */
export function PredictionView({ prediction, name, sent, image }: PredictionViewProps): ReactElement {
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
    case 'spans':
      return <SpansView prediction={prediction} name={name} />
    case 'embedding':
      return <EmbeddingView vectors={prediction.vectors} name={name} />
    case 'text':
      return <TextView prediction={prediction} name={name} />
    case 'answer':
      return <AnswerView prediction={prediction} name={name} />
    case 'vector':
      return <VectorBars prediction={prediction} name={name} />
    case 'tensors':
      return <TensorsTable prediction={prediction} />
    case 'rows':
      return <RowsTable rows={prediction.rows} name={name} />
    case 'error':
      return (
        <Note tone="bad" title="The model’s server answered with an error.">
          {prediction.message}
        </Note>
      )
    case 'raw':
      return <RawView text={prediction.text} contentType={prediction.contentType} image={image} />
  }
}

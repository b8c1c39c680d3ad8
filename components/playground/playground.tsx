'use client'

import { type ReactNode, useCallback } from 'react'
import type { FeatureContract } from '@/lib/features/contract'
import { decodeRow } from '@/lib/features/encode'
import type { Run } from '@/lib/history/run'
import type { Place } from '../wiring/types'
import { Caller, type CallerProps } from './access/caller'
import { type Asked, callOf } from './ask'
import { BatchCard } from './batch/batch-card'
import { HistoryCard } from './history/history-card'
import { shownOfRun } from './history/shown-of-run'
import { historyOf } from './history/store'
import { FeatureInputCard, RowInputCard } from './input-card'
import { KindInput, kindOf } from './inputs/kind-input'
import { PredictionCard } from './prediction-card'
import { useFormRow } from './use-form-row'
import { usePrediction } from './use-prediction'
import { WaitingNote } from './waiting-note'
import { WhatIfCard } from './what-if/what-if-card'

export interface PlaygroundProps {
  place: Place
  endpointName: string
  invokeUrl: string
  queryParameter: string
  contract: FeatureContract
  /** Of the REST API: a history belongs to one. */
  restApiId: string
  /** Of the function that is live. */
  version?: string
  sampleRow?: string
  /** The row in the page's address, where it has one. */
  rowInUrl?: string
  /** The endpoint may have to start first. */
  slowStart?: boolean
  /** The stage's own. */
  throttle?: { rateLimit: number; burstLimit: number }
}

type CallerFacts = Pick<CallerProps, 'access' | 'sign' | 'signObstacle' | 'apiKey'>

/**
 * The form at left, the public URL's own answer at right; below, what the answer would be elsewhere, many rows at once, and
 * what was asked before. This browser asks; no server of ours stands between.
 */
export function Playground({ access, sign, signObstacle, apiKey, ...props }: PlaygroundProps & CallerFacts) {
  const { place, endpointName } = props
  return (
    <Caller {...{ access, sign, signObstacle, apiKey, place, endpointName }}>
      <PlaygroundForm {...props} />
    </Caller>
  )
}

function PlaygroundForm(props: PlaygroundProps) {
  if (kindOf(props.contract)) return <KindPlayground {...props} />
  return props.contract.features.length > 0 ? <FeaturePlayground {...props} /> : <RowPlayground {...props} />
}

/** Histories of two URLs never mix. */
const apiOf = ({ place, restApiId }: PlaygroundProps) => `${place.account}/${place.region}/${restApiId}`

/** Each answer is kept in the browser's history. */
function useRecordedPrediction(props: PlaygroundProps) {
  const { version } = props
  const api = apiOf(props)
  const record = useCallback(
    (asked: Asked, rows: string[]) => void historyOf(api).record({ kind: 'rows', rows }, asked, version),
    [api, version],
  )
  return usePrediction(record)
}

/** In the answer's place while a request is answered later. */
const waitOf = ({ waiting, stop, resume }: ReturnType<typeof usePrediction>) =>
  waiting && <WaitingNote waiting={waiting} onStop={stop} onResume={resume} />

const columns = 'grid items-start gap-4 lg:grid-cols-[minmax(320px,430px)_minmax(0,1fr)]'

/** A conversation is what is read; the last answer as it came stands beside it. */
const chatColumns = 'grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(320px,430px)]'

/** A model whose features are described: the form's values are shared by every card. */
function FeaturePlayground(props: PlaygroundProps) {
  const { contract, sampleRow, rowInUrl, invokeUrl, queryParameter } = props
  const asking = useRecordedPrediction(props)
  const { shown, busy, send, show } = asking
  const form = useFormRow(contract.features, sampleRow, rowInUrl)
  const open = (run: Run) => {
    show(shownOfRun(run))
    const row = run.input.kind === 'rows' ? decodeRow(contract.features, run.input.rows[0] ?? '') : undefined
    if (row?.ok) form.fill(row.value)
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
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
        <PredictionCard
          shown={shown}
          busy={busy}
          wait={waitOf(asking)}
          slowStart={props.slowStart}
          output={contract.output}
        />
      </div>
      <WhatIfCard
        contract={contract}
        invokeUrl={invokeUrl}
        queryParameter={queryParameter}
        form={form}
        onSettle={(row) => void send(callOf(invokeUrl, queryParameter, [row]), [row])}
      />
      <BatchAndHistory {...props} send={send} onOpen={open} />
    </div>
  )
}

/** Nobody described the features yet: rows as they are. */
function RowPlayground(props: PlaygroundProps) {
  const { contract, sampleRow, rowInUrl, invokeUrl, queryParameter } = props
  const asking = useRecordedPrediction(props)
  const { shown, busy, send, show } = asking
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
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
        <PredictionCard
          shown={shown}
          busy={busy}
          wait={waitOf(asking)}
          slowStart={props.slowStart}
          output={contract.output}
        />
      </div>
      <BatchAndHistory {...props} send={send} onOpen={(run) => show(shownOfRun(run))} />
    </div>
  )
}

interface BatchAndHistoryProps extends PlaygroundProps {
  send: ReturnType<typeof usePrediction>['send']
  onOpen: (run: Run) => void
}

function BatchAndHistory({ send, onOpen, ...props }: BatchAndHistoryProps): ReactNode {
  const { contract, invokeUrl, queryParameter, throttle, version } = props
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(320px,1fr)]">
      <BatchCard invokeUrl={invokeUrl} contract={contract} throttle={throttle} />
      <HistoryCard
        api={apiOf(props)}
        contract={contract}
        invokeUrl={invokeUrl}
        queryParameter={queryParameter}
        version={version}
        onOpen={onOpen}
        onRerun={(rows) => void send(callOf(invokeUrl, queryParameter, rows), rows)}
      />
    </div>
  )
}

/** A text, a picture, a recording, a conversation or JSON. */
function KindPlayground(props: PlaygroundProps) {
  const { contract, rowInUrl, invokeUrl } = props
  const asking = usePrediction()
  const { shown, busy, partial, send, stop } = asking
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
      <PredictionCard
        shown={shown}
        busy={busy}
        wait={waitOf(asking)}
        slowStart={props.slowStart}
        output={contract.output}
      />
    </div>
  )
}

'use client'

import { useCallback, useMemo, useState } from 'react'
import { type FeatureContract, inputOf } from '@/lib/model/contract/contract'
import { buildRowRequest, type RowTarget } from '@/lib/model/requests/build-request'
import { decodeRow } from '@/lib/model/requests/decode-row'
import type { RunInput } from '@/lib/runs/input'
import type { Run } from '@/lib/runs/run'
import { sampleRowOf } from '@/lib/spec/route-parts/sample-row'
import { cn } from '../ui/cn'
import { onDemand, whenLoaded } from '../ui/on-demand'
import type { Place } from '../wiring/types'
import { Caller, type CallerProps } from './access/caller'
import type { TransformFacts } from './batch/transform/facts'
import type { Call, CallOutcome } from './call/call'
import { usePrediction } from './call/use-prediction'
import { DraftBar } from './features/draft-bar'
import { useDraft } from './features/use-draft'
import { type SaveActions, useSave } from './features/use-save'
import { ModelInput } from './model-input'
import { BatchCard, FeatureEditor, RunsCard, SaveSheet, WhatIfCard } from './parts'
import { PredictionCard } from './prediction-card'
import { keepInUrl, useFormRow } from './use-form-row'
import { WaitingNote } from './waiting-note'

export interface PlaygroundProps extends RowTarget {
  place: Place
  endpointName: string
  contract: FeatureContract
  /** The id of the REST API: runs belong to one. */
  restApiId: string
  /** The version of the function that is live. */
  version?: string
  /** The row that the deploy was proved with. */
  sampleRow?: string
  /** Deploys features that were edited here. */
  save: SaveActions
  /** Why this person cannot deploy here. */
  deployObstacle?: string
  /** The row in the page's address, where it has one. */
  rowInUrl?: string
  /** The endpoint might have to start first. */
  slowStart?: boolean
  /** The stage's own. */
  throttle?: { rateLimit: number; burstLimit: number }
  transform: TransformFacts
}

/** What keeps runs, and what shows one again: no first prediction needs them. */
const runStores = onDemand(() => import('./runs/store'))
const shownRuns = onDemand(() => import('./runs/shown-of-run'))
const notKept =
  'This run is not among the runs, because a part of the page did not load. Check the connection, then send it again.'

const columns = 'lg:grid-cols-[minmax(320px,430px)_minmax(0,1fr)]'

/** The table of features has no room beside the prediction on less. */
const editColumns = 'min-[1360px]:grid-cols-[minmax(0,1fr)_340px]'

/** A conversation is what is read; the last answer as it came stands beside it. */
const chatColumns = 'lg:grid-cols-[minmax(0,1fr)_minmax(320px,430px)]'

type CallerFacts = Pick<CallerProps, 'access' | 'sign' | 'signObstacle' | 'apiKey' | 'own' | 'count'>

/**
 * The form at left, the public API's own answer at right; below, what the answer would be elsewhere, many rows at once, and
 * earlier runs. This browser calls and keeps each answer among its runs; no server of ours stands between.
 */
export function Playground({
  access,
  sign,
  signObstacle,
  apiKey,
  own,
  count,
  ...props
}: PlaygroundProps & CallerFacts) {
  const { place, endpointName } = props
  return (
    <Caller {...{ access, sign, signObstacle, apiKey, own, count, place, endpointName }}>
      <PlaygroundForm {...props} />
    </Caller>
  )
}

/** In the answer's place while a request is answered later. */
const waitOf = ({ waiting, stop, resume }: ReturnType<typeof usePrediction>) =>
  waiting && <WaitingNote waiting={waiting} onStop={stop} onResume={resume} />

function PlaygroundForm({ place, restApiId, version, transform, save: actions, ...given }: PlaygroundProps) {
  const { endpointName, rowInUrl, invokeUrl, queryParameter, request, throttle, deployObstacle } = given
  const api = `${place.account}/${place.region}/${restApiId}`
  const base = useMemo(
    () => ({ contract: given.contract, sampleRow: given.sampleRow }),
    [given.contract, given.sampleRow],
  )
  const draft = useDraft(api, base, version)
  const saving = useSave({ draft, place, endpointName, version, actions })
  const { contract } = draft.now
  const sampleRow = useMemo(() => sampleRowOf(draft.now), [draft.now])
  const props = { ...given, contract, sampleRow }
  const record = useCallback(
    (outcome: CallOutcome, input: RunInput) => {
      // What was never sent is no run.
      if (outcome.kind === 'unreachable' && outcome.why) return
      void whenLoaded(runStores, ({ runStoreOf }) => runStoreOf(api).record(input, outcome, version), notKept)
    },
    [api, version],
  )
  const prediction = usePrediction(record)
  const { shown, busy, send, show } = prediction
  const form = useFormRow(contract.features, sampleRow, rowInUrl)
  const [opened, setOpened] = useState<{ key: string; start: RunInput }>()
  const { kind } = inputOf(contract)
  const isRows = kind === 'rows'
  const editing = isRows && draft.editing
  const isDescribed = isRows && contract.features.length > 0
  const open = (run: Run) =>
    whenLoaded(shownRuns, ({ openedInput, shownOfRun }) => {
      show(shownOfRun(run))
      setOpened({ key: crypto.randomUUID(), start: openedInput(run) })
      const { input } = run
      if ('text' in input) keepInUrl(input.text)
      if (input.kind !== 'rows') return
      keepInUrl(input.rows.join('\n'))
      const row = decodeRow(contract.features, input.rows[0] ?? '')
      if (isDescribed && row.ok) form.fill(row.value)
    })
  const sendAgain = (call: Call, input: RunInput) => void send(call, input)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {isRows && <DraftBar draft={draft} version={version} denied={deployObstacle} onSave={saving.open} />}
      <div
        className={cn(
          'grid grid-cols-[minmax(0,1fr)] items-start gap-4',
          editing ? editColumns : kind === 'chat' ? chatColumns : columns,
        )}
      >
        {editing ? (
          <FeatureEditor draft={draft} />
        ) : (
          <ModelInput
            // Another run in the form is another form; a form of features is filled instead.
            key={isDescribed ? undefined : opened?.key}
            {...props}
            title="Input"
            expert
            form={form}
            prediction={prediction}
            start={opened?.start}
            onEdit={draft.open}
            changed={draft.changedNames}
          />
        )}
        <PredictionCard
          shown={shown}
          busy={busy}
          wait={waitOf(prediction)}
          slowStart={props.slowStart}
          output={contract.output}
          features={contract.features.map(({ name }) => name)}
          logsPath={`/${place.account}/${place.region}/endpoints/${encodeURIComponent(endpointName)}/logs`}
        />
      </div>
      {saving.isUsed && <SaveSheet save={saving} endpointName={endpointName} region={place.region} />}
      {isDescribed && (
        <WhatIfCard
          contract={contract}
          invokeUrl={invokeUrl}
          queryParameter={queryParameter}
          request={request}
          form={form}
          onSettle={(row) => sendAgain(buildRowRequest(props, [row]), { kind: 'rows', rows: [row] })}
        />
      )}
      <div
        className={cn(
          'grid grid-cols-[minmax(0,1fr)] items-start gap-4',
          isRows && 'lg:grid-cols-[minmax(0,2fr)_minmax(320px,1fr)]',
        )}
      >
        <BatchCard {...{ invokeUrl, queryParameter, request, contract, throttle, transform }} />
        <RunsCard api={api} {...props} version={version} onOpen={open} onSendAgain={sendAgain} />
      </div>
    </div>
  )
}

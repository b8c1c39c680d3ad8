'use client'

import { CircleCheck, CircleX } from 'lucide-react'
import { formatNumber } from '@/lib/locale'
import { inputOf } from '@/lib/model/contract/contract'
import { parsePrediction } from '@/lib/model/predictions/parse'
import { mostProbeMs, mostProbes, type TestedSample } from '@/lib/model/profile/found-evidence'
import { sampleFor } from '@/lib/model/requests/sample-body'
import type { Route } from '@/lib/spec/route'
import { PredictionView } from '../../predictions/prediction-view'
import { Button } from '../../ui/button'
import { FailureNote } from '../../ui/state/failure-note'
import type { Trial } from '../contract/use-first-try'
import type { useProbe } from '../contract/use-probe'
import type { useSampleTest } from './use-sample-test'

interface SampleTestProps {
  /** What the options stand for. */
  route: Pick<Route, 'contract' | 'sampleRow'>
  test: ReturnType<typeof useSampleTest>
  /** The calls that find out what to send. */
  probing: ReturnType<typeof useProbe>
  /** The form's own calls, which find out the same. */
  trial: Trial
  disabledReason?: string
  /** What a call starts and costs, if it is more than the call. */
  cost?: string
}

/** The sample that the deploy will send, and what the endpoint answers to it now. */
export function SampleTest({ route, test, probing, trial, disabledReason, cost }: SampleTestProps) {
  const sample = sampleFor(route.contract, route.sampleRow)
  const { busy, failure, response, run } = test
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-2 border-line bg-sunken px-4 py-3 max-md:border-t md:border-l">
      <div className="flex min-h-6 items-center gap-2">
        <h4 className="font-medium">Test request</h4>
        <span className="text-12 text-fg-3">
          {trial.busy
            ? 'trying'
            : response
              ? test.isOwn
                ? 'sent just now'
                : 'sent already'
              : sample
                ? 'not sent yet'
                : 'no sample yet'}
        </span>
        {trial.busy ? null : sample ? (
          <Button
            key="test"
            size="sm"
            className="ml-auto"
            busy={busy}
            disabledReason={disabledReason}
            title={cost ?? 'Calls the endpoint once'}
            onClick={run}
          >
            {response ? 'Test again' : 'Test it'}
          </Button>
        ) : (
          <Button
            key="find"
            size="sm"
            className="ml-auto"
            busy={probing.busy}
            disabledReason={disabledReason}
            title={cost ?? 'Calls the endpoint a few times, to learn what it takes'}
            onClick={probing.probe}
          >
            Find out
          </Button>
        )}
      </div>
      {!sample && (
        <p className="text-12 text-fg-2">
          {trial.busy
            ? `The number of values in a row is not known. At most ${mostProbes} calls of the endpoint, ${mostProbeMs / 1000} s together, find it. Skip them, or describe the features.`
            : 'The number of values in a row is not known. A few calls of the endpoint find it, or you can describe the features.'}
        </p>
      )}
      {sample && (
        <dl className="grid grid-cols-[44px_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-12">
          <dt className="text-fg-3">Sent</dt>
          <dd className="truncate font-mono" title={typeof sample.body === 'string' ? sample.body : undefined}>
            {typeof sample.body === 'string' ? sample.body : `a made-up ${inputOf(route.contract).kind}`}
          </dd>
          <dt className="text-fg-3">Type</dt>
          <dd className="truncate font-mono">
            {sample.contentType}, {formatNumber(sample.body.length)} B
          </dd>
        </dl>
      )}
      <div role="status" className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {response && <SampleResponse response={response} output={route.contract.output} />}
      </div>
      <FailureNote failure={failure ?? probing.failure} />
      {cost && !response && <p className="text-12 text-fg-2">{cost}</p>}
    </div>
  )
}

function SampleResponse({ response, output }: { response: TestedSample; output: Route['contract']['output'] }) {
  const { status, body, contentType, latencyMs } = response
  if (status >= 400)
    return (
      <>
        <p className="flex items-center gap-1.5 border-line border-t pt-2 text-12 text-bad-f">
          <CircleX aria-hidden className="size-3.5" /> The model refused it with {status}
        </p>
        <p className="line-clamp-3 break-words font-mono text-12">{body}</p>
      </>
    )
  return (
    <>
      <p className="flex items-center gap-1.5 border-line border-t pt-2 text-12 text-ok-f">
        <CircleCheck aria-hidden className="size-3.5" /> The model answered in{' '}
        <span className="font-mono">{latencyMs} ms</span>
      </p>
      <PredictionView
        name={output?.name}
        prediction={parsePrediction({ text: body, contentType, recordCount: 1 }, output)}
      />
    </>
  )
}

'use client'

import { Server } from 'lucide-react'
import { useState } from 'react'
import { writeJobInput } from '@/lib/batch/job-input'
import { rowState } from '@/lib/batch/results'
import { formatNumber } from '@/lib/locale'
import type { Failure } from '@/lib/result'
import type { TransformDefaults } from '@/lib/transform/types'
import { Button } from '../../../ui/button'
import { Checkbox } from '../../../ui/form/checkbox'
import { Field } from '../../../ui/form/field'
import { Input } from '../../../ui/form/input'
import { FailureNote } from '../../../ui/state/failure-note'
import { Note } from '../../../ui/state/note'
import { breathe } from '../breathe'
import type { LoadedBatch } from '../use-batch'
import type { TransformFacts } from './facts'
import { sendJob } from './send-job'

interface OfferProps {
  facts: TransformFacts
  batch: LoadedBatch
  /** Over which this is shown. */
  limit: number
  onStart: () => Promise<void>
}

/** A transform job instead of the public API: what it is, what is written where, what is paid for. */
export function Offer({ facts, ...props }: OfferProps) {
  const { defaults } = facts
  if (!defaults.ok)
    return (
      <Note tone="info" title={`Over ${formatNumber(props.limit)} rows, and no transform job:`}>
        {defaults.error.message} {defaults.error.remedy}
      </Note>
    )
  return <OfferForm facts={facts} defaults={defaults.value} {...props} />
}

function OfferForm({ facts, batch, limit, onStart, defaults }: OfferProps & { defaults: TransformDefaults }) {
  const [bucket, setBucket] = useState(defaults.bucket)
  const [instanceType, setInstanceType] = useState(defaults.instanceType)
  const [count, setCount] = useState('1')
  const [oneRowAtATime, setOneRowAtATime] = useState(batch.run.state().oneAtATime)
  const [share, setShare] = useState<number>()
  const [failure, setFailure] = useState<Failure>()
  const [started, setStarted] = useState(false)
  const { results } = batch
  const rows = results.count - (results.tally[rowState.rejected] ?? 0)
  const start = async () => {
    setFailure(undefined)
    setStarted(false)
    setShare(0)
    const input = await writeJobInput(batch, breathe)
    const order = { instanceType: instanceType.trim(), instanceCount: Number(count), oneRowAtATime }
    const sent = await sendJob(facts, { input, bucket: bucket.trim(), order, onProgress: setShare })
    setStarted(sent.ok)
    if (sent.ok) await onStart()
    else setFailure(sent.error)
    setShare(undefined)
  }
  const fields = failure?.fields ?? {}
  return (
    <section aria-labelledby="transform-offer" className="grid gap-3 rounded-ctl border border-line-2 bg-sunken p-4">
      <div className="grid gap-1">
        <h3 id="transform-offer" className="font-semibold text-13">
          Over {formatNumber(limit)} rows: run a SageMaker transform job instead
        </h3>
        <p className="text-fg-2">
          The same model, <span className="break-all font-mono text-code">{defaults.modelName}</span>, answers all rows
          on instances of its own, and the public API stays free for callers. You pay for{' '}
          {Number(count) > 1 ? `${count} instances` : 'the instance'} while the job runs, and for what stays in S3.
        </p>
      </div>
      <div className="grid gap-3 md:grid-cols-[minmax(0,1fr)_176px_96px]">
        <Field label="Bucket" error={fields.bucket}>
          <Input mono value={bucket} onChange={(event) => setBucket(event.target.value)} />
        </Field>
        <Field label="Instance type" error={fields.instanceType}>
          <Input mono value={instanceType} onChange={(event) => setInstanceType(event.target.value)} />
        </Field>
        <Field label="Instances" error={fields.instanceCount}>
          <Input inputMode="numeric" value={count} onChange={(event) => setCount(event.target.value)} />
        </Field>
      </div>
      <Checkbox
        checked={oneRowAtATime}
        onCheckedChange={(checked) => setOneRowAtATime(checked === true)}
        label="One row a request"
        hint="For a container that takes no more; slower."
      />
      <p className="text-12 text-fg-2">
        Written below{' '}
        <span className="break-all font-mono">
          s3://{bucket}/portico/{facts.of.endpointName}/
        </span>
        : the rows as the model reads them, the file as it was, and the job's output. They stay there until somebody
        removes them; the model's role has to be allowed to read and write there.
      </p>
      <FailureNote failure={failure} />
      <div className="flex flex-wrap items-center gap-3">
        <Button
          icon={<Server aria-hidden />}
          busy={share !== undefined}
          disabledReason={facts.obstacle ?? (rows === 0 ? 'No row fits the contract' : undefined)}
          onClick={start}
        >
          Start job with {formatNumber(rows)} rows
        </Button>
        <p role="status" className="text-12 text-fg-2">
          {share !== undefined
            ? `Writing to S3: ${Math.round(share * 100)} %`
            : started
              ? 'Started. It is listed below and goes on when this page is closed.'
              : facts.obstacle}
        </p>
      </div>
    </section>
  )
}

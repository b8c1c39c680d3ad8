'use client'

import { gatewayQuota } from '@/lib/errors/quotas'
import { budgetsOf, gatewayTimeoutMs, needsQuota, type Waits } from '@/lib/spec/budgets'
import type { FlatSpec } from '@/lib/spec/flat-spec'
import { isStreaming } from '@/lib/spec/route'
import type { EndpointKind } from '@/lib/spec/route-parts/endpoint'
import { Note } from '../../ui/state/note'
import { TimeBudgets } from '../../wiring/time-budgets'
import type { Problems } from '../values/form-values'
import { TextField } from './text-field'

interface WaitOptionsProps {
  kind: EndpointKind
  /** The part of the spec that can be read from the options. */
  spec: Pick<FlatSpec, 'contract' | 'adopted' | 'timeoutSeconds' | 'target'> & Pick<Waits, 'integration'>
  problems: Problems
}

/** The three clocks that the one number moves, and what has to be known of them. */
export function WaitOptions({ kind, spec, problems }: WaitOptionsProps) {
  const streaming = isStreaming(spec, spec)
  const { timeoutSeconds, target, integration } = spec
  const waits = { kind, timeoutSeconds, streaming, target, integration }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {target?.kind === 'async' && (
        <TextField
          name="asyncSeconds"
          label="Longest time of the model"
          suffix="s"
          inputMode="numeric"
          problem={problems.asyncSeconds}
        />
      )}
      <TimeBudgets budgets={budgetsOf(waits)} />
      {needsQuota(waits) && (
        <Note tone="warn" title="This account’s quota has to be raised first.">
          The gateway would wait {gatewayTimeoutMs(timeoutSeconds, streaming) / 1000} s, and every account begins with
          29 s. Request an increase of “{gatewayQuota}” of Amazon API Gateway in Service Quotas; AWS can lower the
          account’s throttle in return. Until then the deploy is refused and what is live stays.
        </Note>
      )}
      {kind === 'Serverless' && (
        <Note tone="info" title="It might have to start first.">
          A serverless endpoint that nobody called for a while needs some seconds, with a large container up to a
          minute. A caller who waits longer than 29 s gets 504, and a prediction the second time.
        </Note>
      )}
    </div>
  )
}

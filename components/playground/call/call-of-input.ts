import { type FeatureContract, inputOf } from '@/lib/model/contract/contract'
import { buildRowRequest, type RowTarget } from '@/lib/model/requests/build-request'
import { ok, type Result } from '@/lib/result'
import { bodyOf, type RunInput } from '@/lib/runs/input'
import type { Call } from './call'

/** A public API, and what it takes. */
export interface Target extends RowTarget {
  contract: FeatureContract
}

/** The call that sends a kept input again, like its form. */
export function callOfInput(target: Target, input: RunInput): Result<Call> {
  const { invokeUrl, contract } = target
  const form = inputOf(contract)
  if (form.kind === 'rows' && input.kind === 'rows') return ok(buildRowRequest(target, input.rows))
  const body = bodyOf(form, input)
  const streams = form.kind === 'chat' && form.stream
  return body.ok
    ? ok({ method: 'POST', url: invokeUrl, ...body.value, ...(streams ? { accept: 'text/event-stream' } : {}) })
    : body
}

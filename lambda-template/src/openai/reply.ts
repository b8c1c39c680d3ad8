/** What is read of a container's whole response. */
import type { Failure } from '../errors'
import { ownerSees } from '../errors'
import type { ModelResponse } from '../invoke'

/** @returns undefined if it is no JSON */
export function parsed({ body }: ModelResponse): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}

/** The container is another than the one that the deploy named. */
export const unexpected = (lacks: string): { ok: false; failure: Failure } => ({
  ok: false,
  failure: {
    status: 502,
    code: 'unexpected_response',
    message: `The model answered in another form than this URL expects. ${ownerSees}`,
    detail: `The container's response has ${lacks}. Choose another container form for the OpenAI-compatible URL, and deploy again.`,
  },
})

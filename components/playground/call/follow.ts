/** A request that is answered later: the same URL is called with its job until the answer is there. */
import { jobOf, jobUrl } from '@/lib/model/predictions/job'
import type { Call, CallOutcome, CallResponse } from './call'
import { waited } from './waited'

/** What a person sees while the model works. */
export interface Waiting {
  /** The address of the answer. */
  url: string
  /** How often it was requested. */
  count: number
}

interface Follow {
  signal: AbortSignal
  onWait: (waiting: Waiting) => void
  sendOnce: (call: Call, signal: AbortSignal) => Promise<CallOutcome | undefined>
}

/** Applies if the URL names no other wait. */
const pauseSeconds = 2
/** The network can fail for a while: the model works on. */
const mostLost = 5

/** @returns undefined where the caller changed its mind; what is no job, as it came */
export async function follow(outcome: CallOutcome | undefined, call: Call, { signal, onWait, sendOnce }: Follow) {
  const job = outcome?.kind === 'response' ? jobOf({ status: outcome.status, body: outcome.text }) : undefined
  if (!outcome || job === undefined) return outcome
  const url = jobUrl(call.url, job)
  const begun = performance.now() - outcome.latencyMs
  const calling = call.again ?? ((next: Call) => next)
  let last: CallOutcome = outcome
  let lost = 0
  for (let count = 0; !signal.aborted; count += 1) {
    onWait({ url, count })
    await waited(secondsOf(last) * 1000, signal)
    const next = await sendOnce(await calling({ method: 'GET', url, accept: call.accept }), signal)
    if (!next) return undefined
    last = next
    lost = next.kind === 'unreachable' ? lost + 1 : 0
    if (isSettled(next) || lost > mostLost) return { ...next, latencyMs: performance.now() - begun }
  }
  return undefined
}

/** A throttled question is no answer yet. */
const isSettled = (outcome: CallOutcome): boolean =>
  outcome.kind === 'response' && outcome.status !== 202 && outcome.status !== 429

function secondsOf(outcome: CallOutcome): number {
  const suggested = outcome.kind === 'response' ? Number((outcome as CallResponse).retryAfter) : 0
  return suggested > 0 ? Math.min(suggested, 30) : pauseSeconds
}

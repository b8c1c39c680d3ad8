/** A request that is answered later: the same URL is called with its job until the answer is there. */
import { jobOf, jobUrl } from '@/lib/model/predictions/job'
import type { Answer, Asked, Call } from './call'
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
  askOnce: (call: Call, signal: AbortSignal) => Promise<Asked | undefined>
}

/** Applies if the URL names no other wait. */
const pauseSeconds = 2
/** The network can fail for a while: the model works on. */
const mostLost = 5

/** @returns undefined where the caller changed its mind; what is no job, as it came */
export async function follow(asked: Asked | undefined, call: Call, { signal, onWait, askOnce }: Follow) {
  const job = asked?.kind === 'answer' ? jobOf({ status: asked.status, body: asked.text }) : undefined
  if (!asked || job === undefined) return asked
  const url = jobUrl(call.url, job)
  const begun = performance.now() - asked.latencyMs
  const calling = call.again ?? ((next: Call) => next)
  let last: Asked = asked
  let lost = 0
  for (let count = 0; !signal.aborted; count += 1) {
    onWait({ url, count })
    await waited(secondsOf(last) * 1000, signal)
    const next = await askOnce(await calling({ method: 'GET', url, accept: call.accept }), signal)
    if (!next) return undefined
    last = next
    lost = next.kind === 'unreachable' ? lost + 1 : 0
    if (isSettled(next) || lost > mostLost) return { ...next, latencyMs: performance.now() - begun }
  }
  return undefined
}

/** A throttled question is no answer yet. */
const isSettled = (asked: Asked): boolean => asked.kind === 'answer' && asked.status !== 202 && asked.status !== 429

function secondsOf(asked: Asked): number {
  const told = asked.kind === 'answer' ? Number((asked as Answer).retryAfter) : 0
  return told > 0 ? Math.min(told, 30) : pauseSeconds
}

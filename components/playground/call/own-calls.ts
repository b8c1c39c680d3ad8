/** Reports to the console how many calls this page made, so that they can be taken off the numbers of callers. */
import { atMost, type Behind, countCall, isNone, minus, plus } from '@/lib/own-calls/count'
import { preflightsOf } from '@/lib/own-calls/preflights'
import { mostCalls, noCalls, type OwnCounts } from '@/lib/own-calls/types'
import type { Result } from '@/lib/result'
import type { Place } from '../../wiring/types'
import type { Authorize } from './authorize'
import type { Call, CallResponse } from './call'

/** The public API that this page calls. */
export interface OwnUrl {
  /** The endpoint that it was deployed for. */
  endpointName: string
  behind: Behind
}

export type CountAction = (input: Place & { endpointName: string; counts: OwnCounts }) => Promise<Result<object>>

/** A batch reports its calls some at a time. */
const pauseMs = 5_000

/** Bounds what is kept while the console does not take it. */
const mostKept = 2 * mostCalls

export interface OwnCallCounter {
  count: (call: Call, response: CallResponse) => void
  /** Reports the rest at once: the page might be about to close. */
  flush: () => void
}

type Send = (counts: OwnCounts) => Promise<{ ok: boolean }>

/** @param send fails nothing here: what it does not take is reported again with the next calls */
export function ownCallCounter(behind: Behind, send: Send): OwnCallCounter {
  const isFirst = preflightsOf()
  let counts = noCalls
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const parts = partsOf(counts)
    counts = noCalls
    for (const part of parts) void sendPart(part)
  }
  const sendPart = async (part: OwnCounts) => {
    const taken = await send(part).catch(() => undefined)
    if (!taken?.ok) counts = atMost(plus(counts, part), mostKept)
  }
  const count = ({ method, url, body, contentType = 'text/csv', headers = {} }: Call, response: CallResponse) => {
    const said = { ...response, body: response.text }
    const sent = { method, url, headers: Object.keys(headers), ...(body === undefined ? {} : { contentType }) }
    counts = plus(plus(counts, countCall(said, behind)), isFirst(sent) ? { requests: 1 } : {})
    timer ??= setTimeout(flush, pauseMs)
  }
  return { count, flush }
}

/** Splits counts that are too large for one message. */
function partsOf(counts: OwnCounts): OwnCounts[] {
  if (isNone(counts)) return []
  const part = atMost(counts, mostCalls)
  return [part, ...partsOf(minus(counts, part))]
}

/** Has each call counted that this one allows. */
export const counted =
  (authorize: Authorize, { count }: OwnCallCounter): Authorize =>
  async (call) => ({ ...(await authorize(call)), onResponse: count })

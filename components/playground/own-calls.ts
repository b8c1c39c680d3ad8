/** Tells the console how many calls this page made, so that they can be taken off the numbers of callers. */
import { type Behind, countCall, isNone, plus } from '@/lib/own-calls/count'
import { preflightsOf } from '@/lib/own-calls/preflights'
import { noCalls, type OwnCounts, type OwnPlace } from '@/lib/own-calls/types'
import type { Result } from '@/lib/result'
import type { Place } from '../wiring/types'
import type { Answer, Call } from './ask'
import type { Authorize } from './authorize'

/** Where this page's calls arrive. */
export interface OwnUrl {
  at: OwnPlace
  behind: Behind
}

export type CountAction = (input: Place & { at: OwnPlace; counts: OwnCounts }) => Promise<Result<object>>

/** A batch tells of its calls some at a time. */
const pauseMs = 5_000

export interface OwnCallCounter {
  count: (call: Call, answer: Answer) => void
  /** Tells what is not told yet, at once: the page may be about to close. */
  flush: () => void
}

/** @param send what fails there fails nothing here */
export function ownCallCounter(behind: Behind, send: (counts: OwnCounts) => Promise<unknown>): OwnCallCounter {
  const isFirst = preflightsOf()
  let counts = noCalls
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const told = counts
    counts = noCalls
    if (!isNone(told)) send(told).catch(() => {})
  }
  const count = ({ method, url, body, contentType = 'text/csv', headers = {} }: Call, answer: Answer) => {
    const said = { ...answer, body: answer.text }
    const sent = { method, url, headers: Object.keys(headers), ...(body === undefined ? {} : { contentType }) }
    counts = plus(plus(counts, countCall(said, behind)), isFirst(sent) ? { requests: 1 } : {})
    timer ??= setTimeout(flush, pauseMs)
  }
  return { count, flush }
}

/** Has each call counted that this one lets in. */
export const counted =
  (authorize: Authorize, { count }: OwnCallCounter): Authorize =>
  async (call) => ({ ...(await authorize(call)), onAnswer: count })

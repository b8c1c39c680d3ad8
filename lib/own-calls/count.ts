/** Reads from one answer the hops that its request met. Pure, for server and browser. */
import { readServerTiming } from './server-timing'
import { noCalls, type OwnCounts } from './types'

export interface Said {
  /** The method of the request; the gateway answers OPTIONS itself. */
  method?: string
  status: number
  /** The handler's header; it names the model if the model was called. */
  serverTiming?: string | null
  /** `x-amzn-errortype`, which the gateway gives its own errors. */
  errorType?: string | null
  body?: string
}

/** What stands behind the gateway. Only the handler's word on the model counts: an address can send the same header. */
export type Behind = 'function' | 'direct' | 'http'

/** A call that SageMaker refuses is no invocation of the model. */
const isDenied = ({ status, body = '' }: Said): boolean => status >= 400 && /"code": ?"role_denied"/.test(body)

/** Counts what stands behind the gateway. */
export function countBehind(said: Said, behind: Behind): Pick<OwnCounts, 'runs' | 'predictions'> {
  if (behind === 'http') return { runs: 0, predictions: 0 }
  const timing = readServerTiming(said.serverTiming ?? null)
  const passed = said.method !== 'OPTIONS' && !said.errorType && said.status !== 400
  const reached = behind === 'direct' ? passed : timing.model !== undefined
  return {
    runs: behind === 'direct' || timing.handler === undefined ? 0 : 1,
    predictions: reached && !isDenied(said) ? 1 : 0,
  }
}

/** Counts a call through the URL. */
export const countCall = (said: Said, behind: Behind): OwnCounts => ({
  requests: 1,
  refused: said.status >= 400 && said.status < 500 ? 1 : 0,
  failed: said.status >= 500 ? 1 : 0,
  ...countBehind(said, behind),
})

const each = (value: (name: keyof OwnCounts) => number): OwnCounts => ({
  requests: value('requests'),
  refused: value('refused'),
  failed: value('failed'),
  runs: value('runs'),
  predictions: value('predictions'),
})

export const plus = (one: OwnCounts, more: Partial<OwnCounts>): OwnCounts =>
  each((name) => one[name] + (more[name] ?? 0))

export const minus = (one: OwnCounts, less: OwnCounts): OwnCounts => each((name) => one[name] - less[name])

export const atMost = (counts: OwnCounts, most: number): OwnCounts => each((name) => Math.min(counts[name], most))

export const isNone = (counts: OwnCounts): boolean =>
  (Object.keys(noCalls) as (keyof OwnCounts)[]).every((name) => counts[name] === 0)

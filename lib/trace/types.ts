/** One request sent through each hop of a wiring by itself, and what came back. Plain data. */
import type { Failure } from '../result'
import type { FieldChange } from '../wiring/state/plan'
import type { ResourceType } from '../wiring/state/resource-types'

/** From the model outwards; the first that is broken is the cause, those behind it fail with it. */
export const hopIds = ['endpoint', 'function', 'method', 'url', 'browser'] as const
export type HopId = (typeof hopIds)[number]

/** One request to one hop by itself, and what came back. */
interface HopRequest {
  /** The AWS call or HTTP request, as a person would read it: `InvokeEndpoint`, `GET /prod/iris?data=…`. */
  call: string
  contentType?: string
  body: string
  /** The console called with its own API key, as the event brought none. */
  withPlaygroundKey?: true
}

/** A part of the way and its time. */
export interface TimeShare {
  name: string
  ms: number
}

export interface HopResult {
  request: HopRequest
  /** Says whether the hop answered as it should. */
  healthy: boolean
  /** HTTP status of the hop's own answer; 0 where there was none. */
  status: number
  contentType?: string
  headers: Record<string, string>
  body: string
  latencyMs: number
  /** Says where the time went, as far as the answer shows; adds up to the latency. */
  shares: TimeShare[]
  /** Log lines of this very request, where the hop gives them. */
  log?: string
  /** The id by which logs name it: Lambda's for a direct call, else the gateway's. */
  requestId?: string
  /** ISO. */
  at: string
  /** Why it is not healthy, in a sentence. */
  problem?: string
  /** AWS's own error, where the call ended with one. */
  error?: { name: string; message: string }
}

export type HopOutcome =
  | { hop: HopId; state: 'answered' | 'broken'; result: HopResult }
  /** Nothing to call: not deployed, or the event ends before this hop. */
  | { hop: HopId; state: 'skipped'; why: string }
  /** The console is not allowed to call, which says nothing of the hop. */
  | { hop: HopId; state: 'denied'; failure: Failure }

/** What a click does about a failure, through the wiring's own engine. */
export interface Fix {
  kind: FixKind
  /** Verb and object: `Grant the permission`. */
  label: string
}

/** `repair`: what is on record, once more. `restore`: the newest version that Portico made. `raise-timeout`: the longest deadline. */
export const fixKinds = ['repair', 'restore', 'raise-timeout'] as const
export type FixKind = (typeof fixKinds)[number]

/** What a known failure means, without the evidence of a trace. */
export interface Decoded {
  /** Stable: `invoke-permission`. */
  id: string
  title: string
  /** What it means, one sentence. */
  means: string
  /** What to do where no button does it. */
  remedy: string
  /** The AWS call that proves it. */
  call: string
  /** AWS's own page. */
  docs: string
}

/** A resource that is not as it was deployed. */
export interface Differing {
  type: ResourceType
  name: string
  missing: boolean
  /** What differs, in a word. */
  why?: string
  fields: FieldChange[]
}

/** The first broken hop, and why. */
export interface Diagnosis extends Decoded {
  hop: HopId
  /** AWS's, the gateway's or the container's own words. */
  message: string
  /** What the proving call said. */
  proof: string
  fix?: Fix
  /** What the fix changes, as the engine's own difference says. */
  changes: Differing[]
  /** The public API answers all the same, as its stage serves an older deployment. */
  callersUnaffected: boolean
}

export type TraceEvent =
  | { type: 'calling'; hop: HopId }
  | { type: 'hop'; outcome: HopOutcome }
  | { type: 'ended'; diagnosis?: Diagnosis }
  | { type: 'failed'; error: Failure }

/** What was found in a log group. */
export interface FoundLines {
  group: string
  lines: LogLine[]
  /** Why they are none, or not quite those. */
  note?: string
}

/** One line of a log group. */
export interface LogLine {
  /** ISO. */
  at: string
  stream: string
  text: string
}

export const hopWords: Record<HopId, string> = {
  endpoint: 'Endpoint',
  function: 'Lambda',
  method: 'API Gateway test',
  url: 'Invoke URL',
  browser: 'Invoke URL in a browser',
}

/** A browser calls what the fourth hop answers. */
export const hopNumber: Record<HopId, number> = { endpoint: 1, function: 2, method: 3, url: 4, browser: 4 }

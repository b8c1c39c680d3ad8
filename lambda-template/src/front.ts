/**
 * A second form in which a function takes calls, on the paths below its URL. Its code lies in the zip as a file of its own,
 * and only if the deploy chose it (`openai/front.ts`).
 */
import type { Failure } from './errors'
import type { ProxyEvent } from './event'
import type { ModelResponse } from './invoke'
import type { ModelRequest } from './request'
import type { ProxyResponse } from './respond'
import type { Settings } from './settings'

/** What a deploy chose for the paths below the URL. */
export interface Below {
  frontOf?: FrontOf
  mcp?: RespondToMcp
}

/** Responds to a message of the Model Context Protocol; each call of the model that it makes goes the way of any other. */
export type RespondToMcp = (
  event: ProxyEvent,
  settings: Settings,
  call: InnerCall,
) => Promise<CallFacts & { response: ProxyResponse }>

/** Sends a request the way that one to the URL itself goes. */
export type InnerCall = (
  request: { body: Uint8Array<ArrayBuffer>; contentType: string; isText: boolean },
  settings: Settings,
) => Promise<CallFacts & { response: ProxyResponse }>

/** What a call was, for the log and the timing. */
export interface CallFacts {
  code: string
  detail?: string
  modelMs?: number
  connectMs?: number
  rows?: number
}

/** Makes a front. @param canStream whether this call's gateway gives the response on while it comes */
export type FrontOf = (canStream: boolean) => Front

export interface Front {
  /** Reads a call below the URL's path, and says what becomes of the model's response. */
  read(event: ProxyEvent, settings: Settings): FrontRead
  /** Writes a failure in the form that its callers know. */
  failure(failure: Failure, requestId: string): ProxyResponse
  /** Writes the event that ends a stream which broke off. */
  brokenOff(failure: Failure): string
}

export type FrontRead =
  | { ok: true; request: ModelRequest; form?: ResponseForm }
  /** No model is needed for it. */
  | { ok: true; response: ProxyResponse }
  | { ok: false; failure: Failure }

/** What a front makes of the model's response. */
export interface ResponseForm {
  /** Makes the response from the model's whole one. Absent: the model's own, unchanged. */
  whole?: (reply: ModelResponse) => { ok: true; response: ProxyResponse } | { ok: false; failure: Failure }
  /** Looks at the beginning of a stream, and gives it on event by event. */
  events?: (parts: AsyncIterable<Uint8Array>) => Promise<Events>
}

export type Events =
  | { ok: true; contentType: string; parts: AsyncIterable<Uint8Array> }
  | { ok: false; failure: Failure }

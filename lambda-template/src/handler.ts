/** The deployed function: a proxy event comes, the model is called, its answer goes back as it is. Never throws. */

import { type Failure, internal, responseTooLarge } from './errors'
import { type ProxyEvent, readEvent } from './event'
import type { Below, Front, FrontRead, ResponseForm } from './front'
import { invoke } from './invoke'
import { type ModelRequest, readRequest } from './request'
import { readPreference } from './request/accept'
import {
  corsHeaders,
  failureResponse,
  jsonResponse,
  modelResponse,
  normalisedResponse,
  type ProxyResponse,
  preflight,
} from './respond'
import { normalise } from './response/normalise'
import { sentSince } from './sent-at'
import { readSettings, type Settings } from './settings'
import { jobParameter, targetHeaders } from './target'

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export interface LambdaContext {
  awsRequestId?: string
  getRemainingTimeInMillis?: () => number
}

/** Time kept back to write the answer before Lambda ends the process. */
const responseReserveMs = 500
/** Used if nothing says how long there is: below the 29 s of the gateway. */
const defaultDeadlineMs = 28_000

/** Calls the model; what differs between a function that answers as a whole and one that streams. */
export type CallModel = (
  request: ModelRequest,
  settings: Settings,
  deadlineMs: number,
  form: ResponseForm | undefined,
) => Promise<ModelResult>

type ModelResult =
  | { ok: true; response: ProxyResponse; parts?: AsyncIterable<Uint8Array> }
  | { ok: false; failure: Failure }

interface Facts {
  requestId: string
  code: string
  /** From the sent request until the answer, or the first of it, was there. */
  modelMs?: number
  /** Before that: the time until a connection was open. */
  connectMs?: number
  rows?: number
  /** For the owner alone. */
  detail?: string
}

/** What this call's function has for the paths below the URL. */
interface Chosen {
  front?: Front
  mcp?: Below['mcp']
}

interface Outcome extends Facts {
  response: ProxyResponse
  /** The body, where it is still to come. */
  parts?: AsyncIterable<Uint8Array>
}

export const callWhole: CallModel = async (request, { endpointName, contract, target }, deadlineMs, form) => {
  if (target.asynchronous) {
    const { submit } = await import('./invoke-async')
    return submit(request, endpointName, target.asynchronous, deadlineMs, process.env)
  }
  const invoked = await invoke(request, endpointName, deadlineMs, process.env)
  if (!invoked.ok) return invoked
  const { response: reply } = invoked
  if (form?.whole) return form.whole(reply)
  const read = request.normalised && normalise(reply, request, contract.output, endpointName)
  if (read && !read.ok && request.normalised === 'requested') return read
  const response = read?.ok ? normalisedResponse(read.normalised, read.isExact) : modelResponse(reply)
  return response ? { ok: true, response } : { ok: false, failure: responseTooLarge }
}

/** @param below what the deploy chose for the paths below the URL */
export const handlerWith =
  ({ frontOf, mcp }: Below = {}) =>
  async (event: unknown, context: LambdaContext = {}): Promise<ProxyResponse> => {
    const { response, ...facts } = await respond(event, context, callWhole, { front: frontOf?.(false), mcp })
    logLine(facts, facts.code, response.statusCode)
    return response
  }

export const handler = handlerWith()

/** One line a request, and never a value that a caller sent or a model answered. */
export function logLine({ requestId, modelMs, rows, detail }: Facts, code: string, status: number): void {
  const roundMs = modelMs === undefined ? undefined : Math.round(modelMs)
  console.log(JSON.stringify({ requestId, status, code, modelMs: roundMs, rows, detail }))
}

export async function respond(
  event: unknown,
  context: LambdaContext,
  callModel: CallModel,
  { front, mcp }: Chosen,
): Promise<Outcome> {
  const start = performance.now()
  const settings = readSettings(process.env)
  const proxyEvent = readEvent(event)
  const requestId = proxyEvent?.requestId ?? context.awsRequestId ?? ''
  const own = proxyEvent?.below === undefined ? undefined : front
  const chosen = { front: own, mcp }
  const { response, ...rest } = await respondTo(proxyEvent, settings, context, requestId, callModel, chosen)
  const { modelMs, connectMs } = rest
  const handlerMs = performance.now() - start - (modelMs ?? 0) - (connectMs ?? 0)
  const headers = {
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Server-Timing': [
      ...(modelMs === undefined ? [] : [`model;dur=${Math.round(modelMs)}`]),
      ...(connectMs && Math.round(connectMs) > 0 ? [`connect;dur=${Math.round(connectMs)}`] : []),
      `handler;dur=${Math.round(handlerMs)}`,
    ].join(', '),
    // OpenAI's clients show it with an error.
    ...(own ? { 'x-request-id': requestId } : {}),
    ...corsHeaders(proxyEvent?.headers.origin, settings.allowedOrigins),
    ...response.headers,
  }
  return { ...rest, requestId, response: { ...response, headers } }
}

async function respondTo(
  event: ProxyEvent | undefined,
  settings: Settings,
  context: LambdaContext,
  requestId: string,
  callModel: CallModel,
  { front, mcp }: Chosen,
): Promise<Omit<Outcome, 'requestId'>> {
  const failed = (failure: Failure, more: Pick<Outcome, 'modelMs' | 'connectMs' | 'rows'> = {}) => ({
    response: (front?.failure ?? failureResponse)(failure, requestId),
    code: failure.code,
    detail: failure.detail,
    ...more,
  })
  try {
    if (!event) {
      const message = 'The function was not called with the event of an API Gateway proxy integration.'
      return failed({ status: 400, code: 'malformed_event', message })
    }
    if (event.method === 'OPTIONS') return { response: preflight(settings.methods), code: 'preflight' }
    if (event.headers['x-portico-probe'] === '1') return { response: probe(settings), code: 'probe' }
    if (mcp && event.isMcp) {
      return await mcp(event, settings, ({ contentType, ...request }, own) => {
        const inner = { ...event, ...request, isMcp: false, query: {}, headers: { 'content-type': contentType } }
        return respondTo(inner, own, context, requestId, callModel, {})
      })
    }
    const { endpointName, target } = settings
    const jobs = event.query[jobParameter]
    if (target.asynchronous && jobs) {
      const { collect } = await import('./invoke-async')
      const collected = await collect(
        jobs,
        endpointName,
        target.asynchronous,
        deadlineOf(settings, context),
        process.env,
      )
      return collected.ok ? { response: collected.response, code: 'ok' } : failed(collected.failure)
    }
    const read: FrontRead = front ? front.read(event, settings) : readRequest(event, settings)
    if (!read.ok) return failed(read.failure)
    if ('response' in read) return { response: read.response, code: 'ok' }
    const targeted = targetHeaders(target, event)
    if (!targeted.ok) return failed(targeted.failure)
    const preference = front ? {} : readPreference(event.headers.accept, settings)
    const request = { ...read.request, ...preference, target: targeted.headers }
    const begun = performance.now()
    const called = await callModel(request, settings, deadlineOf(settings, context), read.form)
    const sent = sentSince(begun)
    const facts = { modelMs: performance.now() - sent, connectMs: sent - begun, rows: request.rows }
    return called.ok
      ? { response: called.response, parts: called.parts, code: 'ok', ...facts }
      : failed(called.failure, facts)
  } catch (error) {
    console.error(JSON.stringify({ requestId, error: error instanceof Error ? error.stack : String(error) }))
    return failed(internal)
  }
}

/** Proves gateway, permission and function to a deploy without calling the model. */
const probe = ({ functionVersion, endpointName }: Settings): ProxyResponse =>
  jsonResponse(200, { portico: 'probe', functionVersion, endpointName })

function deadlineOf({ modelTimeoutMs }: Settings, context: LambdaContext): number {
  const remainingMs = context.getRemainingTimeInMillis?.()
  const untilEnd = remainingMs === undefined ? defaultDeadlineMs : remainingMs - responseReserveMs
  return Math.min(modelTimeoutMs ?? untilEnd, untilEnd)
}

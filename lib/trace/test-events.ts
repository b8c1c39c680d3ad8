/** The events that a trace starts from, made of the wiring's own path, parameter and sample. Pure. */

import { type FeatureContract, inputOf } from '../model/contract/contract'
import { chatBody, textBody } from '../model/requests/build-body'
import { isBodyless } from '../model/requests/build-request'
import { readRows, startingValues } from '../model/requests/encode'
import { exactText, jsonCell } from '../model/requests/exact-json'
import type { RequestShape } from '../model/requests/request-shape'
import type { ProxyEvent } from './proxy-event'

export interface EventFacts {
  /** Without its slash; absent where nothing is deployed. */
  resourcePath?: string
  stage?: string
  queryParameter: string
  /** What the gateway allows. */
  request: RequestShape
  contract: FeatureContract
  /** The console's own, as its browser sends it. */
  origin: string
  streaming: boolean
  /** No function stands behind the gateway. */
  functionless?: boolean
}

export interface TestEvent {
  id: string
  label: string
  /** What it proves. */
  about: string
  /** Says whether it carries the payload. */
  payload: boolean
  event: ProxyEvent
}

interface Sent {
  method: ProxyEvent['httpMethod']
  query?: string
  headers?: Record<string, string>
  body?: string
  base64?: boolean
}

/** @param payload the row, the text or the JSON; of a picture or recording its bytes in base64 */
export function testEventsOf(facts: EventFacts, payload: string, contentType?: string): TestEvent[] {
  const make = (sent: Sent) => eventOf(facts, sent)
  return [
    ...(inputOf(facts.contract).kind === 'rows'
      ? rowEvents(payload, facts.request, make)
      : [kindEvent(facts, payload, contentType)]),
    {
      id: 'preflight',
      label: 'Preflight',
      about: 'What a browser sends before a POST of JSON. The gateway answers it by itself; no model is called.',
      payload: false,
      event: make({
        method: 'OPTIONS',
        headers: { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      }),
    },
    // Only a handler knows it.
    ...(facts.functionless
      ? []
      : [
          {
            id: 'probe',
            label: 'Probe',
            about:
              'The handler answers with its version and calls no model: gateway, permission and function are tested at no cost.',
            payload: false,
            event: make({
              method: facts.request.methods === 'post' ? 'POST' : 'GET',
              query: facts.request.required ? 'probe' : undefined,
              headers: { 'x-portico-probe': '1' },
            }),
          },
        ]),
  ]
}

/** Returns the forms of a row that are allowed. */
function rowEvents(row: string, request: RequestShape, make: (sent: Sent) => ProxyEvent): TestEvent[] {
  const method = request.methods === 'post' ? 'POST' : 'GET'
  const inQuery: TestEvent = {
    id: method.toLowerCase(),
    label: `${method} with query`,
    about: 'The row in the URL, as a link or a browser’s address line sends it.',
    payload: true,
    event: make({ method, query: row }),
  }
  if (isBodyless(request)) return [inQuery]
  const csv: TestEvent = {
    id: 'post-csv',
    label: 'POST CSV',
    about: 'The rows as a body of type text/csv.',
    payload: true,
    event: make({ method: 'POST', headers: { 'content-type': 'text/csv' }, body: row }),
  }
  if (request.form === 'raw') return [inQuery, csv]
  return [
    inQuery,
    csv,
    {
      id: 'post-json',
      label: 'POST JSON',
      about: 'The rows as {"data": [[…]]}, as a web page would send them.',
      payload: true,
      event: make({
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: exactText({ data: rowsOf(row) }),
      }),
    },
  ]
}

/** Cells as a web page would send them, in their own digits: quotes are no part of a text, and commas inside them part nothing. */
const rowsOf = (text: string) => readRows(text).map((cells) => cells.map((cell) => jsonCell(cell.trim())))

function kindEvent(facts: EventFacts, payload: string, fileType: string | undefined): TestEvent {
  const { body, contentType, base64 = false } = bodyOf(facts.contract, payload, fileType)
  return {
    id: 'post',
    label: 'POST',
    about: `The payload as a body of type ${contentType}.`,
    payload: true,
    event: eventOf(facts, { method: 'POST', headers: { 'content-type': contentType }, body, base64 }),
  }
}

function bodyOf(contract: FeatureContract, payload: string, fileType: string | undefined) {
  const input = inputOf(contract)
  if (input.kind === 'text') {
    const { body, contentType } = textBody(input, payload, startingValues(input.parameters))
    return { body: `${body}`, contentType }
  }
  if (input.kind === 'chat') {
    const messages = [{ role: 'user' as const, content: payload }]
    const { body, contentType } = chatBody(input, input.system ?? '', messages, startingValues(input.parameters))
    return { body: `${body}`, contentType }
  }
  if (input.kind === 'image' || input.kind === 'audio') {
    const contentType = input.contentType.endsWith('/*') ? (fileType ?? 'application/octet-stream') : input.contentType
    return { body: payload, contentType, base64: true }
  }
  return { body: payload, contentType: 'application/json' }
}

function eventOf(facts: EventFacts, { method, query, headers = {}, body, base64 = false }: Sent): ProxyEvent {
  const path = `/${facts.resourcePath ?? ''}`
  const all: Record<string, string> = { Accept: '*/*', ...headers, origin: facts.origin }
  const parameters = query ? { [facts.queryParameter]: query } : undefined
  return {
    resource: path,
    path,
    httpMethod: method,
    headers: all,
    multiValueHeaders: listed(all),
    queryStringParameters: parameters ?? null,
    multiValueQueryStringParameters: parameters ? listed(parameters) : null,
    pathParameters: null,
    // Set like the gateway's own call, so that a version that streams does so.
    stageVariables: facts.streaming ? { transferMode: 'STREAM' } : null,
    requestContext: {
      resourcePath: path,
      httpMethod: method,
      path: `/${facts.stage ?? ''}${path}`,
      stage: facts.stage ?? '',
      requestId: 'trace-from-portico',
      identity: { sourceIp: '127.0.0.1' },
    },
    body: body || null,
    isBase64Encoded: base64,
  }
}

const listed = (record: Record<string, string>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, [value]]))

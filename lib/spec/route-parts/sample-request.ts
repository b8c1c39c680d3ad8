/** What a deploy sends through the public API: the probe, and the sample that proves the model. */

import { inputOf } from '../../model/contract/contract'
import { buildNamed } from '../../model/requests/build-request'
import { readRow } from '../../model/requests/encode'
import { exactText, jsonNumberCell } from '../../model/requests/exact-json'
import { isEnforced } from '../../model/requests/request-shape'
import { type SampleBody, sampleBodyOf } from '../../model/requests/sample-body'
import { isStreaming, type Route } from '../route'
import type { ApiSpec } from '../spec'
import { sampleRowOf } from './sample-row'

export interface SampleRequest {
  method: 'GET' | 'POST'
  query: Record<string, string>
  /** Bytes for a picture or a recording. */
  body?: SampleBody['body']
  /** The type of the body. */
  contentType?: string
}

const json = 'application/json'

/**
 * Returns what proves the model: a row in the query; if POST alone is allowed and bodies are validated, as the JSON that fits;
 * for any other input, a body of its kind. Undefined if the contract does not say what a row looks like.
 */
export function sampleRequestOf(route: Route, api: ApiSpec): SampleRequest | undefined {
  const { contract, queryParameter, request, integration, sampleRow: given } = route
  if (integration?.kind === 'http' && !given) return undefined
  if (inputOf(contract).kind !== 'rows') return bodySample(route, api)
  const sampleRow = sampleRowOf(route)
  if (!sampleRow) return undefined
  if (request.methods === 'post' && request.validateBody) return validSample(route, sampleRow)
  // Without a function the gateway makes a body of the parameter for GET alone.
  if (request.methods === 'post' && integration?.kind === 'direct')
    return { method: 'POST', query: {}, body: sampleRow, contentType: 'text/csv' }
  return { method: request.methods === 'post' ? 'POST' : 'GET', query: { [queryParameter]: sampleRow } }
}

function bodySample(route: Route, api: ApiSpec): SampleRequest | undefined {
  const { contract, sampleRow } = route
  const examples = sampleRow ? [{ name: 'Sample', value: sampleRow }] : contract.examples
  const streamed =
    contract.input?.kind === 'chat' ? { ...contract.input, stream: isStreaming(route, api) } : contract.input
  const sample = sampleBodyOf({ ...contract, input: streamed, examples })
  return sample && { method: 'POST', query: {}, ...sample }
}

function validSample({ contract, request }: Route, sampleRow: string): SampleRequest {
  const { features } = contract
  const cells = readRow(sampleRow).map((cell, index) => {
    const type = features[index]?.type
    return type === 'number' || type === 'integer' ? jsonNumberCell(cell) : cell
  })
  const named = buildNamed({ invokeUrl: '', request }, features, sampleRow)?.json
  return { method: 'POST', query: {}, body: named ?? exactText({ data: [cells] }), contentType: json }
}

/**
 * Sent if no sample row was given, to reach the model with the role, or the address. A model can refuse it, which
 * shows that it was reached.
 */
export function madeUpRequestOf(route: Route, api: ApiSpec): SampleRequest {
  const { queryParameter, request, integration, contract } = route
  if (integration?.kind === 'http') return probeRequestOf(route, api)
  const isRows = inputOf(contract).kind === 'rows'
  if (isEnforcedPost(route)) return { method: 'POST', query: {}, body: '{}', contentType: json }
  const method = request.methods === 'post' ? 'POST' : 'GET'
  if (request.required || (method === 'GET' && (isRows || request.methods === 'get')))
    return { method, query: { [queryParameter]: '0' } }
  if (request.validateBody) return { method: 'POST', query: {}, body: '0', contentType: 'text/plain' }
  return isRows
    ? { method: 'POST', query: {}, body: '0', contentType: 'text/csv' }
    : { method: 'POST', query: {}, body: '{}', contentType: json }
}

/** Returns a request that the gateway allows whatever it checks; else one of a type that no model of the API names. */
export function probeRequestOf(route: Route, api: ApiSpec): SampleRequest {
  const { queryParameter, request } = route
  const query: Record<string, string> = request.required ? { [queryParameter]: 'probe' } : {}
  if (request.methods !== 'post') return { method: 'GET', query }
  if (!request.validateBody) return { method: 'POST', query }
  return sampleRequestOf(route, api) ?? { method: 'POST', query, body: 'probe', contentType: 'text/plain' }
}

/** The gateway holds a body against its model, and its own test takes every body for JSON. */
const isEnforcedPost = (route: Route): boolean =>
  route.integration?.kind === 'direct' && route.request.methods === 'post' && isEnforced(route)

/**
 * The gateway's own test takes text alone, so a picture or a recording cannot go through it, and text/csv counts as JSON there.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function testableSampleOf(route: Route, api: ApiSpec): (SampleRequest & { body?: string }) | undefined {
  const row = isEnforcedPost(route) ? sampleRowOf(route) : undefined
  if (row !== undefined)
    return {
      method: 'POST',
      query: {},
      body: exactText({ instances: [readRow(row).map(jsonNumberCell)] }),
      contentType: json,
    }
  const { body, ...sample } = sampleRequestOf(route, api) ?? {}
  return 'method' in sample && (body === undefined || typeof body === 'string') ? { ...sample, body } : undefined
}

export const headersOf = ({ contentType }: SampleRequest): Record<string, string> =>
  contentType === undefined ? {} : { 'Content-Type': contentType }

/** Builds the request for rows, by what the URL allows. */

import { type Feature, inputOf } from '../contract/contract'
import { buildQuery, maxUrlLength } from './build-url'
import { decodeRow } from './decode-row'
import { type FormValues, isMissingValue, sentCell, takesMissing } from './encode'
import { exactText, jsonNumberCell } from './exact-json'
import { queryNameOf, type RequestShape } from './request-shape'

/** What is allowed, and whether the query takes one value only, whose lines are rows. */
export type RowShape = RequestShape & { oneValue?: boolean }

/** The address for rows, and what is allowed there. */
export interface RowTarget {
  invokeUrl: string
  queryParameter: string
  request: RowShape
}

export interface RowRequest {
  method: 'GET' | 'POST'
  url: string
  /** A body of type text/csv. */
  body?: string
}

/** Says whether bodies are refused, so that rows go in the query, however many they are. */
export const isBodyless = ({ methods, required }: RequestShape): boolean => methods === 'get' || required

/** Rows in the query where they fit, else as a body of type text/csv. */
export function buildRowRequest({ invokeUrl, queryParameter, request }: RowTarget, rows: string[]): RowRequest {
  const inQuery = `${invokeUrl}?${buildQuery(queryParameter, request.oneValue ? [rows.join('\n')] : rows)}`
  const inBody = { method: 'POST' as const, url: invokeUrl, body: rows.join('\n') }
  if (request.methods === 'post') return request.required ? { method: 'POST', url: inQuery } : inBody
  if (request.oneValue && rows.length > 1 && !isBodyless(request)) return inBody
  return isBodyless(request) || inQuery.length <= maxUrlLength ? { method: 'GET', url: inQuery } : inBody
}

/** Many rows at once: a body, or the query where bodies are refused. */
export function buildBatchRequest(target: RowTarget, rows: string[]): RowRequest {
  if (isBodyless(target.request)) return buildRowRequest(target, rows)
  return { method: 'POST', url: target.invokeUrl, body: rows.join('\n') }
}

/** What fits a URL, each byte written as three characters and each row with its name, the path left out. */
export const queryLimits = ({ queryParameter }: Pick<RowTarget, 'queryParameter'>) => ({
  bytes: 2_000,
  rows: Math.max(1, Math.min(200, Math.floor(3_500 / (encodeURIComponent(queryParameter).length + 2)))),
})

/** One row by the names of its features, in the query and as JSON; undefined where names are not taken or the row is none. */
export function buildNamed(
  { invokeUrl, request }: Pick<RowTarget, 'invokeUrl' | 'request'>,
  features: Feature[],
  row: string,
): { url?: string; json?: string } | undefined {
  if (request.form !== 'named') return undefined
  const values = decodeRow(features, row)
  if (!values.ok || features.length === 0) return undefined
  const query = features.map((feature) =>
    buildQuery(queryNameOf(feature.name) ?? feature.name, [sentCell(feature, cellOf(feature, values.value))]),
  )
  return {
    url: request.methods === 'post' ? undefined : `${invokeUrl}?${query.join('&')}`,
    json:
      request.methods === 'get'
        ? undefined
        : exactText(Object.fromEntries(features.map((feature) => [feature.name, jsonOf(feature, values.value)]))),
  }
}

const cellOf = ({ name }: Feature, values: FormValues): string => values[name] ?? ''

function jsonOf(feature: Feature, values: FormValues): unknown {
  const text = cellOf(feature, values)
  const { type } = feature
  if (type !== 'text' && isMissingValue(feature, text)) return takesMissing(feature) || text === '' ? null : text
  if (type === 'boolean') return /^(true|1)$/i.test(text)
  return type === 'number' || type === 'integer' ? jsonNumberCell(text) : text
}

/** How callers send the input: rows as above, all else as a body. */
export function methodFor(contract: Parameters<typeof inputOf>[0], request: RequestShape): 'GET' | 'POST' {
  return inputOf(contract).kind === 'rows' && request.methods !== 'post' ? 'GET' : 'POST'
}

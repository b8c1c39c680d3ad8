/** The call that the options stand for, as callers will make it: by name where names are taken. */
import { buildNamed, buildRowRequest, methodFor } from '@/lib/model/requests/build-request'
import type { Route } from '@/lib/spec/route'

export type CallShape = Pick<Route, 'contract' | 'queryParameter' | 'request' | 'sampleRow'>

export function callOf(
  invokeUrl: string,
  { contract, sampleRow, queryParameter, request }: CallShape,
): { method: 'GET' | 'POST'; url: string } {
  const target = { invokeUrl, queryParameter, request }
  if (!sampleRow) return { method: methodFor(contract, request), url: invokeUrl }
  const { method, url } = buildRowRequest(target, [sampleRow])
  return { method, url: buildNamed(target, contract.features, sampleRow)?.url ?? url }
}

/** Sends an input in the wire format of its service to a sandbox in this process, signed as any client signs. */
import { AwsV4Signer } from 'aws4fetch'
import type { Members } from '../kernel/constraints/table'
import { type CallRecord, type Dispatcher, dispatch } from '../kernel/dispatch'
import type { Service } from '../kernel/types'

interface Keys {
  accessKeyId: string
  secretAccessKey: string
}

type Input = Record<string, unknown>

const host = 'http://127.0.0.1:1'

export async function sendInput(
  parts: Dispatcher,
  keys: Keys,
  service: Service,
  operation: string,
  members: Members,
  input: Input,
): Promise<CallRecord> {
  const { method, path, query = '', headers = {}, body } = wireOf(service, operation, members, input)
  const url = `${host}${path}${query ? `?${query}` : ''}`
  const signer = new AwsV4Signer({
    ...keys,
    url,
    method,
    headers,
    body,
    region: 'us-east-1',
    service: service.signingName,
  })
  const signed = await signer.sign()
  return dispatch(parts, {
    method,
    path: signed.url.pathname,
    rawQuery: signed.url.search.slice(1),
    headers: { ...Object.fromEntries(signed.headers), host: signed.url.host },
    body: Buffer.from(body ?? ''),
    signal: new AbortController().signal,
  })
}

interface Wire {
  method: string
  path: string
  query?: string
  headers?: Record<string, string>
  body?: string
}

function wireOf(service: Service, operation: string, members: Members, input: Input): Wire {
  if (service.protocol === 'query') {
    const form = new URLSearchParams({ Action: operation, Version: '2010-05-08' })
    for (const [key, value] of Object.entries(input)) flatten(form, key, value)
    return { method: 'POST', path: '/', body: form.toString() }
  }
  if (service.protocol.startsWith('json')) {
    const headers = {
      'x-amz-target': `${service.targetPrefix}.${operation}`,
      'content-type': `application/x-amz-${service.protocol}`,
    }
    return { method: 'POST', path: '/', headers, body: JSON.stringify(input) }
  }
  return restOf(service, operation, members, input)
}

function restOf(service: Service, operation: string, members: Members, input: Input): Wire {
  const route = service.routes?.find((one) => one.operation === operation)
  if (!route) throw new Error(`${operation} has no route`)
  const query = new URLSearchParams()
  const headers: Record<string, string> = {}
  const rest: Input = {}
  let { path } = route
  for (const [name, value] of Object.entries(input)) {
    const { location, locationName = name } = members[name] ?? {}
    if (location === 'uri')
      path = path.replace(new RegExp(`\\{${locationName}\\+?\\}`), () => encodeURIComponent(String(value)))
    else if (location === 'querystring')
      for (const one of Array.isArray(value) ? value : [value]) query.append(locationName, String(one))
    else if (location === 'header') headers[locationName.toLowerCase()] = String(value)
    else rest[name] = value
  }
  if (route.marker && ![...query.keys()].includes(route.marker)) {
    const [name = '', value = ''] = route.marker.split('=')
    query.append(name, value)
  }
  const body = route.rawBody
    ? String(input[route.rawBody] ?? '')
    : route.method === 'GET' || route.method === 'DELETE'
      ? undefined
      : JSON.stringify(rest)
  return { method: route.method, path, query: query.toString(), headers, body }
}

function flatten(form: URLSearchParams, key: string, value: unknown): void {
  if (Array.isArray(value)) {
    if (value.length === 0) form.append(key, '')
    value.forEach((one, index) => {
      flatten(form, `${key}.member.${index + 1}`, one)
    })
  } else if (typeof value === 'object' && value !== null && Object.keys(value).length > 0)
    for (const [name, one] of Object.entries(value)) flatten(form, `${key}.${name}`, one)
  else form.append(key, typeof value === 'object' ? '' : String(value))
}

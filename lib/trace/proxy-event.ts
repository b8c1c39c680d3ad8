/**
 * The event that API Gateway's Lambda proxy integration sends, as a person can edit it, with its checks. Every hop's own
 * request is derived from it, so that one payload goes through them all.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
 */
import { z } from 'zod'
import { encodeValue } from '../model/requests/build-url'
import { isTooDeep } from '../model/requests/json-text'

const texts = (name: string) =>
  z.record(z.string(), z.string(`${name} holds texts only`), `${name} is an object or null`)
const lists = (name: string) =>
  z.record(z.string(), z.array(z.string(), `${name} holds lists of texts`), `${name} is an object or null`)

/** What Lambda takes as an event, 6 MB. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const maxEventBytes = 6 * 1024 * 1024

export const proxyEventSchema = z
  .looseObject(
    {
      path: z.string('path is missing: /iris').startsWith('/', 'path begins with a slash'),
      httpMethod: z.enum(
        ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
        'httpMethod is one of GET, POST, OPTIONS…, in capitals',
      ),
      headers: texts('headers').nullish(),
      multiValueHeaders: lists('multiValueHeaders').nullish(),
      queryStringParameters: texts('queryStringParameters').nullish(),
      multiValueQueryStringParameters: lists('multiValueQueryStringParameters').nullish(),
      stageVariables: texts('stageVariables').nullish(),
      requestContext: z.looseObject({ requestId: z.string().nullish() }, 'requestContext is an object').nullish(),
      body: z.string('body is a text or null; JSON goes in it as a text').nullish(),
      isBase64Encoded: z.boolean('isBase64Encoded is true or false').nullish(),
    },
    'A JSON object, like the one that API Gateway sends',
  )
  .superRefine((event, context) => {
    const say = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    for (const [single, multi] of [
      ['queryStringParameters', 'multiValueQueryStringParameters'],
      ['headers', 'multiValueHeaders'],
    ] as const) {
      const values = event[multi]
      if (!values) continue
      const differing = Object.entries(event[single] ?? {}).find(([name, value]) => values[name]?.at(-1) !== value)
      if (differing) say(multi, `${differing[0]} differs between ${single} and ${multi}: change both`)
    }
    if (event.isBase64Encoded && event.body && !isBase64(event.body)) {
      say('body', 'body is no base64, and isBase64Encoded says so')
    }
    if (event.body && ['GET', 'HEAD', 'OPTIONS'].includes(event.httpMethod)) {
      say('body', `${event.httpMethod} carries no body: use POST, or set body to null`)
    }
  })

/** Line breaks between its characters are allowed; `atob` refuses the rest. */
function isBase64(text: string): boolean {
  const plain = text.replace(/\s/g, '')
  return /^[A-Za-z0-9+/]*={0,2}$/.test(plain) && plain.replaceAll('=', '').length % 4 !== 1
}

export type ProxyEvent = z.infer<typeof proxyEventSchema>

/** The event, or the first thing that is wrong with it, in a sentence. */
export function readProxyEvent(text: string): { event: ProxyEvent } | { problem: string } {
  if (text.length > maxEventBytes) return { problem: 'The event is larger than the 6 MB that Lambda takes' }
  if (isTooDeep(text)) return { problem: 'The event is nested deeper than 200 levels' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { problem: `Not JSON: ${error instanceof Error ? error.message : 'it cannot be parsed'}` }
  }
  const parsed = proxyEventSchema.safeParse(value)
  return parsed.success ? { event: parsed.data } : { problem: parsed.error.issues[0]?.message ?? 'Not a proxy event' }
}

/** The HTTP request that API Gateway made this event of. */
export interface EventRequest {
  method: ProxyEvent['httpMethod']
  /** Each value of each parameter, not encoded. */
  query: [name: string, value: string][]
  /** Names in lower case. */
  headers: Record<string, string>
  body?: string
  /** The body is bytes, in base64. */
  base64: boolean
}

/** Keeps of the caller's own headers only what belongs to the request, and never where it goes. */
const passed = /^(accept|accept-language|content-type|authorization|x-api-key|x-portico-.+|origin|access-control-.+)$/

export function requestOf(event: ProxyEvent): EventRequest {
  const query = event.multiValueQueryStringParameters
    ? Object.entries(event.multiValueQueryStringParameters).flatMap(([name, values]) =>
        values.map((value): [string, string] => [name, value]),
      )
    : Object.entries(event.queryStringParameters ?? {})
  const single = Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const)
  const multi = Object.entries(event.multiValueHeaders ?? {}).map(
    ([name, values]) => [name.toLowerCase(), values.join(', ')] as const,
  )
  return {
    method: event.httpMethod,
    query,
    headers: Object.fromEntries([...single, ...multi].filter(([name]) => passed.test(name))),
    body: event.body || undefined,
    base64: event.isBase64Encoded === true,
  }
}

export const queryText = ({ query }: EventRequest): string =>
  query.map(([name, value]) => `${encodeValue(name)}=${encodeValue(value)}`).join('&')

/** The body as bytes. Pure: `atob` is in browsers and in Node. */
export function bodyBytes({ body = '', base64 }: EventRequest): Uint8Array<ArrayBuffer> {
  if (!base64) return new TextEncoder().encode(body)
  return Uint8Array.from(atob(body.replace(/\s/g, '')), (sign) => sign.charCodeAt(0))
}

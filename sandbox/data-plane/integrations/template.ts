/**
 * Mapping templates: Velocity with API Gateway's own variables.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
import { RE2JS } from 're2js'
import { Compile, parse } from 'velocityjs'
import { readQuery } from '../query'
import type { GatewayRequest, Route, Trace } from '../types'

export interface Rendered {
  text: string
  /** `$context.requestOverride.header` and `$context.responseOverride.header`, whichever the template is of. */
  headers: Record<string, string>
  /** `$context.responseOverride.status`. */
  status?: number
  /** An override can be applied once; a second one is a failure of the gateway. */
  twice: boolean
}

interface Override {
  header: Record<string, unknown>
  querystring: Record<string, unknown>
  path: Record<string, unknown>
  status?: unknown
}

/** What the templates of one request override. */
export interface Overrides {
  request: Override
  response: Override
  twice: boolean
}

export function newOverrides(): Overrides {
  const overrides = { twice: false } as Overrides
  const once = () =>
    new Proxy<Record<string, unknown>>(
      {},
      {
        set(header, name, value) {
          overrides.twice ||= name in header
          return Reflect.set(header, name, value)
        },
      },
    )
  const none = () => ({ header: once(), querystring: {}, path: {} })
  return Object.assign(overrides, { request: none(), response: none() })
}

/** @param shared by both templates of a MOCK integration, which sees and sets the overrides of either */
export function renderTemplate(
  template: string,
  body: string,
  of: 'request' | 'response',
  { route, request, trace }: { route: Route; request: GatewayRequest; trace: Trace },
  shared?: Overrides,
): Rendered {
  const overrides = shared ?? newOverrides()
  const override = overrides[of]
  const context = {
    apiId: route.restApiId,
    stage: route.stage,
    requestId: trace.requestId,
    extendedRequestId: trace.extendedRequestId,
    httpMethod: request.method,
    resourcePath: route.resource.path,
    path: `/${route.stage}${request.rawPath}`,
    accountId: route.accountId,
    identity: { sourceIp: request.sourceIp },
    ...(of === 'request' || shared ? { requestOverride: overrides.request } : {}),
    ...(of === 'response' || shared ? { responseOverride: overrides.response } : {}),
  }
  const variables = {
    input: inputOf(body, route, request),
    util,
    context,
    stageVariables: route.variables,
    // What is absent is this text in a comparison as well.
    null: '',
  }
  // What is absent is empty, where Velocity would print its name.
  const text = new Compile(parse(template), { customMethodHandlers: [put, asText, matches] }).render(
    variables,
    undefined,
    true,
  )
  return { text, ...overridden(override), twice: overrides.twice }
}

export const overridden = ({ header, status }: Override): Pick<Rendered, 'headers' | 'status'> => ({
  headers: Object.fromEntries(Object.entries(header).map(([name, value]) => [name, String(value)])),
  ...(status === undefined ? {} : { status: Number(status) }),
})

/** A map of Java's takes an entry this way. */
const put = {
  uid: 'put',
  match: ({ property, context }: { property: string; context: unknown }) =>
    property === 'put' && typeof context === 'object' && context !== null,
  resolve: ({ context, params }: { context: unknown; params: unknown[] }) => {
    ;(context as Record<string, unknown>)[String(params[0])] = params[1]
    return ''
  },
}

/** Handled here, since the renderer adds a member of its own to what it calls a method of. */
const asText = {
  uid: 'toString',
  match: ({ property }: { property: string }) => property === 'toString',
  resolve: ({ context }: { context: unknown }) => String(context),
}

/** Java's, of the whole text: https://docs.oracle.com/javase/8/docs/api/java/lang/String.html#matches-java.lang.String- */
const matches = {
  uid: 'matches',
  match: ({ property, context }: { property: string; context: unknown }) =>
    property === 'matches' && typeof context === 'string',
  resolve: ({ context, params }: { context: unknown; params: unknown[] }) =>
    RE2JS.matches(String(params[0]), String(context)),
}

function inputOf(body: string, route: Route, request: GatewayRequest) {
  const params = mapOf({
    path: mapOf(route.pathParameters ?? {}),
    // Decoded, as every parameter reaches an integration.
    querystring: mapOf(Object.fromEntries(readQuery(request.rawQuery))),
    header: mapOf(Object.fromEntries(request.headers)),
  })
  return {
    // A template sees an empty object where no body came.
    body: body === '' ? '{}' : body,
    /** Path, query and header in this order; an absent one is empty. */
    params: (name?: string) => (name === undefined ? params : found(params, name)),
    path: (path: string) => printed(valueAt(body, path)) ?? '',
    json: (path: string) => JSON.stringify(valueAt(body, path) ?? ''),
  }
}

const found = ({ path, querystring, header }: Record<string, Record<string, string>>, name: string): string =>
  path?.[name] ?? querystring?.[name] ?? header?.[name] ?? ''

/**
 * A map of Java's, by exact keys: headers keep the case in which the caller wrote them, and browsers write small letters
 * over HTTP/2. https://github.com/aws/aws-cdk/pull/19104
 */
function mapOf<T>(entries: Record<string, T>): Record<string, T> {
  const map: Record<string, T> = { ...entries }
  const own = (key: unknown) => (Object.hasOwn(map, String(key)) ? map[String(key)] : undefined)
  // The renderer's own `get` takes `origin` for `Origin`.
  return Object.defineProperties(map, {
    get: { value: own },
    containsKey: { value: (key: unknown) => own(key) !== undefined },
  })
}

/**
 * A copy that prints as Java does: a map as `{a=b, c=[1]}`, a list as JSON. The renderer prints arrays in its own way, so a
 * list is an object with numbers for keys.
 */
function printed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([key, one]): [string, unknown] => [key, printed(one)])
  const text = () =>
    Array.isArray(value) ? JSON.stringify(value) : `{${members.map(([key, one]) => `${key}=${one}`).join(', ')}}`
  return Object.defineProperty(Object.fromEntries(members), 'toString', { value: text })
}

/** `$.a.b[0]`; undefined where the body is no JSON or has nothing there. */
function valueAt(body: string, path: string): unknown {
  const steps = path.replace(/^\$\.?/, '').match(/[^.[\]]+/g) ?? []
  try {
    return steps.reduce<unknown>(
      (value, step) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined,
      JSON.parse(body),
    )
  } catch {
    return undefined
  }
}

/**
 * Bytes that are no UTF-8 become a sign of their own, and a broken escape is thrown.
 * https://docs.oracle.com/javase/8/docs/api/java/net/URLDecoder.html
 */
function decoded(text: string): string {
  if (/%(?![\da-f]{2})/i.test(text)) throw new Error('URLDecoder: Illegal hex characters in escape (%) pattern')
  return new URLSearchParams(`=${text.replaceAll('&', '%26')}`).get('') ?? ''
}

const util = {
  escapeJavaScript: (text: unknown) =>
    JSON.stringify(String(text ?? ''))
      .slice(1, -1)
      .replaceAll("'", "\\'"),
  // Encodes like a form: https://docs.oracle.com/javase/8/docs/api/java/net/URLEncoder.html
  urlEncode: (text: unknown) => new URLSearchParams({ '': String(text ?? '') }).toString().slice(1),
  urlDecode: (text: unknown) => decoded(String(text ?? '')),
  base64Encode: (text: unknown) => Buffer.from(String(text ?? '')).toString('base64'),
  base64Decode: (text: unknown) => Buffer.from(String(text ?? ''), 'base64').toString('utf8'),
  parseJson: (text: unknown) => printed(JSON.parse(String(text))),
}

/**
 * Mapping templates: Velocity with API Gateway's own variables.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
import { render } from 'velocityjs'
import { readQuery } from './query'
import type { GatewayRequest, Route, Trace } from './types'

export interface Rendered {
  text: string
  /** `$context.requestOverride.header` and `$context.responseOverride.header`, whichever the template is of. */
  headers: Record<string, string>
  /** `$context.responseOverride.status`. */
  status?: number
  /** An override may be applied once; a second one is a failure of the gateway. */
  twice: boolean
}

interface Override {
  header: Record<string, unknown>
  status?: unknown
}

export function renderTemplate(
  template: string,
  body: string,
  of: 'request' | 'response',
  { route, request, trace }: { route: Route; request: GatewayRequest; trace: Trace },
): Rendered {
  let twice = false
  const override: Override = {
    header: new Proxy<Record<string, unknown>>(
      {},
      {
        set(header, name, value) {
          twice ||= name in header
          return Reflect.set(header, name, value)
        },
      },
    ),
  }
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
    [of === 'request' ? 'requestOverride' : 'responseOverride']: override,
  }
  const text = render(template, {
    input: inputOf(body, route, request),
    util,
    context,
    stageVariables: route.variables,
  })
  const { status } = override
  return {
    text,
    headers: Object.fromEntries(Object.entries(override.header).map(([name, value]) => [name, String(value)])),
    ...(status === undefined ? {} : { status: Number(status) }),
    twice,
  }
}

function inputOf(body: string, route: Route, request: GatewayRequest) {
  const params = mapOf({
    path: mapOf(route.pathParameters ?? {}),
    // Decoded, as every parameter reaches an integration.
    querystring: mapOf(Object.fromEntries(readQuery(request.rawQuery))),
    header: mapOf(Object.fromEntries(request.headers)),
  })
  return {
    body,
    /** Path, query and header in this order; an absent one is empty. */
    params: (name?: string) => (name === undefined ? params : found(params, name)),
    path: (path: string) => valueAt(body, path),
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

const util = {
  escapeJavaScript: (text: unknown) =>
    JSON.stringify(String(text ?? ''))
      .slice(1, -1)
      .replaceAll("'", "\\'"),
  urlEncode: (text: unknown) => encodeURIComponent(String(text ?? '')),
  urlDecode: (text: unknown) => decodeURIComponent(String(text ?? '').replaceAll('+', ' ')),
  base64Encode: (text: unknown) => Buffer.from(String(text ?? '')).toString('base64'),
  base64Decode: (text: unknown) => Buffer.from(String(text ?? ''), 'base64').toString('utf8'),
  parseJson: (text: unknown) => JSON.parse(String(text)) as unknown,
}

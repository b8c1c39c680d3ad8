/** REST-JSON requests: finds the route, reads labels, query, headers and body into one input object. */
import { AwsError } from './errors'
import type { Route } from './types'

interface RestRequest {
  method: string
  path: string
  rawQuery: string
  headers: Record<string, string>
  body: Buffer
}

/** `GET /key` of host `bucket.s3.us-east-1.localhost` or `bucket.localhost` → `/bucket/key`; other hosts name no bucket. */
export function withBucket({ path, headers }: Pick<RestRequest, 'path' | 'headers'>): string {
  const host = (headers.host ?? '').replace(/:\d+$/, '')
  const bucket = host.match(/^(.+?)\.(?:s3[.-].*|localhost|s3)$/)?.[1]
  return bucket ? `/${bucket}${path}` : path
}

const compiled = new WeakMap<Route, RegExp>()

function patternOf(route: Route): RegExp {
  let pattern = compiled.get(route)
  if (!pattern) {
    const source = route.path
      .split('/')
      .map((part) => {
        const label = part.match(/^\{(\w+)(\+?)\}$/)
        if (!label) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        return `(?<${label[1]}>${label[2] ? '.+' : '[^/]+'})`
      })
      .join('/')
    pattern = new RegExp(`^${source}/?$`)
    compiled.set(route, pattern)
  }
  return pattern
}

export function findRoute(
  routes: Route[],
  method: string,
  path: string,
  rawQuery = '',
): { route: Route; labels: Record<string, string> } | undefined {
  const hits = routes
    .filter((route) => route.method === method)
    .filter(({ marker }) => !marker || rawQuery.split('&').some((part) => isMarked(part, marker)))
    .map((route) => ({ route, match: path.match(patternOf(route)) }))
    .filter((hit) => hit.match)
    // A literal part is nearer than a label: `/functions/x/code` before `/functions/{name+}`; so is a query that names it.
    .sort((a, b) => literals(b.route) - literals(a.route) || marked(b.route) - marked(a.route))
  const [hit] = hits
  if (!hit) return undefined
  const labels = Object.fromEntries(
    Object.entries(hit.match?.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
  )
  return { route: hit.route, labels }
}

/** `list-type=2` as it stands, `uploads` with or without a value. */
const isMarked = (part: string, marker: string) => part === marker || part.split('=')[0] === marker

const marked = (route: Route) => (route.marker ? 1 : 0)

const literals = (route: Route) => route.path.split('/').filter((part) => !part.startsWith('{')).length

export function readRestInput(
  route: Route,
  labels: Record<string, string>,
  request: RestRequest,
): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  if (route.rawBody) {
    input[route.rawBody] = request.body
  } else if (request.body.length > 0) {
    Object.assign(input, parseJson(request.body))
  }
  for (const [header, member] of Object.entries(route.header ?? {})) {
    if (request.headers[header] !== undefined) input[member] = request.headers[header]
  }
  const query = new URLSearchParams(request.rawQuery)
  for (const [key, rule] of Object.entries(route.query ?? {})) {
    const values = query.getAll(key)
    if (values.length === 0) continue
    const typed = values.map((value) => {
      if (rule.type === 'integer') return Number(value)
      return rule.type === 'boolean' ? value === 'true' : value
    })
    input[rule.member] = rule.list ? typed : typed[0]
  }
  return Object.assign(input, labels)
}

export function parseJson(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8') || '{}')
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Falls through to AWS's own words.
  }
  throw new AwsError('SerializationException', 'Could not parse request body into json', 400)
}

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
  const end = host.search(/\.(?:s3(?:[.-]|$)|localhost$)/)
  return end > 0 ? `/${host.slice(0, end)}${path}` : path
}

/** The labels of a path that the route takes, `{name}` one part and a last `{name+}` all that is left; else undefined. */
function labelsIn(route: Route, path: string): Record<string, string> | undefined {
  const wanted = route.path.split('/')
  const sent = path.split('/')
  const takesRest = wanted.at(-1)?.endsWith('+}') ?? false
  if (takesRest) sent.splice(wanted.length - 1, Infinity, sent.slice(wanted.length - 1).join('/'))
  else if (sent.length === wanted.length + 1 && sent.at(-1) === '') sent.pop()
  if (sent.length !== wanted.length) return undefined
  const labels: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = sent[index] ?? ''
    const label = part.match(/^\{(\w+)\+?\}$/)?.[1]
    if (label === undefined ? part !== value : value === '') return undefined
    if (label !== undefined) labels[label] = value
  }
  return labels
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
    .flatMap((route) => {
      const labels = labelsIn(route, path)
      return labels ? [{ route, labels }] : []
    })
    // A literal part is nearer than a label: `/functions/x/code` before `/functions/{name+}`; so is a query that names it.
    .sort((a, b) => literals(b.route) - literals(a.route) || marked(b.route) - marked(a.route))
  const [hit] = hits
  if (!hit) return undefined
  const labels = Object.fromEntries(
    Object.entries(hit.labels).map(([name, value]) => [name, decodeURIComponent(value)]),
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

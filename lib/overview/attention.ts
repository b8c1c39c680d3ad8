/** What needs somebody, the most urgent first. Pure. */
import type { EndpointStatus } from '../endpoints/types'
import type { Attention, AttentionKind, UrlTraffic } from './types'

export interface Facts {
  endpoints: { name: string; status: EndpointStatus; createdAt: string }[]
  urls: UrlTraffic[]
  /** Of endpoints that are paid for by the hour: dollars a month, and calls by the day, the oldest first. */
  running: { name: string; month?: number; calls: number[] }[]
  /** Epoch ms. */
  now: number
}

const order: AttentionKind[] = ['url-failing', 'endpoint-failed', 'url-incomplete', 'url-refusing', 'endpoint-idle']
const idleDays = 7
const dayMs = 86_400_000
/** Fewer calls tell nothing of a share. */
const enoughCalls = 10

const percent = (part: number, whole: number): string => `${Math.round((100 * part) / whole)}%`
const sum = (values: number[] = []): number => values.reduce((total, value) => total + value, 0)

export function attentionOf({ endpoints, urls, running, now }: Facts): Attention[] {
  const found: Attention[] = [
    ...endpoints
      .filter(({ status }) => status === 'Failed' || status === 'UpdateRollbackFailed')
      .map(({ name, status }) => bad('endpoint-failed', name, `The endpoint is ${status}: nobody can be answered.`)),
    ...urls
      .filter(({ state }) => state === 'incomplete')
      .map(({ endpointName }) =>
        bad('url-incomplete', endpointName, 'A deploy or removal of its public URL did not finish.'),
      ),
    ...urls.flatMap(trafficOf),
    ...running.flatMap((one) => idleOf(one, endpoints.find(({ name }) => name === one.name)?.createdAt, now)),
  ]
  return found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

function trafficOf({ endpointName, requests, refused = 0, failed = 0 }: UrlTraffic): Attention[] {
  const calls = sum(requests)
  if (failed > 0 && failed * 100 >= calls) {
    return [bad('url-failing', endpointName, `${percent(failed, calls)} of its calls in the last day failed (5xx).`)]
  }
  if (calls >= enoughCalls && refused * 4 >= calls) {
    return [
      warn('url-refusing', endpointName, `${percent(refused, calls)} of its calls in the last day were refused (4xx).`),
    ]
  }
  return []
}

/** Paid for and called by nobody for a week, and older than that. */
function idleOf(
  { name, month, calls }: Facts['running'][number],
  createdAt: string | undefined,
  now: number,
): Attention[] {
  const young = createdAt !== undefined && now - Date.parse(createdAt) < idleDays * dayMs
  if (young || sum(calls.slice(-idleDays)) > 0) return []
  const last = calls.findLastIndex((count) => count > 0)
  const since = last < 0 ? `${calls.length} days or more` : `${calls.length - 1 - last} days`
  const price = month ? `, and it costs $${month.toFixed(2)} a month` : ''
  return [warn('endpoint-idle', name, `Nobody called the endpoint for ${since}${price}.`)]
}

const bad = (kind: AttentionKind, endpointName: string, what: string): Attention => ({
  kind,
  tone: 'bad',
  endpointName,
  what,
})
const warn = (kind: AttentionKind, endpointName: string, what: string): Attention => ({
  kind,
  tone: 'warn',
  endpointName,
  what,
})

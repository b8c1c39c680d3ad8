/** What needs somebody, the most urgent first. Pure. */
import type { Currency } from '../aws/price-list-place'
import { type Idle, idleInWords } from '../cost/idle'
import { formatMonth } from '../cost/money'
import { type EndpointStatus, hasFailed } from '../endpoints/types'
import type { Attention, AttentionKind, UrlTraffic } from './types'

export interface Facts {
  endpoints: { name: string; status: EndpointStatus }[]
  urls: UrlTraffic[]
  /** The endpoints that are billed by the hour: the cost of a month, and how long nobody has called if that is long. */
  running: { name: string; month?: { amount: number; currency: Currency }; idle?: Idle }[]
}

const order: AttentionKind[] = ['url-failing', 'endpoint-failed', 'url-incomplete', 'url-refusing', 'endpoint-idle']
/** Fewer calls say nothing about a share. */
const enoughCalls = 10

const percent = (part: number, whole: number): string => `${Math.round((100 * part) / whole)}%`
const sum = (values: number[] = []): number => values.reduce((total, value) => total + value, 0)

export function attentionOf({ endpoints, urls, running }: Facts): Attention[] {
  const found: Attention[] = [
    ...endpoints
      .filter(({ status }) => hasFailed(status))
      .map(({ name, status }) => bad('endpoint-failed', name, `The endpoint is ${status}: nobody can be answered.`)),
    ...urls
      .filter(({ state }) => state === 'incomplete')
      .map(({ endpointName }) =>
        bad('url-incomplete', endpointName, 'A deploy or removal of its public API did not finish.'),
      ),
    ...urls.flatMap(trafficOf),
    ...running.flatMap(attentionOfIdle),
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

function attentionOfIdle({ name, month, idle }: Facts['running'][number]): Attention[] {
  if (!idle) return []
  const price = month ? `, and it costs ${formatMonth(month.amount, month.currency)} a month` : ''
  return [warn('endpoint-idle', name, `${idleInWords(idle)}${price}.`)]
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

/**
 * Reads a region: endpoints, public APIs, their traffic, what runs and what that costs. What one service refuses is shown,
 * and the rest is shown.
 */
import { paginateListEndpoints } from '@aws-sdk/client-sagemaker'
import { attempt } from '../attempt'
import type { AwsClients } from '../aws/client/create-clients'
import { type MetricDataQuery, readMetricData } from '../aws/metric-data'
import { hourOf, hoursAMonth, isBilledByTheHour } from '../cost/cost-of'
import { idleOf } from '../cost/idle'
import { pricedVariant, variantPrices } from '../cost/variant-prices'
import { describeEndpoint } from '../endpoints/describe'
import type { EndpointDetail, EndpointStatus } from '../endpoints/types'
import { spanOf, timesOf } from '../metrics/ranges'
import { readCalls } from '../metrics/read-calls'
import { ownQueries, withoutOwn } from '../own-calls/metrics'
import type { Result } from '../result'
import type { WiringTarget } from '../spec/spec'
import { listManagedApis, type ManagedApi } from '../wiring/read/list-managed'
import { attentionOf, type Facts } from './attention'
import type { RegionDashboard, Unread, UrlTraffic } from './types'

/** Each costs up to three reads at first, so a region with more is priced in part. */
const mostDescribed = 40
const atOnce = 5
const mostEndpoints = 1_000

/** None of the instances of these is billed, or not for long. */
const passing: ReadonlySet<EndpointStatus> = new Set(['Creating', 'Deleting'])

/** Throws AWS's errors of the two lists, without which there is nothing to show. */
export async function readDashboard(clients: AwsClients, target: WiringTarget, now: number): Promise<RegionDashboard> {
  const [endpoints, apis] = await Promise.all([listAll(clients), listManagedApis(clients, target)])
  const lasting = endpoints.filter(({ status }) => !passing.has(status)).map(({ name }) => name)
  const [traffic, { running, unread }] = await Promise.all([
    attempt(() => trafficOf(clients, apis, now)),
    readRunning(clients, target.region, lasting.slice(0, mostDescribed), now),
  ])
  const urls = traffic.ok ? traffic.value : apis.map(bare)
  const priced = running.filter(({ month }) => month !== undefined)
  return {
    endpoints: countsOf(endpoints),
    urls: urls.sort((a, b) => total(b) - total(a) || (a.endpointName < b.endpointName ? -1 : 1)),
    month:
      priced.length > 0
        ? {
            amount: priced.reduce((sum, { month }) => sum + (month?.amount ?? 0), 0),
            currency: priced[0]?.month?.currency ?? 'USD',
            priced: priced.length,
            of: running.length + Math.max(0, lasting.length - mostDescribed),
          }
        : undefined,
    attention: attentionOf({ endpoints, urls, running }),
    unread: { ...unread, ...(traffic.ok ? {} : { traffic: traffic.error }) },
    readAt: new Date(now).toISOString(),
  }
}

const total = ({ requests = [] }: UrlTraffic): number => requests.reduce((sum, value) => sum + value, 0)

async function listAll({ sagemaker }: AwsClients): Promise<Facts['endpoints']> {
  const endpoints: Facts['endpoints'] = []
  for await (const page of paginateListEndpoints({ client: sagemaker, pageSize: 100 }, {})) {
    for (const { EndpointName = '', EndpointStatus: status } of page.Endpoints ?? [])
      endpoints.push({ name: EndpointName, status: status as EndpointStatus })
    if (endpoints.length >= mostEndpoints) break
  }
  return endpoints
}

function countsOf(endpoints: Facts['endpoints']): RegionDashboard['endpoints'] {
  const statuses = [...new Set(endpoints.map(({ status }) => status))]
  return statuses
    .map((status) => ({ status, count: endpoints.filter((one) => one.status === status).length }))
    .sort((a, b) => b.count - a.count)
}

const bare = ({ endpointName, finished, live }: ManagedApi): UrlTraffic => ({
  endpointName,
  state: finished ? 'live' : 'incomplete',
  ...(live ? { live } : {}),
})

/** The last day by the hour, three metrics an API and as many of own calls, 500 a call. */
async function trafficOf({ cloudWatch }: AwsClients, apis: ManagedApi[], now: number): Promise<UrlTraffic[]> {
  const span = spanOf({ seconds: 86_400, periodSeconds: 3_600 }, now)
  const names = [
    ['Count', 'requests'],
    ['4XXError', 'refused'],
    ['5XXError', 'failed'],
  ] as const
  const queries = apis.flatMap(({ name: ApiName, restApiId, stage }, index) =>
    stage === undefined
      ? []
      : names.flatMap(([name, own], kind): MetricDataQuery[] => [
          {
            id: `q${index}k${kind}`,
            namespace: 'AWS/ApiGateway',
            name,
            dimensions: { ApiName, Stage: stage },
            stat: 'Sum',
          },
          ...ownQueries(`own${index}k${kind}`, own, { api: { id: restApiId, stage } }),
        ]),
  )
  const values = await readMetricData(cloudWatch, queries, span)
  const sum = (id: string) => [...(values.get(id)?.values() ?? [])].reduce((all, value) => all + value, 0)
  const times = timesOf(span)
  return apis.map((api, index) => ({
    ...bare(api),
    requests: times.map((time) =>
      withoutOwn(values.get(`q${index}k0`)?.get(time) ?? 0, values.get(`own${index}k0`)?.get(time)),
    ),
    refused: withoutOwn(sum(`q${index}k1`), sum(`own${index}k1`)),
    failed: withoutOwn(sum(`q${index}k2`), sum(`own${index}k2`)),
  }))
}

interface Reading {
  running: Facts['running']
  unread: Unread
}

/** Reads the endpoints that are billed by the hour, whatever their status is, with price and calls. */
async function readRunning(clients: AwsClients, region: string, names: string[], now: number): Promise<Reading> {
  const read: Result<EndpointDetail>[] = []
  for (let from = 0; from < names.length; from += atOnce) {
    const some = names.slice(from, from + atOnce)
    read.push(
      ...(await Promise.all(some.map((name) => attempt(() => describeEndpoint(clients, name, { models: false }))))),
    )
  }
  const refused = read.map((one) => (one.ok ? one.value.unread.config : one.error)).find(Boolean)
  const byTheHour = read
    .flatMap((one) => (one.ok ? [one.value] : []))
    .filter(({ variants }) => variants.map(pricedVariant).some(isBilledByTheHour))
  const variants = byTheHour.flatMap((one) => one.variants)
  const [calls, prices] = await Promise.all([
    attempt(() => callsOf(clients, byTheHour, now)),
    attempt(() => variantPrices(clients, region, variants)),
  ])
  const running = byTheHour.map(({ name, variants, createdAt }) => {
    const hour = prices.ok ? hourOf(variants.map(pricedVariant), prices.value) : undefined
    const currency = prices.ok ? prices.value.currency : 'USD'
    const series = calls.ok && { createdAt, calls: calls.value.of[name] ?? [], start: calls.value.start, now }
    return {
      name,
      month: hour === undefined ? undefined : { amount: hour * hoursAMonth, currency },
      idle: series ? idleOf(series) : undefined,
    }
  })
  return {
    running,
    unread: {
      ...(refused ? { instances: refused } : {}),
      ...(calls.ok ? {} : { calls: calls.error }),
      ...(prices.ok ? {} : { prices: prices.error }),
    },
  }
}

/** By the UTC day. */
async function callsOf(clients: AwsClients, details: EndpointDetail[], now: number) {
  const span = spanOf({ seconds: 31 * 86_400, periodSeconds: 86_400 }, now)
  const endpoints = details.map(({ name, variants }) => ({ name, variants: variants.map((variant) => variant.name) }))
  return { of: await readCalls(clients, endpoints, span), start: span.start }
}

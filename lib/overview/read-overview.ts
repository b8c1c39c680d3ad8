/**
 * Reads a region: endpoints, public URLs, their traffic, what runs and what that costs. What one service refuses is told,
 * and the rest is shown.
 */
import { paginateListEndpoints } from '@aws-sdk/client-sagemaker'
import { attempt } from '../attempt'
import type { AwsClients } from '../aws/create-clients'
import { type MetricDataQuery, readMetricData } from '../aws/metric-data'
import { readPrices } from '../aws/price-list'
import { hoursAMonth } from '../cost/cost-of'
import { describeEndpoint } from '../endpoints/describe'
import type { EndpointDetail, EndpointStatus } from '../endpoints/types'
import { spanOf, timesOf } from '../metrics/ranges'
import { listManagedApis, type ManagedApi } from '../wiring/list-managed'
import type { WiringTarget } from '../wiring/spec'
import { attentionOf, type Facts } from './attention'
import type { RegionOverview, UrlTraffic } from './types'

/** Each costs up to three reads at first, so a region with more is priced in part. */
const mostDescribed = 40
const atOnce = 5
const mostEndpoints = 1_000

/** Throws AWS's errors of the two lists, without which there is nothing to show. */
export async function readOverview(clients: AwsClients, target: WiringTarget, now: number): Promise<RegionOverview> {
  const [endpoints, apis] = await Promise.all([listAll(clients), listManagedApis(clients, target)])
  const serving = endpoints.filter(({ status }) => status === 'InService' || status === 'Updating')
  const [traffic, running] = await Promise.all([
    attempt(() => trafficOf(clients, apis, now)),
    attempt(() => runningOf(clients, target.region, serving.map(({ name }) => name).slice(0, mostDescribed), now)),
  ])
  const urls = traffic.ok ? traffic.value : apis.map(bare)
  const priced = running.ok ? running.value.filter(({ month }) => month !== undefined) : []
  return {
    endpoints: countsOf(endpoints),
    urls: urls.sort((a, b) => total(b) - total(a) || (a.endpointName < b.endpointName ? -1 : 1)),
    month:
      priced.length > 0
        ? { usd: priced.reduce((sum, { month = 0 }) => sum + month, 0), priced: priced.length, of: serving.length }
        : undefined,
    attention: attentionOf({ endpoints, urls, running: running.ok ? running.value : [], now }),
    unread: [
      ...(traffic.ok ? [] : [`Traffic: ${traffic.error.message}`]),
      ...(running.ok ? [] : [`Cost: ${running.error.message}`]),
    ],
    readAt: new Date(now).toISOString(),
  }
}

const total = ({ requests = [] }: UrlTraffic): number => requests.reduce((sum, value) => sum + value, 0)

async function listAll({ sagemaker }: AwsClients): Promise<Facts['endpoints']> {
  const endpoints: Facts['endpoints'] = []
  for await (const page of paginateListEndpoints({ client: sagemaker, pageSize: 100 }, {})) {
    for (const { EndpointName = '', EndpointStatus: status, CreationTime } of page.Endpoints ?? []) {
      const createdAt = (CreationTime ?? new Date(0)).toISOString()
      endpoints.push({ name: EndpointName, status: status as EndpointStatus, createdAt })
    }
    if (endpoints.length >= mostEndpoints) break
  }
  return endpoints
}

function countsOf(endpoints: Facts['endpoints']): RegionOverview['endpoints'] {
  const statuses = [...new Set(endpoints.map(({ status }) => status))]
  return statuses
    .map((status) => ({ status, count: endpoints.filter((one) => one.status === status).length }))
    .sort((a, b) => b.count - a.count)
}

const bare = ({ endpointName, finished }: ManagedApi): UrlTraffic => ({
  endpointName,
  state: finished ? 'live' : 'incomplete',
})

/** The last day by the hour, three metrics an API, 500 a call. */
async function trafficOf({ cloudWatch }: AwsClients, apis: ManagedApi[], now: number): Promise<UrlTraffic[]> {
  const span = spanOf({ seconds: 86_400, periodSeconds: 3_600 }, now)
  const names = ['Count', '4XXError', '5XXError']
  const queries = apis.flatMap(({ name: ApiName, stage }, index) =>
    stage === undefined
      ? []
      : names.map(
          (name, kind): MetricDataQuery => ({
            id: `q${index}k${kind}`,
            namespace: 'AWS/ApiGateway',
            name,
            dimensions: { ApiName, Stage: stage },
            stat: 'Sum',
          }),
        ),
  )
  const values = new Map<string, Map<number, number>>()
  for (let from = 0; from < queries.length; from += 498) {
    for (const [id, known] of await readMetricData(cloudWatch, queries.slice(from, from + 498), span))
      values.set(id, known)
  }
  const sum = (id: string) => [...(values.get(id)?.values() ?? [])].reduce((all, value) => all + value, 0)
  const times = timesOf(span)
  return apis.map((api, index) => ({
    ...bare(api),
    requests: times.map((time) => values.get(`q${index}k0`)?.get(time) ?? 0),
    refused: sum(`q${index}k1`),
    failed: sum(`q${index}k2`),
  }))
}

/** Those that are paid for by the hour. */
async function runningOf(clients: AwsClients, region: string, names: string[], now: number): Promise<Facts['running']> {
  const details: EndpointDetail[] = []
  for (let from = 0; from < names.length; from += atOnce) {
    const some = await Promise.allSettled(
      names.slice(from, from + atOnce).map((name) => describeEndpoint(clients, name)),
    )
    details.push(...some.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])))
  }
  const byTheHour = details.filter(({ variants }) => variants.some(({ instanceType }) => instanceType))
  const [calls, prices] = await Promise.all([
    callsOf(clients, byTheHour, now),
    hourlyPrices(clients, region, byTheHour),
  ])
  return byTheHour.map(({ name, variants }) => {
    const each = variants.map(({ instanceType = '', currentInstanceCount = 0 }) => {
      const price = prices[instanceType]
      return price === undefined ? undefined : price * currentInstanceCount * hoursAMonth
    })
    const month = each.reduce<number | undefined>(
      (sum, one) => (sum === undefined || one === undefined ? undefined : sum + one),
      0,
    )
    return { name, month, calls: calls[name] ?? [] }
  })
}

async function callsOf(
  { cloudWatch }: AwsClients,
  details: EndpointDetail[],
  now: number,
): Promise<Record<string, number[]>> {
  const span = spanOf({ seconds: 30 * 86_400, periodSeconds: 86_400 }, now)
  const asked = details.flatMap(({ name, variants }) => variants.map((variant) => ({ name, variant: variant.name })))
  const queries = asked.map(
    ({ name, variant }, index): MetricDataQuery => ({
      id: `q${index}`,
      namespace: 'AWS/SageMaker',
      name: 'Invocations',
      dimensions: { EndpointName: name, VariantName: variant },
      stat: 'Sum',
    }),
  )
  const values = await readMetricData(cloudWatch, queries.slice(0, 500), span)
  const times = timesOf(span)
  const ofOne = (name: string) => asked.flatMap((one, index) => (one.name === name ? [values.get(`q${index}`)] : []))
  return Object.fromEntries(
    details.map(({ name }) => [
      name,
      times.map((time) => ofOne(name).reduce((sum, known) => sum + (known?.get(time) ?? 0), 0)),
    ]),
  )
}

async function hourlyPrices(
  { pricing }: AwsClients,
  regionCode: string,
  details: EndpointDetail[],
): Promise<Record<string, number | undefined>> {
  const types = [
    ...new Set(details.flatMap(({ variants }) => variants.flatMap(({ instanceType }) => instanceType ?? []))),
  ]
  const prices = await Promise.all(
    types.map((instanceName) =>
      readPrices(pricing, 'AmazonSageMaker', { regionCode, instanceName, component: 'Hosting' }),
    ),
  )
  return Object.fromEntries(types.map((type, index) => [type, prices[index]?.[0]?.tiers[0]?.usd]))
}

/** Prices from AWS's list and traffic from CloudWatch, as costs. */
import type { AwsClients } from '../aws/client/create-clients'
import { type MetricDataQuery, readMetricData } from '../aws/metric-data'
import type { EndpointDetail } from '../endpoints/types'
import { ownQueries, withoutOwn } from '../own-calls/metrics'
import { type Cost, costOf, type Prices, type Traffic } from './cost-of'
import { idleOf } from './idle'
import { alarmPrice, cacheHours, callPrices } from './read-wiring-prices'
import { pricedVariant, variantPrices } from './variant-prices'

export interface CostReading {
  cost: Cost
  traffic: Traffic
}

interface CostQuery {
  region: string
  endpoint: Pick<EndpointDetail, 'name' | 'variants' | 'createdAt'>
  /** Absent without a public API. */
  url?: {
    function?: { name: string; memoryMb: number }
    cacheGb?: string
    /** How many alarms are on its stage. */
    alarms?: number
    /** An address answers it, and not the endpoint. */
    elsewhere?: boolean
    restApiId?: string
    apiName: string
    stage: string
  }
}

/** Throws AWS's errors. */
export async function readCost(
  clients: Pick<AwsClients, 'pricing' | 'cloudWatch'>,
  { region, endpoint, url }: CostQuery,
  now: number,
): Promise<CostReading> {
  const [prices, traffic] = await Promise.all([
    pricesOf(clients, region, endpoint, url),
    trafficOf(clients, endpoint, url, now),
  ])
  return {
    cost: costOf(
      {
        variants: endpoint.variants.map(pricedVariant),
        url: url && {
          lambdaMb: url.function?.memoryMb,
          cached: url.cacheGb !== undefined,
          elsewhere: url.elsewhere,
          alarms: url.alarms,
        },
      },
      prices,
      traffic,
    ),
    traffic,
  }
}

async function pricesOf(
  { pricing }: Pick<AwsClients, 'pricing'>,
  regionCode: string,
  { variants }: CostQuery['endpoint'],
  { cacheGb, alarms }: Pick<NonNullable<CostQuery['url']>, 'cacheGb' | 'alarms'> = {},
): Promise<Prices> {
  const [ofVariants, ofCalls, cacheHour, alarmMonth] = await Promise.all([
    variantPrices({ pricing }, regionCode, variants, { comparing: true }),
    callPrices(pricing, regionCode),
    cacheGb === undefined ? undefined : cacheHours(pricing, regionCode),
    alarms ? alarmPrice(pricing, regionCode) : undefined,
  ])
  return { ...ofVariants, ...ofCalls, cacheHour: cacheHour?.[cacheGb ?? ''], alarmMonth }
}

const functionQueries = (FunctionName: string): MetricDataQuery[] => [
  { id: 'runs', namespace: 'AWS/Lambda', name: 'Invocations', stat: 'Sum', dimensions: { FunctionName } },
  { id: 'ms', namespace: 'AWS/Lambda', name: 'Duration', stat: 'Sum', dimensions: { FunctionName } },
  ...ownQueries('ownRuns', 'runs', { functionName: FunctionName }),
]

const days = 30
const dayMs = 86_400_000
/** An hour: what a few minutes would say of a month is noise. */
const shortestDays = 1 / 24

/** Reads traffic by the UTC day in one call; the day before the 30 shows how long nobody called. */
async function trafficOf(
  { cloudWatch }: Pick<AwsClients, 'cloudWatch'>,
  { name, variants, createdAt }: CostQuery['endpoint'],
  url: CostQuery['url'],
  now: number,
): Promise<Traffic> {
  const end = (Math.floor(now / dayMs) + 1) * dayMs
  const ofModel = variants.flatMap((variant, index): MetricDataQuery[] => {
    const dimensions = { EndpointName: name, VariantName: variant.name }
    const of = { namespace: 'AWS/SageMaker', dimensions }
    return [
      { ...of, id: `calls${index}`, name: 'Invocations', stat: 'Sum' },
      { ...of, id: `us${index}`, name: 'ModelLatency', stat: 'Sum' },
    ]
  })
  const ofUrl: MetricDataQuery[] = url
    ? [
        {
          id: 'requests',
          namespace: 'AWS/ApiGateway',
          name: 'Count',
          stat: 'Sum',
          dimensions: { ApiName: url.apiName, Stage: url.stage },
        },
        ...(url.function ? functionQueries(url.function.name) : []),
        ...(url.restApiId
          ? ownQueries('ownRequests', 'requests', { api: { id: url.restApiId, stage: url.stage } })
          : []),
      ]
    : []
  const start = end - (days + 1) * dayMs
  const values = await readMetricData(
    cloudWatch,
    [...ofModel, ...ownQueries('own', 'predictions', { endpointName: name }), ...ofUrl],
    {
      start,
      end,
      periodSeconds: dayMs / 1000,
    },
  )
  const created = Date.parse(createdAt)
  // CloudWatch keeps the values of an earlier endpoint of the same name: those before the day of its creation are not its.
  const from = Math.max(end - days * dayMs, Math.floor(created / dayMs) * dayMs)
  const sum = (id: string) =>
    [...(values.get(id) ?? [])].reduce((total, [at, value]) => (at < from ? total : total + value), 0)
  const over = (ids: string[]) => ids.reduce((total, id) => total + sum(id), 0)
  const ofCalls = variants.map((_, index) => `calls${index}`)
  const invocations = over(ofCalls)
  const ownPredictions = Math.min(invocations, sum('own'))
  const calls = Array.from({ length: days + 1 }, (_, day) => {
    const at = start + day * dayMs
    const all = ofCalls.reduce((total, id) => total + (values.get(id)?.get(at) ?? 0), 0)
    return withoutOwn(all, values.get('own')?.get(at))
  })
  const runs = sum('runs')
  const ownRuns = Math.min(runs, sum('ownRuns'))
  return {
    days: Math.max(shortestDays, (now - Math.max(from, created)) / dayMs),
    predictions: invocations - ownPredictions,
    ownPredictions,
    requests: withoutOwn(sum('requests'), sum('ownRequests')),
    ownRuns,
    modelMs:
      invocations > ownPredictions ? over(variants.map((_, index) => `us${index}`)) / invocations / 1000 : undefined,
    lambdaMs: runs > ownRuns ? sum('ms') / runs : undefined,
    idle: idleOf({ createdAt, calls, start, now }),
  }
}

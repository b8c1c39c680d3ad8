/** Prices from AWS's list and traffic from CloudWatch, as costs. */
import type { AwsClients } from '../aws/create-clients'
import { type MetricDataQuery, readMetricData } from '../aws/metric-data'
import { type Price, readPrices } from '../aws/price-list'
import type { EndpointDetail } from '../endpoints/types'
import { type Cost, costOf, type Prices, type Traffic } from './cost-of'
import { idleOf } from './idle'
import { instancePrices, pricedVariant } from './variant-prices'

export interface CostReading {
  cost: Cost
  traffic: Traffic
}

interface Asked {
  region: string
  endpoint: Pick<EndpointDetail, 'name' | 'variants' | 'createdAt'>
  /** Absent without a public URL. */
  url?: {
    function?: { name: string; memoryMb: number }
    cacheGb?: string
    /** An address answers it, and not the endpoint. */
    elsewhere?: boolean
    apiName: string
    stage: string
  }
}

/** Throws AWS's errors. */
export async function readCost(
  clients: Pick<AwsClients, 'pricing' | 'cloudWatch'>,
  { region, endpoint, url }: Asked,
  now: number,
): Promise<CostReading> {
  const [prices, traffic] = await Promise.all([
    pricesOf(clients, region, endpoint, url?.cacheGb),
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
        },
      },
      prices,
      traffic,
    ),
    traffic,
  }
}

const first = (price: Price | undefined): number | undefined => price?.tiers[0]?.usd

async function pricesOf(
  { pricing }: Pick<AwsClients, 'pricing'>,
  regionCode: string,
  { variants }: Asked['endpoint'],
  cacheGb: string | undefined,
): Promise<Prices> {
  const [instanceHour, serverless, requests, duration, gateway, cache] = await Promise.all([
    instancePrices({ pricing }, regionCode, variants),
    readPrices(pricing, 'AmazonSageMaker', { regionCode, productFamily: 'ML Serverless' }),
    readPrices(pricing, 'AWSLambda', { regionCode, group: 'AWS-Lambda-Requests' }),
    readPrices(pricing, 'AWSLambda', { regionCode, group: 'AWS-Lambda-Duration' }),
    readPrices(pricing, 'AmazonApiGateway', { regionCode, productFamily: 'API Calls', operation: 'ApiGatewayRequest' }),
    cacheGb === undefined
      ? []
      : readPrices(pricing, 'AmazonApiGateway', {
          regionCode,
          productFamily: 'Amazon API Gateway Cache',
          cacheMemorySizeGb: cacheGb,
        }),
  ])
  return {
    instanceHour,
    serverlessSecond: Object.fromEntries(
      serverless.flatMap((price) => {
        const gb = price.attributes.usagetype?.match(/ServerlessInf:Mem-(\d+)GB$/)?.[1]
        const usd = first(price)
        return gb && usd !== undefined ? [[Number(gb), usd]] : []
      }),
    ),
    lambdaRequest: first(requests[0]),
    lambdaGbSecond: first(duration[0]),
    gatewayRequest: first(gateway[0]),
    cacheHour: first(cache[0]),
  }
}

const functionQueries = (FunctionName: string): MetricDataQuery[] => [
  { id: 'runs', namespace: 'AWS/Lambda', name: 'Invocations', stat: 'Sum', dimensions: { FunctionName } },
  { id: 'ms', namespace: 'AWS/Lambda', name: 'Duration', stat: 'Sum', dimensions: { FunctionName } },
]

const days = 30
const dayMs = 86_400_000
/** An hour: what a few minutes would say of a month is noise. */
const shortestDays = 1 / 24

/** Reads traffic by the UTC day in one call; the day before the 30 is for telling how long nobody called. */
async function trafficOf(
  { cloudWatch }: Pick<AwsClients, 'cloudWatch'>,
  { name, variants, createdAt }: Asked['endpoint'],
  url: Asked['url'],
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
      ]
    : []
  const start = end - (days + 1) * dayMs
  const values = await readMetricData(cloudWatch, [...ofModel, ...ofUrl], {
    start,
    end,
    periodSeconds: dayMs / 1000,
  })
  const from = end - days * dayMs
  const sum = (id: string) =>
    [...(values.get(id) ?? [])].reduce((total, [at, value]) => (at < from ? total : total + value), 0)
  const over = (ids: string[]) => ids.reduce((total, id) => total + sum(id), 0)
  const ofCalls = variants.map((_, index) => `calls${index}`)
  const predictions = over(ofCalls)
  const calls = Array.from({ length: days + 1 }, (_, day) =>
    ofCalls.reduce((total, id) => total + (values.get(id)?.get(start + day * dayMs) ?? 0), 0),
  )
  const runs = sum('runs')
  return {
    days: Math.max(shortestDays, (now - Math.max(from, Date.parse(createdAt))) / dayMs),
    predictions,
    requests: sum('requests'),
    modelMs: predictions > 0 ? over(variants.map((_, index) => `us${index}`)) / predictions / 1000 : undefined,
    lambdaMs: runs > 0 ? sum('ms') / runs : undefined,
    idle: idleOf({ createdAt, calls, start, now }),
  }
}

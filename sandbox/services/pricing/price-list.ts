/**
 * The price list of this sandbox, in the form of AWS's: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html
 * Three regions are in it, one of them of China, whose list is another one and in its own currency; like AWS's own list it
 * has no price for what is not offered.
 */
import { createHash } from 'node:crypto'

export interface Product {
  serviceCode: string
  productFamily: string
  attributes: Record<string, string>
  unit: string
  /** In the list's currency, from so many units on. */
  tiers: [from: number, amount: number][]
}

const prefixes: Record<string, string> = { 'us-east-1': 'USE1', 'eu-central-1': 'EUC1', 'cn-north-1': 'CNN1' }
/** What a region costs more than the first. */
const factors: Record<string, number> = { 'us-east-1': 1, 'eu-central-1': 1.2, 'cn-north-1': 7 }

const hostingHours: Record<string, number> = {
  'ml.t2.medium': 0.056,
  'ml.m5.large': 0.115,
  'ml.m5.xlarge': 0.23,
  'ml.c5.large': 0.102,
  'ml.c5.xlarge': 0.204,
  'ml.g4dn.xlarge': 0.7364,
  'ml.g5.xlarge': 1.408,
}

/** https://aws.amazon.com/api-gateway/pricing/ */
const cacheHours: Record<string, number> = {
  '0.5': 0.02,
  '1.6': 0.038,
  '6.1': 0.2,
  '13.5': 0.25,
  '28.4': 0.5,
  '58.2': 1,
  '118': 1.9,
  '237': 3.8,
}

const serverlessSeconds = Object.fromEntries([1, 2, 3, 4, 5, 6].map((gb) => [gb, gb * 0.00002]))

function productsOf(regionCode: string): Product[] {
  const prefix = prefixes[regionCode] ?? ''
  const factor = factors[regionCode] ?? 1
  const usd = (price: number) => Number((price * factor).toPrecision(6))
  const ml = { serviceCode: 'AmazonSageMaker' }
  return [
    ...Object.entries(hostingHours).flatMap(([instanceName, price]) =>
      ['Hosting', 'Training'].map((kind) => ({
        ...ml,
        productFamily: 'ML Instance',
        attributes: {
          regionCode,
          instanceName,
          instanceType: `${instanceName}-${kind}`,
          component: kind,
          platoinstancetype: kind,
          usagetype: `${prefix}-${kind === 'Hosting' ? 'Host' : 'Train'}:${instanceName}`,
        },
        unit: 'Hrs',
        tiers: [[0, usd(price)]] as Product['tiers'],
      })),
    ),
    ...Object.entries(serverlessSeconds).map(([gb, price]) => ({
      ...ml,
      productFamily: 'ML Serverless',
      attributes: { regionCode, group: 'ServerlessInf', usagetype: `${prefix}-ServerlessInf:Mem-${gb}GB` },
      unit: 'seconds',
      // The first is the free tier.
      tiers: [
        [0, 0],
        [150_000, usd(price)],
      ] as Product['tiers'],
    })),
    ...Object.entries(serverlessSeconds).flatMap(([gb, price]) =>
      (
        [
          ['Usage', 0.21],
          ['Duration', 0.48],
        ] as const
      ).map(([kind, part]) => ({
        ...ml,
        productFamily: 'ML Serverless',
        attributes: {
          regionCode,
          group: `ServerlessProvisionedConcurrency-${kind}`,
          usagetype: `${prefix}-ProvisionedConcurrency:${kind === 'Usage' ? 'Usage' : 'Mem'}-${gb}GB`,
        },
        unit: 'seconds',
        tiers: [[0, usd(price * part)]] as Product['tiers'],
      })),
    ),
    {
      serviceCode: 'AWSLambda',
      productFamily: 'Serverless',
      attributes: { regionCode, group: 'AWS-Lambda-Requests', usagetype: `${prefix}-Request` },
      unit: 'Requests',
      tiers: [[0, usd(0.0000002)]],
    },
    {
      serviceCode: 'AWSLambda',
      productFamily: 'Serverless',
      attributes: { regionCode, group: 'AWS-Lambda-Duration', usagetype: `${prefix}-Lambda-GB-Second` },
      unit: 'Lambda-GB-Second',
      tiers: [
        [0, usd(0.0000166667)],
        [6_000_000_000, usd(0.000015)],
        [15_000_000_000, usd(0.0000133334)],
      ],
    },
    ...Object.entries(cacheHours).map(([gb, price]) => ({
      serviceCode: 'AmazonApiGateway',
      productFamily: 'Amazon API Gateway Cache',
      attributes: { regionCode, cacheMemorySizeGb: gb, usagetype: `${prefix}-ApiGatewayCacheUsage:${gb}GB` },
      unit: 'Hrs',
      tiers: [[0, usd(price)]] as Product['tiers'],
    })),
    // https://aws.amazon.com/cloudwatch/pricing/
    ...Object.entries({ Standard: 'CW:AlarmMonitorUsage', 'High Resolution': 'CW:HighResAlarmMonitorUsage' }).map(
      ([alarmType, usage]) => ({
        serviceCode: 'AmazonCloudWatch',
        productFamily: 'Alarm',
        attributes: { regionCode, alarmType, usagetype: regionCode === 'us-east-1' ? usage : `${prefix}-${usage}` },
        unit: 'Alarms',
        tiers: [[0, usd(alarmType === 'Standard' ? 0.1 : 0.3)]] as Product['tiers'],
      }),
    ),
    {
      serviceCode: 'AmazonApiGateway',
      productFamily: 'API Calls',
      attributes: { regionCode, operation: 'ApiGatewayRequest', usagetype: `${prefix}-ApiGatewayRequest` },
      unit: 'Requests',
      tiers: [
        [0, usd(0.0000035)],
        [333_000_000, usd(0.0000028)],
        [1_000_000_000, usd(0.00000238)],
        [20_000_000_000, usd(0.00000151)],
      ],
    },
  ]
}

const isChinese = (regionCode: string) => regionCode.startsWith('cn-')

/** The list of a partition: China has its own. */
export const priceListOf = (partition: string): Product[] =>
  Object.keys(prefixes)
    .filter((regionCode) => isChinese(regionCode) === (partition === 'aws-cn'))
    .flatMap(productsOf)

/** One product as AWS writes it, as JSON in a string. */
export function written({ serviceCode, productFamily, attributes, unit, tiers }: Product): string {
  const sku = createHash('sha256').update(JSON.stringify(attributes)).digest('hex').slice(0, 16).toUpperCase()
  const term = `${sku}.JRTCKXETXF`
  const priceDimensions = Object.fromEntries(
    tiers.map(([from, amount], index) => {
      const rateCode = `${term}.${index}`
      const end = tiers[index + 1]?.[0]
      const pricePerUnit = { [isChinese(attributes.regionCode ?? '') ? 'CNY' : 'USD']: amount.toFixed(10) }
      return [
        rateCode,
        {
          unit,
          rateCode,
          beginRange: String(from),
          endRange: end === undefined ? 'Inf' : String(end),
          description: `${amount} per ${unit}`,
          appliesTo: [],
          pricePerUnit,
        },
      ]
    }),
  )
  return JSON.stringify({
    product: { productFamily, sku, attributes: { servicecode: serviceCode, ...attributes } },
    serviceCode,
    terms: { OnDemand: { [term]: { priceDimensions, sku, offerTermCode: 'JRTCKXETXF', termAttributes: {} } } },
  })
}

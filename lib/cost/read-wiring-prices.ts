/** Prices of what stands in front of an endpoint, out of AWS's price list. Each is undefined if the list has none. */
import type { AwsClients } from '../aws/client/create-clients'
import { readPrices } from '../aws/price-list'
import { priceListPlace } from '../aws/price-list-place'
import type { WiringPrices } from './wiring-cost'

type Pricing = AwsClients['pricing']

/** A request of a REST API, a request of a function, and its time. */
export async function callPrices(pricing: Pricing, regionCode: string) {
  const [requests, duration, gateway] = await Promise.all([
    readPrices(pricing, 'AWSLambda', { regionCode, group: 'AWS-Lambda-Requests' }),
    readPrices(pricing, 'AWSLambda', { regionCode, group: 'AWS-Lambda-Duration' }),
    readPrices(pricing, 'AmazonApiGateway', { regionCode, productFamily: 'API Calls', operation: 'ApiGatewayRequest' }),
  ])
  return {
    lambdaRequest: requests[0]?.amount,
    lambdaGbSecond: duration[0]?.amount,
    gatewayRequest: gateway[0]?.amount,
  }
}

/** An hour of a stage's cache, by its size in GB. */
export async function cacheHours(pricing: Pricing, regionCode: string): Promise<Record<string, number>> {
  const prices = await readPrices(pricing, 'AmazonApiGateway', {
    regionCode,
    productFamily: 'Amazon API Gateway Cache',
  })
  return Object.fromEntries(
    prices.flatMap(({ attributes, amount }) =>
      amount === undefined ? [] : [[attributes.cacheMemorySizeGb ?? '', amount]],
    ),
  )
}

/**
 * `CW:AlarmMonitorUsage`, in most regions behind the region's own letters. Other alarms, of high resolution or composite, have
 * other names. https://aws.amazon.com/cloudwatch/pricing/
 */
const standardAlarm = /^([A-Z0-9]+-)?CW:AlarmMonitorUsage$/

/** A month of one alarm on one metric. */
export async function alarmPrice(pricing: Pricing, regionCode: string): Promise<number | undefined> {
  const prices = await readPrices(pricing, 'AmazonCloudWatch', { regionCode, productFamily: 'Alarm' })
  return prices.find(({ attributes }) => standardAlarm.test(attributes.usagetype ?? ''))?.amount
}

/** All of them, for a form whose options can change. Throws AWS's errors, and a Refusal where there is no price list. */
export async function readWiringPrices(
  { pricing }: Pick<AwsClients, 'pricing'>,
  regionCode: string,
): Promise<WiringPrices> {
  const [ofCalls, cacheHour, alarmMonth] = await Promise.all([
    callPrices(pricing, regionCode),
    cacheHours(pricing, regionCode),
    alarmPrice(pricing, regionCode),
  ])
  return { currency: priceListPlace(regionCode)?.currency ?? 'USD', ...ofCalls, cacheHour, alarmMonth }
}

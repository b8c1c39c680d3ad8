/** What a public API itself costs, before anybody calls it: what stands in front of the endpoint, by the options. Pure. */
import type { Currency } from '../aws/price-list-place'
import { alarmCount } from '../spec/api-parts/alarms'
import { onlyRoute, type WiringSpec } from '../spec/spec'
import { hoursAMonth } from './cost-of'

/** Each is undefined if the price list has none. */
export interface WiringPrices {
  currency: Currency
  gatewayRequest?: number
  lambdaRequest?: number
  lambdaGbSecond?: number
  /** An hour of the stage's cache, by its size in GB as AWS writes it: `0.5`. */
  cacheHour: Record<string, number>
  /** A month of one alarm on one metric. */
  alarmMonth?: number
}

/** How long the function is reckoned to run for a call: a small model answers in less. */
export const reckonedSeconds = 0.1

export interface WiringCost {
  /** The cost of a month without any call; undefined if a price is missing. */
  month?: number
  perThousand?: number
  /** A function stands behind the gateway, whose time is reckoned. */
  hasFunction: boolean
}

const sum = (parts: (number | undefined)[]): number | undefined =>
  parts.some((part) => part === undefined) ? undefined : parts.reduce<number>((total, part = 0) => total + part, 0)

const times = (price: number | undefined, count: number) => (price === undefined ? undefined : price * count)

/** How long the authorizer of keys is reckoned to run, and its memory: it reads one header. */
const authorizerSeconds = 0.01
const authorizerGb = 128 / 1024

/** A thousand invocations of the authorizer of keys; undefined if a price is missing. */
export const authorizerPerThousand = ({ lambdaRequest, lambdaGbSecond }: WiringPrices): number | undefined =>
  sum([times(lambdaRequest, 1000), times(lambdaGbSecond, authorizerGb * authorizerSeconds * 1000)])

/**
 * An authorizer whose answers are kept runs once a minute for each key of a caller, which is nothing beside the calls: it counts if it runs for
 * each of them. https://aws.amazon.com/api-gateway/pricing/, https://aws.amazon.com/lambda/pricing/,
 * https://aws.amazon.com/cloudwatch/pricing/
 */
export function wiringCost(spec: WiringSpec, prices: WiringPrices): WiringCost {
  const { integration, memoryMb } = onlyRoute(spec)
  const { access, alarms, cache } = spec
  const hasFunction = integration === undefined
  return {
    month: sum([
      ...(alarms ? [times(prices.alarmMonth, alarmCount)] : []),
      ...(cache ? [times(prices.cacheHour[cache.sizeGb], hoursAMonth)] : []),
    ]),
    perThousand: sum([
      times(prices.gatewayRequest, 1000),
      ...(hasFunction
        ? [times(prices.lambdaRequest, 1000), times(prices.lambdaGbSecond, (memoryMb / 1024) * reckonedSeconds * 1000)]
        : []),
      ...(access.kind === 'key' && access.header === 'both' ? [authorizerPerThousand(prices)] : []),
    ]),
    hasFunction,
  }
}

/** What an endpoint and its public API cost, from prices and measured traffic. Pure. */
import type { Currency } from '../aws/price-list-place'
import type { Idle } from './idle'

export interface Prices {
  /** The currency of every amount here and of every cost made from it. */
  currency: Currency
  /** An instance hour, by instance type. */
  instanceHour: Record<string, number>
  /** A second of a serverless endpoint, by GB of memory. */
  serverlessSecond: Record<number, number>
  /** A second of one unit of provisioned concurrency, called or not, by GB of memory. */
  provisionedSecond: Record<number, number>
  /** A second of a call that provisioned concurrency answers, by GB of memory. */
  provisionedCallSecond: Record<number, number>
  gatewayRequest?: number
  lambdaRequest?: number
  lambdaGbSecond?: number
  /** An hour of the stage's cache, where it has one. */
  cacheHour?: number
  /** A month of one alarm on one metric, where it has alarms. */
  alarmMonth?: number
}

/** The period: the last 30 days, or the endpoint's whole life if that is shorter. */
export interface Traffic {
  /** How long it was measured, fractions of a day included: a young endpoint's calls are not spread over a month. */
  days: number
  /** Calls of the endpoint, but for the console's own. */
  predictions: number
  /** Calls of the public API, but for the console's own. */
  requests: number
  /** The console's own calls of the endpoint, which are taken off. */
  ownPredictions: number
  /** The console's own calls of the function, which the mean below has in it. */
  ownRuns: number
  /** Means, ms, in which the console's own calls are too, as CloudWatch cannot separate them; absent where nobody else called. */
  modelMs?: number
  lambdaMs?: number
  /** Absent if somebody called lately. */
  idle?: Idle
}

export interface PricedVariant {
  instanceType?: string
  /** How many run now; AWS bills these alone. */
  instanceCount: number
  /** How many the configuration requests. */
  desiredCount?: number
  serverlessGb?: number
  /** What a serverless variant keeps warm now. */
  provisionedConcurrency?: number
}

export interface Subject {
  variants: PricedVariant[]
  /** Absent without a public API; the function's memory, where one stands behind it; `elsewhere`: an address answers it. */
  url?: { lambdaMb?: number; cached?: boolean; elsewhere?: boolean; alarms?: number }
}

export interface Cost {
  currency: Currency
  /** The cost of what runs or is kept warm now, called or not; absent if a price is missing. */
  hour?: number
  month?: number
  /** An hour as the configuration requests it, if no instance runs: of an endpoint that is Creating or Failed. */
  hourAsConfigured?: number
  /** For a serverless endpoint: a thousand predictions at the measured time. */
  serverlessPerThousand?: number
  gatewayPerThousand?: number
  lambdaPerThousand?: number
  /** The cost of the stage's cache, called or not. */
  cacheMonth?: number
  /** The cost of the alarms on the stage; absent without any, and if the price is missing. */
  alarmsMonth?: number
  /** All together, at the traffic measured; absent too where the URL's calls are no predictions of the endpoint. */
  perPrediction?: number
  /** What a serverless endpoint would cost a month at this traffic, where one could do. */
  asServerless?: { gb: number; month: number }
  /** What the price list has no price for. */
  missing: string[]
}

/** AWS's own month. https://aws.amazon.com/calculator */
export const hoursAMonth = 730
const daysAMonth = hoursAMonth / 24
/** The memory that is reckoned with: the middle of the sizes that serverless endpoints have. */
const reckonedGb = 4

/** Serverless endpoints have no GPU. https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html */
const hasAccelerator = (instanceType: string | undefined): boolean => /^ml\.(g|p|inf|trn)\d/.test(instanceType ?? '')

export function costOf({ variants, url }: Subject, prices: Prices, traffic: Traffic): Cost {
  const instances = variants.filter(({ instanceType }) => instanceType !== undefined)
  const missing = [...new Set(variants.flatMap((one) => missingOf(one, prices)))]
  const hour = hourOf(variants, prices)
  const stopped = instances.length > 0 && instances.every(({ instanceCount }) => instanceCount === 0)
  const asConfigured = variants.map((one) => ({ ...one, instanceCount: one.desiredCount ?? 0 }))
  const serverless = variants.find(({ serverlessGb }) => serverlessGb !== undefined)
  const seconds = traffic.modelMs === undefined ? undefined : traffic.modelMs / 1000
  const serverlessPerThousand =
    serverless === undefined ? undefined : times(callSecondOf(serverless, prices), seconds, 1000)
  const lambdaMb = url?.lambdaMb
  const gatewayPerThousand = url && times(prices.gatewayRequest, 1000)
  const lambdaPerThousand =
    lambdaMb === undefined ||
    prices.lambdaRequest === undefined ||
    prices.lambdaGbSecond === undefined ||
    traffic.lambdaMs === undefined
      ? undefined
      : 1000 * (prices.lambdaRequest + prices.lambdaGbSecond * (lambdaMb / 1024) * (traffic.lambdaMs / 1000))
  const cacheMonth = url?.cached ? times(prices.cacheHour, hoursAMonth) : undefined
  const alarmsMonth = url?.alarms ? times(prices.alarmMonth, url.alarms) : undefined
  const monthly = (count: number) => (count / traffic.days) * daysAMonth
  const month = hour === undefined ? undefined : hour * hoursAMonth
  // With a cache, one prediction answers many calls.
  const calls = url?.cached && traffic.predictions > 0 ? traffic.requests / traffic.predictions : 1
  // What is used has a price or the sum has none. A function that nobody called through the URL has no part in it.
  const perThousand = plus(
    serverless && { cost: serverlessPerThousand },
    url && { cost: times(gatewayPerThousand, calls) },
    lambdaMb !== undefined && traffic.lambdaMs !== undefined && { cost: lambdaPerThousand },
  )
  const always = plus(
    { cost: month },
    url?.cached === true && { cost: cacheMonth },
    Boolean(url?.alarms) && { cost: alarmsMonth },
  )
  const perPrediction =
    traffic.predictions === 0 || url?.elsewhere || always === undefined || perThousand === undefined
      ? undefined
      : always / monthly(traffic.predictions) + perThousand / 1000
  const couldBe =
    instances.length > 0 &&
    traffic.predictions > 0 &&
    !instances.some(({ instanceType }) => hasAccelerator(instanceType))
  const serverlessMonth = couldBe
    ? times(prices.serverlessSecond[reckonedGb], seconds, monthly(traffic.predictions))
    : undefined
  return {
    currency: prices.currency,
    hour,
    month,
    hourAsConfigured: stopped ? hourOf(asConfigured, prices) : undefined,
    serverlessPerThousand,
    gatewayPerThousand,
    lambdaPerThousand,
    cacheMonth,
    alarmsMonth,
    perPrediction,
    asServerless: serverlessMonth === undefined ? undefined : { gb: reckonedGb, month: serverlessMonth },
    missing,
  }
}

const secondsAnHour = 3_600

/** Says whether a variant costs money while nobody calls it: instances that run, or serverless concurrency that is kept warm. */
export const isBilledByTheHour = ({ instanceType, instanceCount, provisionedConcurrency = 0 }: PricedVariant) =>
  instanceType === undefined ? provisionedConcurrency > 0 : instanceCount > 0

type HourPrices = Pick<Prices, 'instanceHour' | 'provisionedSecond'>

/** Undefined if the price list lacks the price. */
function variantHour(variant: PricedVariant, prices: HourPrices): number | undefined {
  const { instanceType, instanceCount, serverlessGb = 0, provisionedConcurrency = 0 } = variant
  if (instanceType !== undefined) return times(prices.instanceHour[instanceType], instanceCount)
  if (provisionedConcurrency === 0) return 0
  // https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html: memory, time provisioned, and concurrency.
  return times(prices.provisionedSecond[serverlessGb], provisionedConcurrency, secondsAnHour)
}

/** Calls beyond the provisioned concurrency cost the on-demand price; they are not counted apart. */
const callSecondOf = ({ serverlessGb = 0, provisionedConcurrency = 0 }: PricedVariant, prices: Prices) =>
  (provisionedConcurrency > 0 ? prices.provisionedCallSecond : prices.serverlessSecond)[serverlessGb]

function missingOf(variant: PricedVariant, prices: Prices): string[] {
  const { instanceType, serverlessGb, provisionedConcurrency = 0 } = variant
  if (instanceType !== undefined) return prices.instanceHour[instanceType] === undefined ? [instanceType] : []
  if (serverlessGb === undefined) return []
  return [
    ...(callSecondOf(variant, prices) === undefined ? [`serverless inference of ${serverlessGb} GB`] : []),
    ...(provisionedConcurrency > 0 && prices.provisionedSecond[serverlessGb] === undefined
      ? [`provisioned concurrency of ${serverlessGb} GB`]
      : []),
  ]
}

/** Adds up what the variants cost an hour, called or not; undefined if the price list lacks a price. */
export const hourOf = (variants: PricedVariant[], prices: HourPrices): number | undefined =>
  plus(...variants.map((one) => ({ cost: variantHour(one, prices) })))

/** Adds the parts that are there; undefined if one of them has no known cost. */
const plus = (...parts: ({ cost: number | undefined } | false | undefined)[]): number | undefined =>
  parts.reduce<number | undefined>(
    (sum, part) => (part ? (sum === undefined || part.cost === undefined ? undefined : sum + part.cost) : sum),
    0,
  )

/** Undefined where a factor is. */
const times = (...factors: (number | undefined)[]): number | undefined =>
  factors.reduce<number | undefined>(
    (product, factor) => (product === undefined || factor === undefined ? undefined : product * factor),
    1,
  )

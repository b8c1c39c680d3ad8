/** What an endpoint and its public URL cost, from prices and measured traffic. Pure; US dollars. */
import type { Idle } from './idle'

export interface Prices {
  /** An instance hour, by instance type. */
  instanceHour: Record<string, number>
  /** A second of a serverless endpoint, by GB of memory. */
  serverlessSecond: Record<number, number>
  gatewayRequest?: number
  lambdaRequest?: number
  lambdaGbSecond?: number
  /** An hour of the stage's cache, where it has one. */
  cacheHour?: number
}

/** Of the last 30 days, or of the endpoint's whole life if that is shorter. */
export interface Traffic {
  /** How long it was measured, fractions of a day included: a young endpoint's calls are not spread over a month. */
  days: number
  /** Calls of the endpoint, whoever made them. */
  predictions: number
  /** Calls of the public URL. */
  requests: number
  /** Means, ms; absent where nobody called. */
  modelMs?: number
  lambdaMs?: number
  /** Absent if somebody called lately. */
  idle?: Idle
}

export interface PricedVariant {
  instanceType?: string
  /** How many run now; AWS bills these alone. */
  instanceCount: number
  /** How many the configuration asks for. */
  desiredCount?: number
  serverlessGb?: number
}

export interface Subject {
  variants: PricedVariant[]
  /** Absent without a public URL; the function's memory, where one stands behind it; `elsewhere`: an address answers it. */
  url?: { lambdaMb?: number; cached?: boolean; elsewhere?: boolean }
}

export interface Cost {
  /** Of the instances that run now, called or not; absent where a price is missing. */
  hour?: number
  month?: number
  /** An hour as the configuration asks for it, if no instance runs: of an endpoint that is Creating or Failed. */
  hourAsConfigured?: number
  /** Of a serverless endpoint: a thousand predictions at the measured time. */
  serverlessPerThousand?: number
  gatewayPerThousand?: number
  lambdaPerThousand?: number
  /** Of the stage's cache, called or not. */
  cacheMonth?: number
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
  const missing = [
    ...new Set(
      instances.flatMap(({ instanceType = '' }) =>
        prices.instanceHour[instanceType] === undefined ? [instanceType] : [],
      ),
    ),
  ]
  const hour = hourOf(variants, prices.instanceHour)
  const stopped = instances.length > 0 && instances.every(({ instanceCount }) => instanceCount === 0)
  const asConfigured = variants.map((one) => ({ ...one, instanceCount: one.desiredCount ?? 0 }))
  const serverless = variants.find(({ serverlessGb }) => serverlessGb !== undefined)?.serverlessGb
  const seconds = traffic.modelMs === undefined ? undefined : traffic.modelMs / 1000
  const serverlessPerThousand =
    serverless === undefined ? undefined : times(prices.serverlessSecond[serverless], seconds, 1000)
  const lambdaMb = url?.lambdaMb
  const gatewayPerThousand = url && times(prices.gatewayRequest, 1000)
  const lambdaPerThousand =
    lambdaMb === undefined || prices.lambdaRequest === undefined || prices.lambdaGbSecond === undefined
      ? undefined
      : 1000 * (prices.lambdaRequest + prices.lambdaGbSecond * (lambdaMb / 1024) * ((traffic.lambdaMs ?? 0) / 1000))
  const cacheMonth = url?.cached ? times(prices.cacheHour, hoursAMonth) : undefined
  const monthly = (count: number) => (count / traffic.days) * daysAMonth
  const month = hour === undefined ? undefined : hour * hoursAMonth
  // Of a cache many calls are answered by one prediction.
  const calls = url?.cached && traffic.predictions > 0 ? traffic.requests / traffic.predictions : 1
  const perThousand = (serverlessPerThousand ?? 0) + (gatewayPerThousand ?? 0) * calls + (lambdaPerThousand ?? 0)
  const perPrediction =
    traffic.predictions === 0 || month === undefined || url?.elsewhere
      ? undefined
      : (month + (cacheMonth ?? 0)) / monthly(traffic.predictions) + perThousand / 1000
  const couldBe =
    instances.length > 0 &&
    traffic.predictions > 0 &&
    !instances.some(({ instanceType }) => hasAccelerator(instanceType))
  const serverlessMonth = couldBe
    ? times(prices.serverlessSecond[reckonedGb], seconds, monthly(traffic.predictions))
    : undefined
  return {
    hour,
    month,
    hourAsConfigured: stopped ? hourOf(asConfigured, prices.instanceHour) : undefined,
    serverlessPerThousand,
    gatewayPerThousand,
    lambdaPerThousand,
    cacheMonth,
    perPrediction,
    asServerless: serverlessMonth === undefined ? undefined : { gb: reckonedGb, month: serverlessMonth },
    missing,
  }
}

/** Adds up what the running instances cost an hour; undefined if the price list lacks one of their types. */
export function hourOf(variants: PricedVariant[], instanceHour: Prices['instanceHour']): number | undefined {
  return variants.reduce<number | undefined>((sum, { instanceType, instanceCount }) => {
    if (instanceType === undefined) return sum
    const price = instanceHour[instanceType]
    return sum === undefined || price === undefined ? undefined : sum + price * instanceCount
  }, 0)
}

/** Undefined where a factor is. */
const times = (...factors: (number | undefined)[]): number | undefined =>
  factors.reduce<number | undefined>(
    (product, factor) => (product === undefined || factor === undefined ? undefined : product * factor),
    1,
  )

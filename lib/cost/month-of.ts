/** What a month costs at the measured traffic, and what it consists of. Pure. */
import { type Cost, hoursAMonth, type Traffic } from './cost-of'

interface MonthPart {
  name: 'Endpoint' | 'Model' | 'Gateway' | 'Function' | 'Cache' | 'Alarms'
  /** In the cost's currency. */
  month: number
}

export interface Month {
  total: number
  /** Those that cost something, in the order of a request's hops. */
  parts: MonthPart[]
}

/** What the endpoint and its public API have. */
export interface CostSubject {
  /** Without one, gateway and function cost nothing. */
  hasUrl: boolean
  /** A variant has no instances. */
  isServerless: boolean
  /** A function stands behind it. */
  hasFunction: boolean
  /** The stage keeps answers. */
  hasCache: boolean
  /** Alarms are set on the stage. */
  hasAlarms: boolean
}

/** Returns undefined if something that is used has no known price: a sum without it would claim too little. */
export function monthOf(cost: Cost, traffic: Traffic, has: CostSubject): Month | undefined {
  const monthly = (count: number, perThousand: number | undefined): number | undefined => {
    if (count === 0) return 0
    return perThousand === undefined ? undefined : ((count / traffic.days) * (hoursAMonth / 24) * perThousand) / 1000
  }
  // A function that nobody called through the URL has no measured time, and costs nothing.
  const runs = traffic.lambdaMs === undefined ? 0 : traffic.requests
  const all: { name: MonthPart['name']; month: number | undefined }[] = [
    { name: 'Endpoint', month: cost.month },
    ...(has.isServerless
      ? [{ name: 'Model' as const, month: monthly(traffic.predictions, cost.serverlessPerThousand) }]
      : []),
    ...(has.hasUrl ? [{ name: 'Gateway' as const, month: monthly(traffic.requests, cost.gatewayPerThousand) }] : []),
    ...(has.hasFunction ? [{ name: 'Function' as const, month: monthly(runs, cost.lambdaPerThousand) }] : []),
    ...(has.hasCache ? [{ name: 'Cache' as const, month: cost.cacheMonth }] : []),
    ...(has.hasAlarms ? [{ name: 'Alarms' as const, month: cost.alarmsMonth }] : []),
  ]
  const parts: MonthPart[] = []
  for (const { name, month } of all) {
    if (month === undefined) return undefined
    if (month > 0) parts.push({ name, month })
  }
  return { total: parts.reduce((sum, { month }) => sum + month, 0), parts }
}

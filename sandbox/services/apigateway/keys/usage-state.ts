/** API keys, usage plans, and what the keys have used of them. */
export interface ApiKey {
  id: string
  value: string
  name?: string
  customerId?: string
  description?: string
  enabled: boolean
  createdDate: number
  lastUpdatedDate: number
  tags: Record<string, string>
}

export interface Throttle {
  rateLimit?: number
  burstLimit?: number
}

export interface Quota {
  limit: number
  offset: number
  period: 'DAY' | 'WEEK' | 'MONTH'
}

export interface ApiStage {
  apiId: string
  stage: string
  /** By path and method: `/iris/GET`. */
  throttle?: Record<string, Throttle>
}

export interface UsagePlan {
  id: string
  name: string
  description?: string
  apiStages: ApiStage[]
  throttle?: Throttle
  quota?: Quota
  tags: Record<string, string>
  /** When each key was added, by the key's id: it opens nothing before its activation. */
  keys: Map<string, number>
  /** Requests by key id and day (`2026-11-25`, UTC). */
  usage: Map<string, Map<string, number>>
}

export interface UsageState {
  apiKeys: Map<string, ApiKey>
  usagePlans: Map<string, UsagePlan>
}

/** `2026-11-25`. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

const dayMs = 86_400_000

/** The first day of the period that a time lies in. */
export function periodStart({ period, offset }: Quota, time: number): number {
  const day = Math.floor(time / dayMs) * dayMs
  if (period === 'DAY') return day
  const date = new Date(day)
  if (period === 'WEEK') return day - ((date.getUTCDay() - offset + 7) % 7) * dayMs
  const begins = (month: number) => Date.UTC(date.getUTCFullYear(), month, 1 + offset)
  const month = date.getUTCMonth()
  return begins(month) <= day ? begins(month) : begins(month - 1)
}

/** What a key used of its plan in the quota's period that a time lies in. */
export function usedInPeriod(plan: UsagePlan, keyId: string, time: number): number {
  if (!plan.quota) return 0
  const from = dayOf(periodStart(plan.quota, time))
  const to = dayOf(time)
  return [...(plan.usage.get(keyId) ?? [])]
    .filter(([day]) => day >= from && day <= to)
    .reduce((sum, [, count]) => sum + count, 0)
}

/** Spans to look at, each with a period that keeps a line under 300 points. Pure. */

export const ranges = [
  { id: '1h', label: '1 h', seconds: 3_600, periodSeconds: 60 },
  { id: '3h', label: '3 h', seconds: 10_800, periodSeconds: 60 },
  { id: '12h', label: '12 h', seconds: 43_200, periodSeconds: 300 },
  { id: '1d', label: '1 day', seconds: 86_400, periodSeconds: 300 },
  { id: '7d', label: '7 days', seconds: 604_800, periodSeconds: 3_600 },
  // CloudWatch keeps one-minute values for 15 days, five-minute values for 63.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
  { id: '30d', label: '30 days', seconds: 2_592_000, periodSeconds: 10_800 },
] as const

export type RangeId = (typeof ranges)[number]['id']

export interface Span {
  /** Epoch ms, on a period's boundary. */
  start: number
  end: number
  periodSeconds: number
}

/** The last hour where the text is no range. */
export const rangeOf = (text: string | undefined) => ranges.find((one) => one.id === text) ?? ranges[0]

/** Whole periods up to now, the running one included. */
export function spanOf({ seconds, periodSeconds }: { seconds: number; periodSeconds: number }, now: number): Span {
  const periodMs = periodSeconds * 1000
  const end = (Math.floor(now / periodMs) + 1) * periodMs
  return { start: end - seconds * 1000, end, periodSeconds }
}

/** The beginning of each period, epoch ms. */
export const timesOf = ({ start, end, periodSeconds }: Span): number[] =>
  Array.from(
    { length: Math.round((end - start) / (periodSeconds * 1000)) },
    (_, index) => start + index * periodSeconds * 1000,
  )

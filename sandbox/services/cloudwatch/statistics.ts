/** Statistics over raw values. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html */

const simple: Record<string, (values: number[]) => number> = {
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  Average: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  Minimum: (values) => values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
  Maximum: (values) => values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
  SampleCount: (values) => values.length,
}

/** `Sum`, `p90`, `p99.9`; undefined for what is no statistic, or none that is known here. */
export function statistic(name: string): ((values: number[]) => number) | undefined {
  if (name in simple) return simple[name]
  const percent = Number(name.match(/^p(\d{1,2}(?:\.\d{1,10})?|100)$/)?.[1] ?? Number.NaN)
  return Number.isNaN(percent) ? undefined : (values) => percentile(values, percent)
}

function percentile(values: number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const rank = (percent / 100) * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(rank)] ?? 0, sorted[Math.ceil(rank)] ?? 0]
  return low + (high - low) * (rank - Math.floor(rank))
}

import { plural, pluralWord } from '@/lib/plural'
import { short } from '@/lib/what-if/format'

export interface SparkProps {
  /** Requests by the hour, the oldest first. */
  values: number[]
}

const width = 48
const height = 18

/** The requests of the last day at a glance: a bar an hour, and how many in all. */
export function Spark({ values }: SparkProps) {
  const total = values.reduce((sum, value) => sum + value, 0)
  const most = Math.max(...values, 1)
  const step = width / values.length
  return (
    <span className="flex items-center gap-1.5" title={`${plural(total, 'request')} in the last 24 hours`}>
      <svg aria-hidden width={width} height={height} className="shrink-0 fill-c1">
        <path d={`M0 ${height - 0.5}h${width}`} className="stroke-line-2" />
        {values.map((value, index) => {
          const tall = value === 0 ? 0 : Math.max(1.5, (value / most) * (height - 2))
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an hour has no identity but its place
            <rect key={index} x={index * step} y={height - 1 - tall} width={Math.max(1, step - 0.5)} height={tall} />
          )
        })}
      </svg>
      <span className="font-mono text-12 text-fg-2">
        {short(total)}
        <span className="sr-only"> {pluralWord(total, 'request')} in the last 24 hours</span>
      </span>
    </span>
  )
}

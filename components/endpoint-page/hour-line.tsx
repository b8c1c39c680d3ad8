const width = 240
const height = 40

/** A line over the hours, with a gap where nothing was measured. The numbers stand beside it. */
export function HourLine({ values, className }: { values: (number | null)[]; className: string }) {
  const most = Math.max(...values.map((value) => value ?? 0), 1)
  const step = width / Math.max(1, values.length - 1)
  const point = (value: number, hour: number) => `${hour * step} ${height - 2 - (value / most) * (height - 6)}`
  const path = values
    .map((value, hour) => {
      if (value === null) return ''
      // A hair to the right, so that a value between two gaps is a dot.
      return values[hour - 1] == null ? `M${point(value, hour)}h0.01` : `L${point(value, hour)}`
    })
    .join('')
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className={`h-10 w-full fill-none ${className}`}
    >
      <path d={`M0 ${height - 0.5}h${width}`} className="stroke-line-2" />
      <path d={path} strokeWidth={1.5} strokeLinecap="round" vectorEffect="non-scaling-stroke" />
    </svg>
  )
}

const width = 240
const height = 40

/** A line over the hours, with a gap where nothing was measured. The numbers stand beside it. */
export function HourLine({ values, className }: { values: (number | null)[]; className: string }) {
  const most = Math.max(...values.map((value) => value ?? 0), 1)
  const step = width / Math.max(1, values.length - 1)
  const point = (value: number, hour: number) => `${hour * step} ${height - 2 - (value / most) * (height - 6)}`
  const path = values
    .map((value, hour) => (value === null ? '' : `${values[hour - 1] == null ? 'M' : 'L'}${point(value, hour)}`))
    .join('')
  // A value between two gaps is no line: it has the shortest line that a round end makes a dot.
  const dots = values
    .map((value, hour) =>
      value === null || values[hour - 1] != null || values[hour + 1] != null
        ? ''
        : `M${Math.min(width - 3, hour * step)} ${point(value, hour).split(' ')[1]}h0.01`,
    )
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
      <path d={dots} strokeWidth={5} strokeLinecap="round" vectorEffect="non-scaling-stroke" />
    </svg>
  )
}

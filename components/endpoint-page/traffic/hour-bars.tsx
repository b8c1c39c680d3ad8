const width = 240
const height = 40

/** A bar for each hour. The numbers stand beside it, so that it is hidden from screen readers. */
export function HourBars({ values, className }: { values: number[]; className: string }) {
  const most = Math.max(...values, 1)
  const step = width / values.length
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className={`h-10 w-full ${className}`}
    >
      <path d={`M0 ${height - 0.5}h${width}`} className="stroke-line-2" />
      {values.map((value, hour) => {
        const tall = value === 0 ? 0 : Math.max(2, (value / most) * (height - 2))
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an hour has no identity but its place
          <rect key={hour} x={hour * step} y={height - 1 - tall} width={step * 0.8} height={tall} />
        )
      })}
    </svg>
  )
}

interface HistogramProps {
  /** Counts in bins of equal width. */
  counts: number[]
  /** 0 to 1: the bars below it are tinted. */
  upTo: number
}

/** Small bars that stand on a slider's track; the number box and the range ends say the same in words. */
export function Histogram({ counts, upTo }: HistogramProps) {
  const most = Math.max(...counts, 1)
  return (
    <svg
      viewBox={`0 0 ${counts.length} 1`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="absolute inset-x-0 bottom-[13px] h-5 w-full"
    >
      {counts.map((count, index) => {
        const height = count === 0 ? 0 : Math.max(0.06, count / most)
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
            key={index}
            x={index + 0.08}
            width={0.84}
            y={1 - height}
            height={height}
            className={(index + 0.5) / counts.length <= upTo ? 'fill-accent-line' : 'fill-line-2'}
          />
        )
      })}
    </svg>
  )
}

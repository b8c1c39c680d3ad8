'use client'

import { useEffect, useRef } from 'react'
import { formatDate } from '@/lib/locale'
import type { MetricLine } from '@/lib/metrics/types'
import { short } from '@/lib/what-if/format'
import { axisLook, drawPlot, token } from '../charts/draw-plot'

export interface TimePlotProps {
  /** Epoch ms. */
  times: number[]
  lines: MetricLine[]
  /** The period that the pointer is over, on this plot or on one that shares its cursor; undefined where it is on none. */
  onPoint: (index: number | undefined) => void
}

const height = 168

/** Lines over time. All plots of a page share one cursor; their numbers stand beside them. Follows width and theme. */
export function TimePlot({ times, lines, onPoint }: TimePlotProps) {
  const host = useRef<HTMLDivElement>(null)
  const point = useRef(onPoint)
  useEffect(() => {
    point.current = onPoint
  }, [onPoint])
  useEffect(() => {
    const element = host.current
    if (!element) return
    const plot = drawPlot(
      element,
      {
        height,
        padding: [8, 8, 0, 0],
        cursor: { y: false, drag: { x: false, y: false }, sync: { key: 'metrics' }, points: { size: 6 } },
        scales: { y: { range: (_plot, _least, greatest) => [0, greatest > 0 ? greatest * 1.1 : 1] } },
        axes: [
          {
            ...axisLook(),
            size: 28,
            space: 64,
            grid: { show: false },
            values: (_, seconds) => seconds.map((one) => tick(one * 1000, times)),
          },
          { ...axisLook(), size: 46, values: (_, numbers) => numbers.map(short) },
        ],
        series: [
          {},
          ...lines.map(({ color, values }) => ({
            stroke: () => token(color),
            width: 1.5,
            spanGaps: false,
            // A value between two gaps is no line, so it is a dot.
            points: { show: isolated(values), size: 4 },
          })),
        ],
        hooks: { setCursor: [(drawn) => point.current(drawn.cursor.idx ?? undefined)] },
      },
      [times.map((time) => time / 1000), ...lines.map(({ values }) => values)],
    )
    return () => plot.destroy()
  }, [times, lines])
  return <div ref={host} aria-hidden className="min-w-0" style={{ height }} />
}

const dayMs = 86_400_000

/** `14:05`, or `Nov 25` where the axis is longer than a day. */
function tick(time: number, times: number[]): string {
  const long = (times.at(-1) ?? 0) - (times[0] ?? 0) > dayMs
  return formatDate(
    time,
    long ? { month: 'short', day: 'numeric' } : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  )
}

const isolated = (values: (number | null)[]): boolean =>
  values.some((value, index) => value !== null && values[index - 1] == null && values[index + 1] == null)

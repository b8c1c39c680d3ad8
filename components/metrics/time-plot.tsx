'use client'

import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { MetricLine } from '@/lib/metrics/types'
import { short } from '@/lib/what-if/format'

export interface TimePlotProps {
  /** Epoch ms. */
  times: number[]
  lines: MetricLine[]
  /** The period that the pointer is over, on this plot or on one that shares its cursor; undefined where it is on none. */
  onPoint: (index: number | undefined) => void
}

const height = 168
const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

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
    const axis = {
      font: `11px ${token('--mono')}`,
      stroke: () => token('--fg-3'),
      grid: { stroke: () => token('--c-grid'), width: 1 },
      ticks: { show: false },
    }
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height,
        padding: [8, 8, 0, 0],
        legend: { show: false },
        select: { show: false, left: 0, top: 0, width: 0, height: 0 },
        cursor: { y: false, drag: { x: false, y: false }, sync: { key: 'metrics' }, points: { size: 6 } },
        scales: { y: { range: (_plot, _least, greatest) => [0, greatest > 0 ? greatest * 1.1 : 1] } },
        axes: [
          { ...axis, size: 28, gap: 6, grid: { show: false } },
          { ...axis, size: 46, gap: 6, values: (_, numbers) => numbers.map(short) },
        ],
        series: [
          {},
          ...lines.map(({ color }) => ({
            stroke: () => token(color),
            width: 1.5,
            spanGaps: false,
            // A value between two gaps is no line, so it is a dot.
            points: { show: lines.some(({ values }) => isolated(values)), size: 4 },
          })),
        ],
        hooks: { setCursor: [(drawn) => point.current(drawn.cursor.idx ?? undefined)] },
      },
      [times.map((time) => time / 1000), ...lines.map(({ values }) => values)],
      element,
    )
    const resized = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }))
    resized.observe(element)
    const themed = new MutationObserver(() => plot.redraw(false))
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => {
      resized.disconnect()
      themed.disconnect()
      plot.destroy()
    }
  }, [times, lines])
  return <div ref={host} aria-hidden className="min-w-0" style={{ height }} />
}

const isolated = (values: (number | null)[]): boolean =>
  values.some((value, index) => value !== null && values[index - 1] == null && values[index + 1] == null)

'use client'

import { useEffect, useRef } from 'react'
import type uPlot from 'uplot'
import { scaleOf, short } from '@/lib/what-if/format'
import { axisLook, drawPlot, token } from './draw-plot'

export interface PlotLine {
  values: number[]
  /** A token's name: `--c1`. */
  color: string
}

export interface CurvePlotProps {
  x: number[]
  lines: PlotLine[]
  /** Least, middle and greatest of the y axis; from the values unless given. */
  scale?: [number, number, number]
  /** The marked point: a dotted line at x, a dot on the line of that index. */
  mark?: { x: number; line: number }
  height?: number
}

/** Room for the numbers of the y axis, px; what lies beside the plot is placed by it. */
export const plotInset = { left: 38, right: 8 }

/** Lines over three grid lines, without box or legend: what they show is written beside it. Follows width and theme. */
export function CurvePlot({ x, lines, scale, mark, height = 116 }: CurvePlotProps) {
  const host = useRef<HTMLDivElement>(null)
  const shown = useRef<uPlot>(undefined)
  const marked = useRef(mark)
  useEffect(() => {
    marked.current = mark
    shown.current?.redraw(false)
  }, [mark])
  useEffect(() => {
    const element = host.current
    if (!element) return
    const splits = scale ?? scaleOf(lines.flatMap(({ values }) => values))
    shown.current = drawPlot(
      element,
      {
        height,
        padding: [8, plotInset.right, 6, 0],
        cursor: { show: false },
        scales: { x: { time: false, range: [x[0] ?? 0, x.at(-1) ?? 1] }, y: { range: [splits[0], splits[2]] } },
        axes: [
          { show: false },
          { ...axisLook(), size: plotInset.left, splits: () => splits, values: (_, numbers) => numbers.map(short) },
        ],
        series: [
          {},
          ...lines.map(({ color }) => ({ stroke: () => token(color), width: 1.75, points: { show: false } })),
        ],
        hooks: { draw: [(drawn) => drawMark(drawn, marked.current, lines)] },
      },
      [x, ...lines.map(({ values }) => values)],
    )
    return () => {
      shown.current?.destroy()
      shown.current = undefined
    }
  }, [x, lines, scale, height])
  return <div ref={host} aria-hidden className="min-w-0" style={{ height }} />
}

function drawMark(plot: uPlot, mark: CurvePlotProps['mark'], lines: PlotLine[]) {
  const line = mark && lines[mark.line]
  const xs = plot.data[0] as number[]
  if (!line || mark.x < (xs[0] ?? 0) || mark.x > (xs.at(-1) ?? 0)) return
  const { ctx, bbox } = plot
  const ratio = devicePixelRatio
  const left = plot.valToPos(mark.x, 'x', true)
  const top = plot.valToPos(between(xs, line.values, mark.x), 'y', true)
  ctx.save()
  ctx.lineWidth = ratio
  ctx.strokeStyle = token('--fg-3')
  ctx.setLineDash([2 * ratio, 2 * ratio])
  ctx.beginPath()
  ctx.moveTo(left, top)
  ctx.lineTo(left, bbox.top + bbox.height)
  ctx.stroke()
  ctx.setLineDash([])
  ctx.beginPath()
  ctx.arc(left, top, 4 * ratio, 0, 2 * Math.PI)
  ctx.fillStyle = token(line.color)
  ctx.fill()
  ctx.lineWidth = 1.5 * ratio
  ctx.strokeStyle = token('--surface')
  ctx.stroke()
  ctx.restore()
}

/** The line's height between two of its points. */
function between(xs: number[], values: number[], at: number): number {
  const after = xs.findIndex((x) => x >= at)
  const [x1 = at, x0 = x1] = [xs[after], xs[after - 1]]
  const [y1 = 0, y0 = y1] = [values[after], values[after - 1]]
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (at - x0)) / (x1 - x0)
}

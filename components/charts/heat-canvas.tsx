'use client'

import { useEffect, useRef } from 'react'

export interface HeatCell {
  /** A token's name: `--c1`. */
  color: string
  /** 0 to 1: how strong the colour is. */
  strength: number
}

interface HeatCanvasProps {
  cells: HeatCell[]
  columns: number
  /** From left and from below, 0 to 1: a ring. */
  mark?: { x: number; y: number }
}

const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** Cells from the lower left, x quickest; fills its box and follows width and theme. What it shows is written beside it. */
export function HeatCanvas({ cells, columns, mark }: HeatCanvasProps) {
  const host = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const canvas = host.current
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return
    const draw = () => {
      const { clientWidth, clientHeight } = canvas
      canvas.width = clientWidth * devicePixelRatio
      canvas.height = clientHeight * devicePixelRatio
      context.scale(devicePixelRatio, devicePixelRatio)
      const [width, height] = [clientWidth / columns, clientHeight / Math.ceil(cells.length / columns)]
      for (const [index, { color, strength }] of cells.entries()) {
        const [column, row] = [index % columns, Math.floor(index / columns)]
        // Each edge is rounded once, so that neighbours neither overlap nor part.
        const [left, right] = [Math.round(column * width), Math.round((column + 1) * width)]
        const [top, bottom] = [Math.round(clientHeight - (row + 1) * height), Math.round(clientHeight - row * height)]
        context.globalAlpha = 0.12 + 0.88 * strength
        context.fillStyle = token(color)
        context.fillRect(left, top, right - left, bottom - top)
      }
      context.globalAlpha = 1
      if (mark) drawRing(context, mark.x * clientWidth, (1 - mark.y) * clientHeight)
    }
    draw()
    const resized = new ResizeObserver(draw)
    resized.observe(canvas)
    const themed = new MutationObserver(draw)
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => {
      resized.disconnect()
      themed.disconnect()
    }
  }, [cells, columns, mark])
  return <canvas ref={host} aria-hidden className="block size-full rounded-chip" />
}

/** Dark in light: seen on every colour. */
function drawRing(context: CanvasRenderingContext2D, left: number, top: number) {
  for (const [color, width] of [
    ['--surface', 5],
    ['--fg', 2],
  ] as const) {
    context.beginPath()
    context.arc(left, top, 6, 0, 2 * Math.PI)
    context.lineWidth = width
    context.strokeStyle = token(color)
    context.stroke()
  }
}

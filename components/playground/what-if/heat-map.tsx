'use client'

import { type KeyboardEvent, type PointerEvent, useMemo } from 'react'
import { HeatCanvas } from '@/components/charts/heat-canvas'
import { cn } from '@/components/ui/cn'
import type { FormValues } from '@/lib/model/requests/encode'
import { mapFinding } from '@/lib/what-if/finding'
import { short, withUnit } from '@/lib/what-if/format'
import type { Response } from '@/lib/what-if/response'
import { type Axis, keyStep, snapped } from '@/lib/what-if/sweep'
import { heatCells } from './heat-cells'
import { HeatTable } from './heat-table'
import { useDrag } from './use-drag'

interface HeatMapProps {
  x: Axis
  y: Axis
  response: Response
  values: FormValues
  stale: boolean
  onMove: (x: string, y: string) => void
  onSettle: () => void
}

/** The answer over two numbers; a slider of two directions, so that moving over it moves both values of the form. */
export function HeatMap({ x, y, response, values, stale, onMove, onSettle }: HeatMapProps) {
  const cells = useMemo(() => heatCells(response), [response])
  const [atX, atY] = [Number(values[x.feature.name]), Number(values[y.feature.name])]
  const mark = useMemo(() => ({ x: shareOf(x, atX), y: shareOf(y, atY) }), [x, y, atX, atY])
  const finding = mapFinding(x, y, response)
  const take = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    onMove(
      String(snapped(x.feature, valueAt(x, (event.clientX - box.left) / box.width))),
      String(snapped(y.feature, valueAt(y, 1 - (event.clientY - box.top) / box.height))),
    )
  }
  const drag = useDrag(take, onSettle)
  const press = (event: KeyboardEvent) => {
    const [dx, dy] = arrows[event.key] ?? [0, 0]
    if (dx === 0 && dy === 0) return
    event.preventDefault()
    onMove(
      String(snapped(x.feature, atX + dx * keyStep(x.feature))),
      String(snapped(y.feature, atY + dy * keyStep(y.feature))),
    )
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 p-4">
      <p className="text-12 text-fg-2">{finding}</p>
      <div className="grid max-w-[560px] grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-2 gap-y-1 text-11 text-fg-3">
        <Ends axis={y} upright />
        <div
          role="slider"
          tabIndex={0}
          aria-roledescription="slider of two directions"
          aria-label={`${y.feature.name} over ${x.feature.name}: ${finding}`}
          aria-valuemin={x.numbers?.[0]}
          aria-valuemax={x.numbers?.at(-1)}
          aria-valuenow={atX}
          aria-valuetext={`${x.feature.name} ${withUnit(String(atX), x.feature.unit)}, ${y.feature.name} ${withUnit(String(atY), y.feature.unit)}`}
          className={cn('h-72 cursor-crosshair touch-none rounded-chip', stale && 'grayscale')}
          onKeyDown={press}
          onKeyUp={(event) => event.key in arrows && onSettle()}
          {...drag}
        >
          <HeatCanvas cells={cells} columns={x.values.length} mark={mark} />
        </div>
        <span />
        <Ends axis={x} />
      </div>
      <HeatTable x={x} y={y} response={response} />
    </div>
  )
}

const arrows: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
}

const endsOf = ({ numbers = [] }: Axis): [number, number] => [numbers[0] ?? 0, numbers.at(-1) ?? 1]

function shareOf(axis: Axis, value: number): number {
  const [from, to] = endsOf(axis)
  return Math.min(1, Math.max(0, (value - from) / (to - from)))
}

function valueAt(axis: Axis, share: number): number {
  const [from, to] = endsOf(axis)
  return from + share * (to - from)
}

function Ends({ axis, upright }: { axis: Axis; upright?: boolean }) {
  const [from, to] = endsOf(axis)
  return (
    <div
      aria-hidden
      className={cn('flex justify-between gap-1', upright ? 'w-16 flex-col-reverse text-right' : 'text-center')}
    >
      <span>{short(from)}</span>
      <span className="truncate text-fg-2" title={axis.feature.name}>
        {axis.feature.name}
      </span>
      <span>{short(to)}</span>
    </div>
  )
}

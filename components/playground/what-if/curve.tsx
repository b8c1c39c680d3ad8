'use client'

import { type KeyboardEvent, type PointerEvent, useMemo } from 'react'
import { CurvePlot, plotInset } from '@/components/charts/curve-plot'
import { cn } from '@/components/ui/cn'
import { describedCurve } from '@/lib/what-if/finding'
import { short, withUnit } from '@/lib/what-if/format'
import type { Response } from '@/lib/what-if/response'
import { type Axis, keyStep, snapped } from '@/lib/what-if/sweep'
import { linesOf } from './lines'
import { useDrag } from './use-drag'

interface CurveProps {
  axis: Axis
  response: Response
  /** One scale for all curves of numbers, so that they compare. */
  scale: [number, number, number]
  value: string
  stale: boolean
  onMove: (value: string) => void
  /** The hand or the key is off. */
  onSettle: () => void
}

const arrows: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
}

/** The answer along one number's range; a slider, so that moving along the curve moves the form's value. */
export function Curve({ axis, response, scale, value, stale, onMove, onSettle }: CurveProps) {
  const { feature, numbers = [] } = axis
  const [from = 0, to = 1] = [numbers[0], numbers.at(-1)]
  const present = Number(value)
  const lines = useMemo(() => linesOf(response), [response])
  const line = response.kind === 'values' ? 0 : likeliestAt(response, numbers, present)
  const mark = useMemo(() => ({ x: present, line }), [present, line])
  const take = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - box.left - plotInset.left) / (box.width - plotInset.left - plotInset.right)
    onMove(String(snapped(feature, from + share * (to - from))))
  }
  const drag = useDrag(take, onSettle)
  const press = (event: KeyboardEvent) => {
    const far = event.key === 'Home' ? from : event.key === 'End' ? to : undefined
    const steps = arrows[event.key]
    if (far === undefined && steps === undefined) return
    event.preventDefault()
    onMove(String(far ?? snapped(feature, present + (steps ?? 0) * keyStep(feature))))
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`${describedCurve(axis, response, value)} Moves ${feature.name}.`}
      aria-valuemin={from}
      aria-valuemax={to}
      aria-valuenow={present}
      aria-valuetext={withUnit(value, feature.unit)}
      className={cn('cursor-ew-resize touch-pan-y rounded-chip', stale && 'grayscale')}
      onKeyDown={press}
      onKeyUp={(event) => (event.key in arrows || event.key === 'Home' || event.key === 'End') && onSettle()}
      {...drag}
    >
      <CurvePlot x={numbers} lines={lines} scale={scale} mark={mark} />
      <Ends from={from} to={to} present={present} text={value} />
    </div>
  )
}

/** Least and greatest value, and the present one in bold where it is; an end too near to it gives way. */
function Ends({ from, to, present, text }: { from: number; to: number; present: number; text: string }) {
  const share = (Math.min(to, Math.max(from, present)) - from) / (to - from)
  return (
    <div
      aria-hidden
      className="relative h-4 text-11 text-fg-3 tabular-nums"
      style={{ marginLeft: plotInset.left, marginRight: plotInset.right }}
    >
      {share > 0.16 && <span className="absolute left-0">{short(from)}</span>}
      {share < 0.84 && <span className="absolute right-0">{short(to)}</span>}
      <b
        className="absolute font-semibold text-fg"
        style={{ left: `${share * 100}%`, transform: `translateX(-${share * 100}%)` }}
      >
        {text}
      </b>
    </div>
  )
}

function likeliestAt(response: Extract<Response, { kind: 'classes' }>, numbers: number[], present: number): number {
  const nearest = numbers.reduce(
    (best, one, index) => (Math.abs(one - present) < Math.abs((numbers[best] ?? 0) - present) ? index : best),
    0,
  )
  return Math.max(0, response.classes.indexOf(response.labels[nearest] ?? ''))
}

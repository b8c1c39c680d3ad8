'use client'

import { useMemo } from 'react'
import type { Feature } from '@/lib/model/contract/contract'
import type { FormValues } from '@/lib/model/requests/encode'
import { findingOf } from '@/lib/what-if/finding'
import { scaleOf } from '@/lib/what-if/format'
import { sliceOf } from '@/lib/what-if/response'
import { type Axis, holdsFor } from '@/lib/what-if/sweep'
import { ChoiceBars } from './choice-bars'
import { Curve } from './curve'
import type { Drawn } from './use-sweep'

interface CurvesProps {
  features: Feature[]
  drawn: Drawn<Axis[]>
  values: FormValues
  onMove: (name: string, value: string) => void
  /** The hand is off; what it changed just now, where the form does not have it yet. */
  onSettle: (change?: FormValues) => void
}

/** The scale of a probability. */
const shares: [number, number, number] = [0, 0.5, 1]

/** A curve a feature, side by side; each holds while only its own feature moves. */
export function Curves({ features, drawn, values, onMove, onSettle }: CurvesProps) {
  const { response, shape } = drawn
  const scale = useMemo(() => (response.kind === 'values' ? scaleOf(response.values) : shares), [response])
  const curves = useMemo(() => {
    let from = 0
    return shape.map((axis) => {
      const to = from + axis.values.length
      const part = sliceOf(response, from, to)
      from = to
      return { axis, part }
    })
  }, [shape, response])
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,250px),1fr))] overflow-hidden">
      {curves.map(({ axis, part }) => {
        const { name } = axis.feature
        const value = values[name] ?? ''
        const shared = {
          axis,
          response: part,
          scale,
          value,
          stale: !holdsFor(features, drawn.base, values, [name]),
        }
        return (
          <li
            key={name}
            className="-mr-px -mb-px grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-2 border-line border-r border-b p-4"
          >
            <div className="flex items-baseline gap-3">
              <h3 className="min-w-0 truncate font-medium">{name}</h3>
              <span className="ml-auto shrink-0 text-12 text-fg-2">{findingOf(axis, part, value)}</span>
            </div>
            {axis.around !== undefined && (
              <p className="-mt-1.5 text-11 text-fg-3">around {axis.around}, no range known</p>
            )}
            {axis.numbers ? (
              <Curve {...shared} onMove={(next) => onMove(name, next)} onSettle={() => onSettle()} />
            ) : (
              <ChoiceBars
                {...shared}
                onChoose={(next) => {
                  onMove(name, next)
                  onSettle({ [name]: next })
                }}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

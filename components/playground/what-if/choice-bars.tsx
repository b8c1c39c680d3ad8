'use client'

import { cn } from '@/components/ui/cn'
import { describedCurve } from '@/lib/what-if/finding'
import { short } from '@/lib/what-if/format'
import type { Response } from '@/lib/what-if/response'
import type { Axis } from '@/lib/what-if/sweep'
import { classTokens } from './lines'

interface ChoiceBarsProps {
  axis: Axis
  response: Response
  scale: [number, number, number]
  value: string
  stale: boolean
  onChoose: (value: string) => void
}

/** The answer for each choice; a click takes it over into the form and predicts. */
export function ChoiceBars({ axis, response, scale, value, stale, onChoose }: ChoiceBarsProps) {
  return (
    <fieldset className={cn('grid max-h-33 gap-1 overflow-y-auto', stale && 'grayscale')}>
      <legend className="sr-only">{describedCurve(axis, response, value)}</legend>
      {axis.values.map((choice, index) => (
        <button
          key={choice}
          type="button"
          aria-pressed={choice === value}
          onClick={() => onChoose(choice)}
          className={cn(
            'grid min-h-6 grid-cols-[minmax(48px,88px)_minmax(0,1fr)_minmax(40px,auto)] items-center gap-2 rounded-chip px-1 text-left text-12 hover:bg-hover',
            choice === value && 'font-semibold',
          )}
        >
          <span className="truncate">{choice}</span>
          <span aria-hidden className="flex h-2 overflow-hidden rounded-[2px] bg-press">
            {partsAt(response, index, scale).map(({ color, share }) => (
              <span key={color} style={{ width: `${share * 100}%`, background: `var(${color})` }} />
            ))}
          </span>
          <span className="text-right">
            {response.kind === 'values' ? short(response.values[index] ?? 0) : response.labels[index]}
          </span>
        </button>
      ))}
    </fieldset>
  )
}

/** A value's share of the scale, or the classes' shares of the whole, those without a colour together. */
function partsAt(response: Response, index: number, [low, , high]: [number, number, number]) {
  if (response.kind === 'values')
    return [{ color: '--c1', share: ((response.values[index] ?? low) - low) / (high - low || 1) }]
  const shares = new Map<string, number>()
  for (const [place, color] of classTokens(response).entries())
    shares.set(color, (shares.get(color) ?? 0) + (response.probabilities[place]?.[index] ?? 0))
  return [...shares].map(([color, share]) => ({ color, share }))
}

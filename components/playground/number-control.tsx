'use client'

import { Slider } from 'radix-ui'
import type { Feature } from '@/lib/model/contract/contract'
import { cn } from '../ui/cn'
import { Input } from '../ui/form/input'
import { Histogram } from './histogram'

interface NumberControlProps {
  feature: Feature
  value: string
  onChange: (value: string) => void
}

/** Slider, number box and range ends stay in sync; the box takes what the slider does not reach. */
export function NumberControl({ feature, value, onChange }: NumberControlProps) {
  const { min, max, name, histogram = [] } = feature
  const box = (
    <Input
      mono
      inputMode="decimal"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="max-md:h-10"
    />
  )
  if (min === undefined || max === undefined || min >= max) return box
  const step = feature.type === 'integer' ? 1 : stepOf(max - min)
  const at = Math.min(max, Math.max(min, Number(value) || 0))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_88px] items-center gap-x-4">
      <div>
        <Slider.Root
          min={min}
          max={max}
          step={step}
          value={[at]}
          onValueChange={([next]) => next !== undefined && onChange(String(rounded(next, step)))}
          className={cn(
            'relative flex touch-none select-none items-end',
            histogram.length > 0 ? 'h-9 pb-2.5' : 'h-6 items-center',
          )}
        >
          {histogram.length > 0 && <Histogram counts={histogram} upTo={(at - min) / (max - min)} />}
          <Slider.Track className="relative h-[3px] grow rounded-full bg-line-2">
            <Slider.Range className="absolute h-full rounded-full bg-accent" />
          </Slider.Track>
          <Slider.Thumb
            aria-label={`${name}, slider`}
            className={cn(
              'block size-4 rounded-full border-2 border-accent bg-surface shadow-1 max-md:size-6',
              histogram.length > 0 && '-mb-[7px] max-md:-mb-[11px]',
            )}
          />
        </Slider.Root>
        <div className="flex justify-between text-11 text-fg-3 tabular-nums">
          <span>{min}</span>
          <span>{max}</span>
        </div>
      </div>
      {box}
    </div>
  )
}

/** About a hundred steps, each a power of ten. */
const stepOf = (range: number) => 10 ** Math.floor(Math.log10(range / 20))

/** Free of floating dust: 0.1 + 0.2 is 0.3 in a number box. */
const rounded = (value: number, step: number) => Number(value.toFixed(Math.max(0, -Math.floor(Math.log10(step)))))

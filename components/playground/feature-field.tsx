'use client'

import { Slider } from 'radix-ui'
import type { Feature } from '@/lib/features/contract'
import { isUnusual } from '@/lib/features/encode'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Segmented } from '../ui/segmented'
import { Select } from '../ui/select'

interface FeatureFieldProps {
  feature: Feature
  value: string
  problem?: string
  onChange: (value: string) => void
}

/** One feature: a choice, yes or no, text, or a number with a slider where its range is known. */
export function FeatureField({ feature, value, problem, onChange }: FeatureFieldProps) {
  const unusual = isUnusual(feature, value) ? `Outside ${feature.min} to ${feature.max}` : undefined
  return (
    <Field
      label={
        <>
          {feature.name} {feature.unit && <span className="font-normal text-fg-3">{feature.unit}</span>}
        </>
      }
      hint={unusual ?? feature.description}
      error={problem}
    >
      <Control feature={feature} value={value} onChange={onChange} />
    </Field>
  )
}

function Control({ feature, value, onChange }: Omit<FeatureFieldProps, 'problem'>) {
  const { type, choices = [], name } = feature
  if (type === 'choice' && choices.length > 0) {
    if (choices.length > 4)
      return <Select options={choices.map(asOption)} value={value} onValueChange={onChange} aria-label={name} />
    return <Segmented label={name} value={value} onValueChange={onChange} items={choices.map(asOption)} />
  }
  if (type === 'boolean')
    return (
      <Segmented
        label={name}
        value={value.toLowerCase()}
        onValueChange={onChange}
        items={[asOption('true'), asOption('false')]}
      />
    )
  if (type === 'text') return <Input value={value} onChange={(event) => onChange(event.target.value)} />
  return <NumberControl feature={feature} value={value} onChange={onChange} />
}

const asOption = (value: string) => ({ value, label: value })

/** Slider, number box and range ends stay in sync; the box takes what the slider does not reach. */
function NumberControl({ feature, value, onChange }: Omit<FeatureFieldProps, 'problem'>) {
  const { min, max, name } = feature
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
          className="relative flex h-6 touch-none select-none items-center"
        >
          <Slider.Track className="relative h-[3px] grow rounded-full bg-line-2">
            <Slider.Range className="absolute h-full rounded-full bg-accent" />
          </Slider.Track>
          <Slider.Thumb
            aria-label={`${name}, slider`}
            className="block size-4 rounded-full border-2 border-accent bg-surface shadow-1 max-md:size-6"
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

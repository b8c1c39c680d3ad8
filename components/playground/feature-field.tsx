'use client'

import type { Feature } from '@/lib/model/contract/contract'
import { placeHint } from '@/lib/model/contract/quantile-hint'
import { Field } from '../ui/form/field'
import { Input } from '../ui/form/input'
import { Segmented } from '../ui/form/segmented'
import { Select } from '../ui/form/select'
import { NumberControl } from './number-control'

interface FeatureFieldProps {
  feature: Feature
  /** It differs from the API's. */
  changed?: boolean
  value: string
  problem?: string
  onChange: (value: string) => void
}

/** One feature: a choice, yes or no, text, or a number with a slider where its range is known. */
export function FeatureField({ feature, changed, value, problem, onChange }: FeatureFieldProps) {
  return (
    <Field
      label={
        <>
          {feature.name} {feature.unit && <span className="font-normal text-fg-3">{feature.unit}</span>}
          {changed && (
            <span
              title="Changed in this browser"
              className="ml-1.5 inline-block size-1.5 rounded-full bg-upd-d align-middle"
            />
          )}
        </>
      }
      hint={placeHint(feature, value) ?? feature.description}
      error={problem}
    >
      <Control feature={feature} value={value} onChange={onChange} />
    </Field>
  )
}

function Control({ feature, value, onChange }: Omit<FeatureFieldProps, 'problem' | 'changed'>) {
  const { type, choices = [], name, histogram } = feature
  if (type === 'choice' && choices.length > 0) {
    const shares = sharesOf(choices, histogram)
    if (choices.length > 4)
      return (
        <Select
          options={choices.map((choice) => ({ ...asOption(choice), hint: shares[choice] }))}
          value={value}
          onValueChange={onChange}
          aria-label={name}
        />
      )
    return (
      <Segmented
        label={name}
        value={value}
        onValueChange={onChange}
        items={choices.map((choice) => ({ ...asOption(choice), count: shares[choice] }))}
      />
    )
  }
  if (type === 'boolean') {
    const shares = sharesOf(['false', 'true'], histogram)
    return (
      <Segmented
        label={name}
        value={value.toLowerCase()}
        onValueChange={onChange}
        items={['true', 'false'].map((choice) => ({ ...asOption(choice), count: shares[choice] }))}
      />
    )
  }
  if (type === 'text') return <Input value={value} onChange={(event) => onChange(event.target.value)} />
  return <NumberControl feature={feature} value={value} onChange={onChange} />
}

const asOption = (value: string) => ({ value, label: value })

/** How often each choice occurs in the training data, where that is known: `37 %`. */
function sharesOf(choices: string[], histogram: number[] | undefined): Record<string, string> {
  const total = histogram?.reduce((sum, count) => sum + count, 0) ?? 0
  if (!histogram || total === 0) return {}
  return Object.fromEntries(
    choices.map((choice, index) => [choice, `${Math.round(((histogram[index] ?? 0) / total) * 100)} %`]),
  )
}

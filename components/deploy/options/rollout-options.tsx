'use client'

import { useFormContext } from 'react-hook-form'
import { RadioList } from '../../ui/form/radio-list'
import type { DeployValues, Problems } from '../values/form-values'
import { TextField } from './text-field'

export interface RolloutOptionsProps {
  values: Pick<DeployValues, 'rollout'>
  problems: Problems
  labelId: string
}

/** Lets a person choose whether the new version answers every call at once, or a percentage of them beside the live one. */
export function RolloutOptions({ values, problems, labelId }: RolloutOptionsProps) {
  const { setValue } = useFormContext<DeployValues>()
  return (
    <>
      <RadioList
        labelledBy={labelId}
        value={values.rollout}
        onValueChange={(rollout) => setValue('rollout', rollout === 'canary' ? 'canary' : 'all')}
        items={[
          { value: 'all', label: 'All callers at once', hint: 'Switched last, once it is proved' },
          {
            value: 'canary',
            label: 'Canary: a percentage of the traffic first',
            hint: 'Compare, then promote or go back',
          },
        ]}
      />
      {values.rollout === 'canary' && (
        <TextField
          name="canaryPercent"
          label="Traffic percentage"
          suffix="%"
          inputMode="numeric"
          problem={problems.canaryPercent}
          hint="Lambda draws each call at random, so a few calls can split unevenly. No charge beyond the calls themselves."
        />
      )}
    </>
  )
}

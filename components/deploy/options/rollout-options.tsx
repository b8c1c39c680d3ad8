'use client'

import { useFormContext } from 'react-hook-form'
import { RadioList } from '../../ui/radio-list'
import type { DeployValues, Problems } from '../values/form-values'
import { TextField } from './text-field'

export interface RolloutOptionsProps {
  values: Pick<DeployValues, 'rollout'>
  problems: Problems
}

/** Lets a person choose whether the new version answers every call at once, or a percentage of them beside the live one. */
export function RolloutOptions({ values, problems }: RolloutOptionsProps) {
  const { setValue } = useFormContext<DeployValues>()
  return (
    <>
      <RadioList
        label="Rollout"
        value={values.rollout}
        onValueChange={(rollout) => setValue('rollout', rollout === 'share' ? 'share' : 'all')}
        items={[
          { value: 'all', label: 'All callers at once', hint: 'Switched last, once it is proved' },
          {
            value: 'share',
            label: 'Canary: a percentage of the traffic first',
            hint: 'Compare, then promote or go back',
          },
        ]}
      />
      {values.rollout === 'share' && (
        <TextField
          name="sharePercent"
          label="Traffic percentage"
          suffix="%"
          inputMode="numeric"
          problem={problems.sharePercent}
          hint="Lambda draws each call at random, so a few calls can split unevenly. No charge beyond the calls themselves."
        />
      )}
    </>
  )
}

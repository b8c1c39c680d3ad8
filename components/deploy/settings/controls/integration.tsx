'use client'

import { useFormContext } from 'react-hook-form'
import { RadioList } from '../../../ui/form/radio-list'
import { IntegrationOptions } from '../../options/integration-options'
import { RolloutOptions } from '../../options/rollout-options'
import { TargetOptions } from '../../options/target-options'
import { TextField } from '../../options/text-field'
import type { DeployValues } from '../../values/form-values'
import type { integrationSettings } from '../list/integration'
import type { ControlProps, SettingControl } from './control'
import { TextControl, TickControl } from './fields'

export const integrationControls: Record<(typeof integrationSettings)[number]['id'], SettingControl> = {
  integration: { below: (props) => <IntegrationOptions {...props} /> },
  target: { below: (props) => <TargetOptions {...props} targets={props.from.targets} /> },
  targetEndpoint: { control: () => <TextControl name="targetEndpoint" placeholder="its own" /> },
  rollout: { below: (props) => <RolloutOptions {...props} /> },
  tested: { control: () => <TickControl name="tested" /> },
  role: { below: (props) => <RoleOptions {...props} /> },
}

function RoleOptions({ values, problems, labelId }: ControlProps & { labelId: string }) {
  const { setValue } = useFormContext<DeployValues>()
  return (
    <>
      <RadioList
        labelledBy={labelId}
        value={values.roleKind}
        onValueChange={(kind) => setValue('roleKind', kind === 'existing' ? 'existing' : 'create')}
        items={[
          { value: 'create', label: 'Create a role', hint: 'One action on one endpoint' },
          { value: 'existing', label: 'Use an existing role', hint: 'Checked, never changed' },
        ]}
      />
      {values.roleKind === 'existing' && (
        <TextField
          name="roleArn"
          label="Role ARN"
          placeholder="arn:…:iam::123456789012:role/name"
          problem={problems.roleArn}
        />
      )}
    </>
  )
}

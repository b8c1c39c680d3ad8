'use client'

import { use, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import type { UserPoolChoice } from '@/lib/aws/types'
import { Button } from '../../ui/button'
import { Field } from '../../ui/form/field'
import { Select } from '../../ui/form/select'
import { useAction } from '../../ui/hooks/use-action'
import { FailureNote } from '../../ui/state/failure-note'
import type { DeployValues, Problems } from '../values/form-values'
import { ListField } from './list-field'
import { TextField } from './text-field'
import { UserPoolsContext } from './user-pools-context'

/** Which user pool guards the URL, and with which of its tokens. */
export function UserPoolOptions({ values, problems }: UserPoolOptionsProps) {
  return (
    <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3 rounded-ctl border border-line-2 p-3">
      <legend className="px-1 font-medium text-12 text-fg-2">The user pool</legend>
      <TextField
        name="userPoolArn"
        label="User pool ARN"
        placeholder="arn:…:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI"
        problem={problems.userPoolArn}
      />
      <PoolPicker chosen={values.userPoolArn} />
      <ListField
        name="scopes"
        label="Scopes"
        aside="optional"
        placeholder={'iris/predict\niris/batch'}
        hint="One per line. With scopes, callers send an access token that has one of them. Without scopes, they send an identity token."
        problem={problems.scopes}
      />
      <p className="text-12 text-fg-2">
        Anyone who can sign up to the pool can call. Cognito bills monthly active users; the console has no token, so a
        deploy checks that the URL refuses a call without a token, and tests the rest with API Gateway's own test.
      </p>
    </fieldset>
  )
}

interface UserPoolOptionsProps {
  values: DeployValues
  problems: Problems
}

/** The region's user pools, read when somebody requests them. */
function PoolPicker({ chosen }: { chosen: string }) {
  const { list: read, denied } = use(UserPoolsContext)
  const { setValue } = useFormContext<DeployValues>()
  const [pools, setPools] = useState<UserPoolChoice[]>()
  const finding = useAction(() => read())
  const list = async () => {
    const result = await finding.run(undefined)
    if (result.ok) setPools(result.value)
  }
  if (pools === undefined || pools.length === 0)
    return (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
        <Button size="sm" busy={finding.busy} disabledReason={denied} onClick={list} className="justify-self-start">
          List this region&rsquo;s user pools
        </Button>
        {pools && (
          <p role="status" className="text-12 text-fg-2">
            This region has no user pool. Make one in Cognito, then list them again.
          </p>
        )}
        <FailureNote failure={finding.failure} />
      </div>
    )
  return (
    <Field label="User pools of this region">
      <Select
        placeholder="Choose one"
        value={pools.some(({ arn }) => arn === chosen) ? chosen : ''}
        onValueChange={(arn) => setValue('userPoolArn', arn)}
        options={pools.map(({ name, arn }) => ({ value: arn, label: name, hint: arn.split('/').at(-1) }))}
      />
    </Field>
  )
}

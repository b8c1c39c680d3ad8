'use client'

import type { ReactNode } from 'react'
import { useFormContext } from 'react-hook-form'
import type { Access } from '@/lib/spec/access'
import { RadioList } from '../../ui/radio-list'
import { Note } from '../../ui/state/note'
import type { DeployValues, Problems } from '../values/form-values'
import { AllowListField } from './allow-list-field'
import { KeyOptions } from './key-options'
import { UserPoolOptions } from './user-pool-options'

interface AccessOptionsProps {
  values: DeployValues
  problems: Problems
  /** The endpoint's instance type, where its capacity is dear. */
  accelerator?: string
  /** The address from which this person's requests reach the console. */
  callerAddress?: string
  /** What a first deploy starts with, and why. */
  start?: string
}

/** Each with what it costs or risks. */
const kinds: { value: Access['kind']; label: ReactNode; hint: ReactNode }[] = [
  { value: 'open', label: 'Anybody', hint: 'Open: whoever has the URL, within the rate' },
  { value: 'key', label: 'Callers with an API key', hint: 'Counted, capped and revoked one by one' },
  { value: 'iam', label: 'AWS credentials', hint: 'Signed by callers that IAM allows; no cost' },
  { value: 'cognito', label: 'People of a user pool', hint: 'Cognito bills active users' },
]

/** Who can call, and what the chosen kind wants to know. */
export function AccessOptions({ values, problems, accelerator, callerAddress, start }: AccessOptionsProps) {
  const { setValue } = useFormContext<DeployValues>()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <RadioList
        label="Who can call"
        value={values.accessKind}
        onValueChange={(kind) => setValue('accessKind', kind as Access['kind'])}
        items={kinds}
      />
      {start && <p className="text-12 text-fg-2">{start}</p>}
      {values.accessKind === 'open' && accelerator && (
        <Note tone="warn" title={`This endpoint runs on ${accelerator}.`}>
          Anybody can spend the capacity of an open URL, up to the rate below, at your cost. With keys you see who does,
          and can stop it.
        </Note>
      )}
      {values.accessKind === 'key' && <KeyOptions problems={problems} />}
      {values.accessKind === 'iam' && (
        <p className="text-12 text-fg-2">
          Callers sign each request with Signature Version 4 and need execute-api:Invoke in this account. Web pages and
          strangers cannot call it; the playground's requests are signed by the console's server.
        </p>
      )}
      {values.accessKind === 'cognito' && <UserPoolOptions values={values} problems={problems} />}
      <AllowListField text={values.allowedIps} problem={problems.allowedIps} callerAddress={callerAddress} />
    </div>
  )
}

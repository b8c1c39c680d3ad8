'use client'

import { RadioGroup as Radix } from 'radix-ui'
import { useId } from 'react'
import { useFormContext } from 'react-hook-form'
import type { Access } from '@/lib/spec/api-parts/access'
import { cn } from '../../ui/cn'
import { Input } from '../../ui/form/input'
import { Note } from '../../ui/state/note'
import { KeyOptions } from '../options/key-options'
import { UserPoolOptions } from '../options/user-pool-options'
import type { ControlProps } from '../settings/controls/control-of'
import type { DeployValues } from '../values/form-values'

export const accessNames: Record<Access['kind'], string> = {
  open: 'Anyone',
  key: 'API key',
  iam: 'AWS IAM',
  cognito: 'User pool',
}

const kinds: { kind: Access['kind']; line: string }[] = [
  { kind: 'open', line: 'No credentials. Everyone who has the URL.' },
  { kind: 'key', line: 'A key in a header. Count, limit and revoke each caller.' },
  { kind: 'iam', line: 'Requests signed with Signature Version 4.' },
  { kind: 'cognito', line: 'Amazon Cognito token in the Authorization header.' },
]

const callers: Record<Access['kind'], string> = {
  open: 'Anyone',
  key: 'Everyone with a key',
  iam: 'Everyone with the permission of IAM',
  cognito: 'Everyone of a user pool',
}

const rates = [
  { field: 'rateLimit', label: 'Rate', suffix: 'req/s', inputMode: 'decimal' },
  { field: 'burstLimit', label: 'Burst', suffix: 'burst', inputMode: 'numeric' },
] as const

/** Who can call, at which rate, and what the chosen way has to know. */
export function AccessFields({ from, values, problems }: ControlProps) {
  const { setValue } = useFormContext<DeployValues>()
  const id = useId()
  const adopted = from.base.adopted !== undefined
  const { accessKind, rateLimit } = values
  const { looser } = from
  const takeLooser = ({ access, throttle }: NonNullable<typeof looser>) => {
    setValue('accessKind', access.kind)
    setValue('rateLimit', String(throttle.rateLimit))
    setValue('burstLimit', String(throttle.burstLimit))
  }
  return (
    <>
      {adopted ? (
        <div className="flex flex-wrap items-center gap-3 rounded-ctl border border-line-2 bg-surface px-3 py-2">
          <p className="min-w-0 flex-1 text-fg-2">Who can call stays as the owner of the API set it.</p>
          <Rate problems={problems} />
        </div>
      ) : (
        <Radix.Root
          aria-label="Who can call"
          value={accessKind}
          onValueChange={(kind) => setValue('accessKind', kind as DeployValues['accessKind'])}
          className="grid overflow-hidden rounded-ctl border border-line-2 bg-surface"
        >
          {kinds.map(({ kind, line }) => (
            <div
              key={kind}
              className={cn(
                'flex min-h-10 flex-wrap items-center gap-x-2.5 gap-y-1 border-line border-b px-3 py-1 last:border-b-0',
                kind === accessKind && 'bg-accent-soft',
              )}
            >
              <label
                htmlFor={`${id}-${kind}`}
                className={cn('flex min-w-0 flex-1 items-center gap-2.5', kind === accessKind && 'max-md:basis-full')}
              >
                <Radix.Item
                  id={`${id}-${kind}`}
                  value={kind}
                  className="grid size-4 shrink-0 place-items-center rounded-full border border-line-ctl bg-surface data-[state=checked]:border-accent data-[state=checked]:bg-accent"
                >
                  <Radix.Indicator className="size-1.5 rounded-full bg-accent-on" />
                </Radix.Item>
                <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
                  <span className="w-20 shrink-0 font-medium">{accessNames[kind]}</span>
                  <span className="min-w-0 text-12 text-fg-2">{line}</span>
                </span>
              </label>
              {kind === accessKind ? (
                <Rate problems={problems} />
              ) : (
                <span className="text-12 text-fg-3">{rateLimit} req/s</span>
              )}
            </div>
          ))}
        </Radix.Root>
      )}
      {rates.map(
        ({ field, label }) =>
          problems[field] && (
            <p key={field} id={`${field}-problem`} role="alert" className="-mt-1 text-12 text-bad-f">
              {label}: {problems[field]}
            </p>
          ),
      )}
      {looser && accessKind === from.base.access.kind && (
        <p className="text-12 text-fg-2">
          {callers[looser.access.kind]} could call it, {looser.reason}.{' '}
          <button type="button" className="link" onClick={() => takeLooser(looser)}>
            Choose “{accessNames[looser.access.kind]}”
          </button>
        </p>
      )}
      {accessKind === 'open' && from.accelerator && (
        <Note tone="warn" title={`This endpoint runs on ${from.accelerator}.`}>
          Anyone can use the capacity of an open URL, up to the rate above, at your cost. With keys you see who calls,
          and can stop it.
        </Note>
      )}
      {accessKind === 'key' && <KeyOptions values={values} problems={problems} prices={from.prices} />}
      {accessKind === 'iam' && (
        <p className="text-12 text-fg-2">
          Callers need execute-api:Invoke in this account. Web pages and strangers cannot call it; the playground’s
          requests are signed by the console’s server.
        </p>
      )}
      {accessKind === 'cognito' && <UserPoolOptions values={values} problems={problems} />}
    </>
  )
}

/** What the stage allows to all callers together. */
function Rate({ problems }: Pick<ControlProps, 'problems'>) {
  const { register } = useFormContext()
  return (
    <span className="flex gap-1.5">
      {rates.map(({ field, label, suffix, inputMode }) => (
        <Input
          key={field}
          mono
          aria-label={label}
          aria-invalid={problems[field] ? true : undefined}
          aria-describedby={problems[field] ? `${field}-problem` : undefined}
          inputMode={inputMode}
          suffix={suffix}
          className="h-7 w-24 gap-1 px-2 max-md:h-9 [&_input]:text-right"
          {...register(field)}
        />
      ))}
    </span>
  )
}

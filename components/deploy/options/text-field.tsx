'use client'

import type { ComponentProps, ReactNode } from 'react'
import { useFormContext } from 'react-hook-form'
import { Field } from '../../ui/form/field'
import { Input } from '../../ui/form/input'
import type { DeployValues } from '../values/form-values'

type TextName = {
  [Key in keyof DeployValues]: DeployValues[Key] extends string ? Key : never
}[keyof DeployValues]

interface TextFieldProps extends Omit<ComponentProps<typeof Input>, 'name' | 'value' | 'form'> {
  name: TextName
  label: string
  hint?: ReactNode
  aside?: ReactNode
  problem?: string
}

/** One line of the options; its problem is said while it is typed, as the plan waits for it. */
export function TextField({ name, label, hint, aside, problem, ...input }: TextFieldProps) {
  const { register } = useFormContext<DeployValues>()
  return (
    <Field label={label} hint={hint} aside={aside} error={problem}>
      <Input mono spellCheck={false} {...input} {...register(name)} />
    </Field>
  )
}

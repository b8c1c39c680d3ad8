'use client'

import type { ReactNode } from 'react'
import { useController } from 'react-hook-form'
import { Field } from '../../ui/form/field'
import { ListInput } from '../../ui/form/list-input'
import type { DeployValues } from '../values/form-values'

type ListName = {
  [Key in keyof DeployValues]: DeployValues[Key] extends string[] ? Key : never
}[keyof DeployValues]

interface ListFieldProps {
  name: ListName
  label: string
  hint?: ReactNode
  aside?: ReactNode
  placeholder?: string
  numbered?: boolean
  problem?: string
}

/** A list among the options, one value per line. */
export function ListField({ name, label, hint, aside, problem, ...input }: ListFieldProps) {
  const { field } = useController<DeployValues, ListName>({ name })
  return (
    <Field label={label} hint={hint} aside={aside} error={problem}>
      <ListInput {...input} value={field.value} onChange={field.onChange} />
    </Field>
  )
}

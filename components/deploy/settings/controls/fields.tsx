'use client'

import type { ComponentProps } from 'react'
import { useFormContext } from 'react-hook-form'
import { cn } from '../../../ui/cn'
import { Tick } from '../../../ui/form/checkbox'
import { Input } from '../../../ui/form/input'
import type { DeployValues } from '../../values/form-values'

type NameOf<T> = { [Key in keyof DeployValues]: DeployValues[Key] extends T ? Key : never }[keyof DeployValues]

/** One line of text at the right of a setting. */
export function TextControl({ className, ...input }: ComponentProps<typeof Input> & { name: NameOf<string> }) {
  const { register } = useFormContext<DeployValues>()
  return (
    <Input
      mono
      spellCheck={false}
      {...input}
      {...register(input.name)}
      className={cn('w-72 max-md:w-full', className)}
    />
  )
}

/** On or off at the right of a setting. */
export function TickControl({ name }: { name: NameOf<boolean> }) {
  const { watch, setValue } = useFormContext<DeployValues>()
  return <Tick checked={watch(name)} onCheckedChange={(checked) => setValue(name, checked === true)} />
}

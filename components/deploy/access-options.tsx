'use client'

import type { ReactNode } from 'react'
import { useFormContext } from 'react-hook-form'
import type { Access } from '@/lib/wiring/access'
import { RadioList } from '../ui/radio-list'
import type { DeployValues } from './form-values'

interface AccessOptionsProps {
  values: DeployValues
  problems: Partial<Record<keyof DeployValues, string>>
}

/** Each with what it costs or risks. */
const kinds: { value: Access['kind']; label: ReactNode; hint: ReactNode }[] = [
  { value: 'open', label: 'Open', hint: 'Anybody with the URL, within the rate' },
]

/** Who may call, and what the chosen kind wants to know. */
export function AccessOptions({ values }: AccessOptionsProps) {
  const { setValue } = useFormContext<DeployValues>()
  return (
    <RadioList
      label="Who may call"
      value={values.accessKind}
      onValueChange={(kind) => setValue('accessKind', kind as Access['kind'])}
      items={kinds}
    />
  )
}

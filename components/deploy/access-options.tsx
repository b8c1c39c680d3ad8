'use client'

import type { ReactNode } from 'react'
import { useFormContext } from 'react-hook-form'
import type { Access } from '@/lib/wiring/access'
import { Note } from '../ui/note'
import { RadioList } from '../ui/radio-list'
import type { DeployValues } from './form-values'
import { KeyOptions } from './key-options'

interface AccessOptionsProps {
  values: DeployValues
  problems: Partial<Record<keyof DeployValues, string>>
  /** The endpoint's instance type, where its capacity is dear. */
  accelerator?: string
}

/** Each with what it costs or risks. */
const kinds: { value: Access['kind']; label: ReactNode; hint: ReactNode }[] = [
  { value: 'open', label: 'Anybody', hint: 'Open: whoever has the URL, within the rate' },
  { value: 'key', label: 'Callers with an API key', hint: 'Counted, capped and shut out one by one' },
]

/** Who may call, and what the chosen kind wants to know. */
export function AccessOptions({ values, problems, accelerator }: AccessOptionsProps) {
  const { setValue } = useFormContext<DeployValues>()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <RadioList
        label="Who may call"
        value={values.accessKind}
        onValueChange={(kind) => setValue('accessKind', kind as Access['kind'])}
        items={kinds}
      />
      {values.accessKind === 'open' && accelerator && (
        <Note tone="warn" title={`This endpoint runs on ${accelerator}.`}>
          An open URL lets anybody spend its capacity, up to the rate below, at your cost. Keys let you see who does,
          and end it.
        </Note>
      )}
      {values.accessKind === 'key' && <KeyOptions problems={problems} />}
    </div>
  )
}

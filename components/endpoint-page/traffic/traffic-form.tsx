'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/button'
import { Field } from '../../ui/form/field'
import { Input } from '../../ui/form/input'

export interface TrafficFormProps {
  /** The current percentage. */
  percent: number
  busy: boolean
  denied?: string
  onPercent: (percent: number) => void
}

/** Changes the traffic percentage of the new version. */
export function TrafficForm({ percent, busy, denied, onPercent }: TrafficFormProps) {
  const [text, setText] = useState(String(percent))
  const wanted = Number(text.trim() || Number.NaN)
  const valid = Number.isInteger(wanted) && wanted >= 1 && wanted <= 99
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (valid && !denied) onPercent(wanted)
  }
  return (
    <form noValidate aria-label="Traffic percentage" onSubmit={submit} className="flex items-start gap-2">
      <Field label="Traffic percentage" error={valid ? undefined : 'A whole number from 1 to 99'} className="w-40">
        <Input mono suffix="%" inputMode="numeric" value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <Button
        type="submit"
        className="mt-[26px]"
        busy={busy}
        disabledReason={
          denied ??
          (valid ? (wanted === percent ? 'It has this percentage already.' : undefined) : 'Enter a percentage first.')
        }
      >
        Change percentage
      </Button>
    </form>
  )
}

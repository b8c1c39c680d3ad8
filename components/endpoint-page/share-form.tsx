'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'

export interface ShareFormProps {
  /** The share as it is. */
  percent: number
  busy: boolean
  denied?: string
  onShare: (percent: number) => void
}

/** Another share for the new version. */
export function ShareForm({ percent, busy, denied, onShare }: ShareFormProps) {
  const [text, setText] = useState(String(percent))
  const wanted = Number(text.trim() || Number.NaN)
  const valid = Number.isInteger(wanted) && wanted >= 1 && wanted <= 99
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (valid && !denied) onShare(wanted)
  }
  return (
    <form noValidate aria-label="Share of the calls" onSubmit={submit} className="flex items-start gap-2">
      <Field label="Share" error={valid ? undefined : 'A whole number from 1 to 99'} className="w-40">
        <Input mono suffix="%" inputMode="numeric" value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <Button
        type="submit"
        className="mt-[26px]"
        busy={busy}
        disabledReason={
          denied ?? (valid ? (wanted === percent ? 'It has this share already.' : undefined) : 'Give a share first.')
        }
      >
        Change the share
      </Button>
    </form>
  )
}

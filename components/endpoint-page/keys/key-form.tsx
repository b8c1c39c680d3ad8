'use client'

import { KeyRound } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/button'
import { Field } from '../../ui/form/field'
import { Input } from '../../ui/form/input'

interface KeyFormProps {
  busy: boolean
  onMake: (name: string) => void
  onCancel: () => void
}

export function KeyForm({ busy, onMake, onCancel }: KeyFormProps) {
  const [name, setName] = useState('')
  const [submitted, setSubmitted] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setSubmitted(true)
    if (name.trim() !== '') onMake(name.trim())
  }
  return (
    <form onSubmit={submit} noValidate aria-label="New key" className="grid gap-3 border-line border-b p-4">
      <Field
        label="Name of the key"
        hint="Who will call with it: Mobile app, Partner Ltd."
        error={submitted && name.trim() === '' ? 'Name the one who will call with it' : undefined}
      >
        <Input autoFocus value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="sm" type="submit" variant="primary" icon={<KeyRound aria-hidden />} busy={busy}>
          Make key
        </Button>
      </div>
    </form>
  )
}

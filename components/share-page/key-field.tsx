'use client'

import { KeyRound } from 'lucide-react'
import { Field } from '../ui/form/field'
import { Input } from '../ui/form/input'

interface KeyFieldProps {
  value: string
  onChange: (value: string) => void
}

/** A visitor's own key. It is kept in this tab and goes to the public API only. */
export function KeyField({ value, onChange }: KeyFieldProps) {
  return (
    <section aria-label="API key" className="mt-4 rounded-card border border-line bg-surface p-4">
      <Field
        label="API key"
        hint="This URL answers only callers with a key. Ask the person who sent you this page for one; it stays in this tab and goes to the URL only."
      >
        <Input
          mono
          type="password"
          spellCheck={false}
          prefix={<KeyRound aria-hidden className="size-4" />}
          value={value}
          onChange={(event) => onChange(event.target.value.trim())}
        />
      </Field>
    </section>
  )
}

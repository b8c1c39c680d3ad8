'use client'

import { useState } from 'react'
import { Field } from '../../../ui/form/field'
import { Input } from '../../../ui/form/input'

interface RowLimitProps {
  rows: number
  onChange: (rows: number) => void
}

/** Kept as soon as it is a number; what is typed stays until then. */
export function RowLimit({ rows, onChange }: RowLimitProps) {
  const [typed, setTyped] = useState<string>()
  const problem = typed === undefined || isLimit(typed) ? undefined : 'A whole number from 1 to 1,000,000'
  return (
    <Field label="Offer a transform job over" error={problem} className="w-52">
      <Input
        inputMode="numeric"
        suffix="rows"
        value={typed ?? String(rows)}
        onChange={({ target: { value } }) => {
          setTyped(value)
          if (isLimit(value)) onChange(Number(value))
        }}
        onBlur={() => problem === undefined && setTyped(undefined)}
      />
    </Field>
  )
}

const isLimit = (text: string) => /^[1-9]\d*$/.test(text) && Number(text) <= 1_000_000

'use client'

import { ClipboardPaste } from 'lucide-react'
import { useState } from 'react'
import type { Feature } from '@/lib/model/contract/contract'
import { decodeRow, type FormValues } from '@/lib/model/requests/encode'
import { Field } from '../ui/field'
import { Input } from '../ui/input'

interface PasteRowProps {
  features: Feature[]
  onFill: (values: FormValues) => void
}

/** A pasted row fills the form at once; what does not fit is explained and changes nothing. */
export function PasteRow({ features, onFill }: PasteRowProps) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const take = (next: string) => {
    setText(next)
    if (next.trim() === '') return setProblem(undefined)
    const read = decodeRow(features, next)
    if (!read.ok) return setProblem(`${read.error.message} ${read.error.remedy ?? ''}`)
    setProblem(undefined)
    onFill(read.value)
  }
  return (
    <Field label="Paste a CSV row" error={problem} hint="Or a JSON object by the features' names">
      <Input
        mono
        prefix={<ClipboardPaste aria-hidden className="size-3.5" />}
        placeholder={features.map((feature) => feature.default ?? feature.choices?.[0] ?? '0').join(',')}
        value={text}
        onChange={(event) => take(event.target.value)}
      />
    </Field>
  )
}

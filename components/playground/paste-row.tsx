'use client'

import { ClipboardPaste } from 'lucide-react'
import { type ClipboardEvent, useState } from 'react'
import type { Feature } from '@/lib/model/contract/contract'
import { decodePasted } from '@/lib/model/requests/decode-row'
import type { FormValues } from '@/lib/model/requests/encode'
import { Field } from '../ui/form/field'
import { Input } from '../ui/form/input'

interface PasteRowProps {
  features: Feature[]
  onFill: (values: FormValues) => void
}

/** A pasted row fills the form at once; what does not fit is explained and changes nothing. */
export function PasteRow({ features, onFill }: PasteRowProps) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const [unused, setUnused] = useState<string[]>([])
  const take = (next: string) => {
    setText(next)
    setUnused([])
    if (next.trim() === '') return setProblem(undefined)
    const read = decodePasted(features, next)
    if (!read.ok) return setProblem(`${read.error.message} ${read.error.remedy ?? ''}`)
    setProblem(undefined)
    setUnused(read.value.unused)
    onFill(read.value.values)
  }
  // The field has one line, and a header with its row has two.
  const paste = (event: ClipboardEvent) => {
    event.preventDefault()
    event.stopPropagation()
    take(event.clipboardData.getData('text'))
  }
  return (
    <Field
      label="Paste a row"
      error={problem}
      hint={
        unused.length > 0
          ? `Not a feature, so left out: ${unused.slice(0, 8).join(', ')}`
          : 'CSV, cells of a sheet, JSON, or a list, tuple or dict of a notebook'
      }
    >
      <Input
        mono
        prefix={<ClipboardPaste aria-hidden className="size-3.5" />}
        placeholder={features.map((feature) => feature.default ?? feature.choices?.[0] ?? '0').join(',')}
        value={text}
        onChange={(event) => take(event.target.value)}
        onPaste={paste}
      />
    </Field>
  )
}

'use client'

import { type Encoding, encodings } from '@/lib/model/tables/encoding'
import { Field } from './field'
import { Select } from './select'

interface EncodingSelectProps {
  /** The one that the file was read in. */
  encoding: Encoding
  onChange: (encoding: Encoding) => void
}

/** The encoding that was found, and the others for the file that was read wrong. */
export function EncodingSelect({ encoding, onChange }: EncodingSelectProps) {
  return (
    <Field label="Encoding" className="w-60">
      <Select
        size="sm"
        options={[...encodings]}
        value={encoding}
        onValueChange={(next) => onChange(encodings.find(({ value }) => value === next)?.value ?? encoding)}
      />
    </Field>
  )
}

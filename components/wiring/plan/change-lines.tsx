'use client'

import { useState } from 'react'
import type { FieldChange } from '@/lib/wiring/state/plan'
import { FieldList } from './field-list'

/** More fields, or a longer text, than this are opened by a click. */
const most = { fields: 4, characters: 120 }

const isLong = ({ from = '', to = '' }: FieldChange) => from.length + to.length > most.characters

/** What changes from what to what, below the row of its resource: the short ones at once, all of it by a click. */
export function ChangeLines({ fields }: { fields: FieldChange[] }) {
  const [all, setAll] = useState(false)
  const short = fields.map((field) => (isLong(field) ? { ...field, from: cut(field.from), to: cut(field.to) } : field))
  const hidden = Math.max(0, fields.length - most.fields)
  return (
    <div className="pr-3 pb-2 pl-[42px] max-md:pl-3">
      <FieldList fields={all ? fields : short.slice(0, most.fields)} />
      {(hidden > 0 || fields.some(isLong)) && (
        <button type="button" aria-expanded={all} className="link text-12" onClick={() => setAll(!all)}>
          {all ? 'Show less' : hidden > 0 ? `Show all ${fields.length} fields` : 'Show in full'}
        </button>
      )}
    </div>
  )
}

const cut = (text: string | undefined): string | undefined =>
  text !== undefined && text.length > most.characters / 2 ? `${text.slice(0, most.characters / 2)}…` : text

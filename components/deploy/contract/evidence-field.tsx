'use client'

import { Upload } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import { plural } from '@/lib/plural'
import { Button } from '../../ui/button'
import { cn } from '../../ui/cn'
import { EncodingSelect } from '../../ui/form/encoding-select'
import { Field } from '../../ui/form/field'
import { Textarea } from '../../ui/form/input'
import { useDrop } from '../../ui/hooks/use-drop'
import { ServerEvidence } from './server-evidence'
import type { useEvidence } from './use-evidence'

interface EvidenceFieldProps {
  evidence: ReturnType<typeof useEvidence>
  /** What the field starts with. */
  names: string
  count: number
  problem?: string
}

/** Takes every kind of evidence of features: typed names, pasted rows, dropped files. */
export function EvidenceField({ evidence, names, count, problem }: EvidenceFieldProps) {
  const [text, setText] = useState(names)
  const chooser = useRef<HTMLInputElement>(null)
  const { said, rows } = evidence

  const type = (next: string) => {
    setText(next)
    if (next.trim() === '') evidence.clear()
    else evidence.read(next)
  }
  const take = (files: File[]) => {
    setText('')
    void evidence.readFiles(files)
  }
  const { over, handlers } = useDrop(take)
  return (
    <div
      data-drop-zone
      {...handlers}
      className={cn('grid gap-2 rounded-ctl', over && 'outline-2 outline-focus outline-offset-2')}
    >
      <Field
        label="Feature columns"
        aside={count > 0 ? plural(count, 'column') : 'optional'}
        hint="Names in the model’s order, or paste or drop training rows, statistics.json, constraints.json, an MLmodel file, a sample payload or captured data."
        error={said?.wrong ? said.text : problem}
      >
        <Textarea
          mono
          rows={3}
          placeholder="sepal_length, sepal_width, petal_length, petal_width"
          value={text}
          onChange={(event) => type(event.target.value)}
        />
      </Field>
      <ServerEvidence onUse={evidence.apply} chooser={<FileChooser chooser={chooser} onFiles={take} />} />
      <p role="status" className="text-12 text-fg-2">
        {said && !said.wrong && said.text}
      </p>
      {rows.length > 0 && (
        <p className="flex flex-wrap items-center gap-2 text-12 text-fg-2">
          The public API gets a sample made from types and ranges. Rows of this data stay private.
          <Button size="sm" onClick={evidence.publishRows}>
            Make {plural(rows.length, 'row')} public examples
          </Button>
        </p>
      )}
      {evidence.encoding && (
        <EncodingSelect encoding={evidence.encoding} onChange={(next) => void evidence.readAgain(next)} />
      )}
    </div>
  )
}

interface FileChooserProps {
  chooser: RefObject<HTMLInputElement | null>
  onFiles: (files: File[]) => void
}

function FileChooser({ chooser, onFiles }: FileChooserProps) {
  return (
    <div>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label="Files with features"
        onChange={(event) => {
          if (event.target.files?.length) onFiles([...event.target.files])
          // The same file can be chosen again.
          event.target.value = ''
        }}
      />
      <Button size="sm" icon={<Upload aria-hidden />} onClick={() => chooser.current?.click()}>
        Choose files
      </Button>
    </div>
  )
}

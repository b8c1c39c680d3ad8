'use client'

import { Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { describedBy, withoutRow } from '@/lib/model/contract/draft'
import { comparedWith, withEvidenceIn, withResponse } from '@/lib/model/contract/draft-evidence'
import { type Evidence, readEvidence } from '@/lib/model/profile/evidence'
import { readEvidenceFile } from '@/lib/model/profile/files/evidence-file'
import type { Proposal } from '@/lib/model/profile/proposals'
import type { Encoding } from '@/lib/model/tables/encoding'
import type { Failure, Result } from '@/lib/result'
import { Proposals } from '../../contract/proposals'
import { Button } from '../../ui/button'
import { cn } from '../../ui/cn'
import { EncodingSelect } from '../../ui/form/encoding-select'
import { Field } from '../../ui/form/field'
import { Textarea } from '../../ui/form/input'
import { useDrop } from '../../ui/hooks/use-drop'
import type { FeatureDraft } from './use-draft'

interface Read {
  /** What was read, in a sentence; the text unless given. */
  from?: string
  evidence: Evidence
}

/** A header, rows or a file: read in this browser, compared with the table, and taken when a person says so. */
export function PastePanel({ features }: { features: FeatureDraft }) {
  const { base, draft, edit } = features
  const [text, setText] = useState('')
  const [read, setRead] = useState<Read>()
  const [failure, setFailure] = useState<Failure>()
  const [file, setFile] = useState<{ file: File; encoding: Encoding }>()
  const [proposals, setProposals] = useState<Proposal[]>([])
  const [taken, setTaken] = useState<string>()
  const chooser = useRef<HTMLInputElement>(null)
  const now = describedBy(base, draft)
  const next = read && withEvidenceIn(base, draft, read.evidence)

  const show = (result: Result<Evidence>, from?: string) => {
    setTaken(undefined)
    setFailure(result.ok ? undefined : result.error)
    setRead(result.ok ? { evidence: result.value, from } : undefined)
  }
  const type = (pasted: string) => {
    setText(pasted)
    setFile(undefined)
    if (pasted.trim() === '') {
      setRead(undefined)
      setFailure(undefined)
    } else show(readEvidence(pasted))
  }
  const readFile = async (chosen: File, encoding?: Encoding) => {
    setText('')
    const result = await readEvidenceFile(chosen, encoding)
    setFile(result.ok ? { file: chosen, encoding: result.value.encoding } : undefined)
    if (result.ok) show(result.value.evidence, result.value.from)
    else show(result)
  }
  const readFiles = ([first]: File[]) => {
    if (first) void readFile(first)
  }
  const { over, handlers } = useDrop(readFiles)
  const take = () => {
    if (!read || !next?.ok) return
    edit(next.value)
    setProposals(read.evidence.proposals ?? [])
    setTaken(`${read.evidence.bare ? 'Names' : 'Names, types and ranges'} taken from ${read.from ?? 'the text'}.`)
    setText('')
    setRead(undefined)
    setFile(undefined)
  }
  const problem = failure ?? (next && !next.ok ? next.error : undefined)
  const names = now.contract.features.map(({ name }) => name)
  return (
    <div
      data-drop-zone
      {...handlers}
      className={cn(
        'grid gap-2.5 rounded-b-card border-line border-t bg-sunken px-4 py-3',
        over && 'outline-2 outline-focus -outline-offset-2',
      )}
    >
      <Field
        label="Paste a header line, rows, or a file’s text"
        aside="read in this browser"
        hint="Also statistics.json, constraints.json, an MLmodel file or a request body. Files can be dropped here."
        error={problem && [problem.message, problem.remedy].filter(Boolean).join(' ')}
      >
        <Textarea
          mono
          rows={4}
          placeholder={'bill_length_mm,bill_depth_mm,island\n39.1,18.7,Torgersen\n46.5,17.9,Dream'}
          value={text}
          onChange={(event) => type(event.target.value)}
        />
      </Field>
      {file && <EncodingSelect encoding={file.encoding} onChange={(encoding) => void readFile(file.file, encoding)} />}
      <div className="flex flex-wrap items-center gap-2">
        <p
          role="status"
          className={cn('min-w-0 flex-1 basis-60 break-words text-12', next?.ok ? 'text-ok-f' : 'text-fg-2')}
        >
          {read && next?.ok ? sentenceOf(read, comparedWith(now, read.evidence)) : taken}
        </p>
        <input
          ref={chooser}
          type="file"
          hidden
          aria-label="File with features"
          onChange={(event) => {
            readFiles([...(event.target.files ?? [])])
            // The same file can be chosen again.
            event.target.value = ''
          }}
        />
        <Button size="sm" icon={<Upload aria-hidden />} onClick={() => chooser.current?.click()}>
          Choose a file
        </Button>
        <Button size="sm" disabledReason={next?.ok ? undefined : 'Paste a header or rows first'} onClick={take}>
          {read?.evidence.bare ? 'Use names' : 'Use names, types and ranges'}
        </Button>
      </div>
      <Proposals
        proposals={proposals}
        names={names}
        onRemove={(place) => edit(withoutRow(draft, draft.rows[place]?.key ?? ''))}
        onResponse={(place) => edit(withResponse(base, draft, place))}
      />
      {read && !read.evidence.bare && (
        <p className="text-12 text-fg-2">
          Rows stay in this browser. The API gets names, types and rounded ranges, and a sample made from them.
        </p>
      )}
    </div>
  )
}

const sentenceOf = ({ from, evidence }: Read, compared: string): string =>
  `${from ? `${from}: ` : ''}${compared}. ${[evidence.source, ...evidence.notes].join(', ')}.`

'use client'

import { Pencil, RotateCcw } from 'lucide-react'
import { type ClipboardEvent, type FormEvent, useState } from 'react'
import type { Example, Feature } from '@/lib/model/contract/contract'
import { buildNamed, buildRowRequest, type RowTarget } from '@/lib/model/requests/build-request'
import { rowsOf } from '@/lib/model/requests/csv-rows'
import { decodeRow } from '@/lib/model/requests/decode-row'
import { encodeRow, type FormValues } from '@/lib/model/requests/encode'
import { rowsOfPaste } from '@/lib/model/requests/pasted-rows'
import { plural } from '@/lib/plural'
import type { RunInput } from '@/lib/runs/input'
import { Button, IconButton } from '../ui/button'
import { Card, CardHeader } from '../ui/card'
import { Field } from '../ui/form/field'
import { Textarea } from '../ui/form/input'
import { useAsTyped } from './call/use-as-typed'
import type { Send } from './call/use-prediction'
import { ExamplesMenu, withSampleRow } from './examples-menu'
import { FeatureList } from './feature-list'
import { PasteRow } from './paste-row'
import { RequestPreview } from './request-preview'
import { KeyHint, KeyHints, SendBar } from './send-bar'
import { useCtrlEnter } from './use-ctrl-enter'
import { type FormRow, keepInUrl } from './use-form-row'

interface CommonProps extends RowTarget {
  title: string
  /** With the request and the paste field; the share page leaves them out. */
  expert: boolean
  busy: boolean
  /** The examples of the contract. */
  examples?: Example[]
  sampleRow?: string
  onSend: Send
  /** Called with each change, for the snippets. */
  onRow?: (row: string) => void
  /** Opens the features as a table; absent where they cannot be edited. */
  onEdit?: () => void
}

interface FeatureInputProps extends CommonProps {
  features: Feature[]
  form: FormRow
  /** Names of the features that were edited in this browser. */
  changed?: ReadonlySet<string>
}

export function FeatureInputCard(props: FeatureInputProps) {
  const { title, features, form, changed, expert, busy, examples, sampleRow, onSend, onRow, onEdit } = props
  const asTyped = useAsTyped()
  const formElement = useCtrlEnter()
  const callFor = (row: string) => buildRowRequest(props, [row])
  const call = callFor(form.row)
  const predict = (row: string) => {
    onRow?.(row)
    onSend(callFor(row), { kind: 'rows', rows: [row] })
  }
  const fill = (values: FormValues) => {
    form.fill(values)
    const complete = features.every((feature) => !form.problemOf(feature, values[feature.name] ?? ''))
    asTyped.changed(() => complete && predict(encodeRow(features, values)))
  }
  const take = (text: string): boolean => {
    const read = decodeRow(features, text)
    if (read.ok) fill(read.value)
    return read.ok
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.showProblems()
    if (form.isComplete) predict(form.row)
  }
  // A whole row fills the form wherever it is pasted; less than a row goes where the cursor is.
  const paste = (event: ClipboardEvent) => {
    if (features.length > 1 && take(event.clipboardData.getData('text'))) event.preventDefault()
  }
  return (
    <Card aria-labelledby="input">
      <CardHeader id="input" title={title} meta={expert ? plural(features.length, 'column') : undefined}>
        <ExamplesMenu examples={expert ? withSampleRow(examples, sampleRow) : (examples ?? [])} onTake={take} />
        <IconButton size="sm" label="Reset" icon={<RotateCcw aria-hidden />} onClick={form.reset} />
        <EditButton onEdit={onEdit} />
      </CardHeader>
      <form ref={formElement} noValidate onSubmit={submit} onPaste={paste} className="grid gap-4 p-4">
        <FeatureList
          features={features}
          form={form}
          changed={changed}
          onChange={(name, value) => fill({ ...form.values, [name]: value })}
        />
        {expert && <PasteRow features={features} onFill={fill} />}
        {expert && (
          <RequestPreview
            call={call}
            // The API knows edited names once they are saved.
            named={form.isComplete && !changed?.size ? buildNamed(props, features, form.row) : undefined}
          />
        )}
        <SendBar busy={busy && !asTyped.on} asTyped={asTyped} />
      </form>
      {expert && (
        <KeyHints>
          <KeyHint keys={['←', '→']}>move a slider</KeyHint>
          <KeyHint keys={['Home', 'End']}>to its ends</KeyHint>
          <KeyHint keys={['Ctrl V']}>a row, anywhere here</KeyHint>
        </KeyHints>
      )}
    </Card>
  )
}

function EditButton({ onEdit }: Pick<CommonProps, 'onEdit'>) {
  return onEdit ? (
    <Button size="sm" icon={<Pencil aria-hidden />} onClick={onEdit}>
      Edit features
    </Button>
  ) : null
}

/** Without described columns: rows as they are, one a line. */
export function RowInputCard(props: CommonProps & { rowInUrl?: string; start?: RunInput }) {
  const { title, busy, examples, sampleRow, rowInUrl, start, onSend, onRow, onEdit, ...target } = props
  const [text, setText] = useState(start?.kind === 'rows' ? start.rows.join('\n') : (rowInUrl ?? sampleRow ?? ''))
  const [problem, setProblem] = useState<string>()
  const formElement = useCtrlEnter()
  const rows = rowsOf(text)
  const call = buildRowRequest(target, rows.length > 0 ? rows : [''])
  const take = (next: string) => {
    setText(next)
    keepInUrl(next)
  }
  // Cells of a sheet and lists of a notebook become the CSV that is sent, before the person's eyes.
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = rowsOfPaste(event.clipboardData.getData('text'))
    if (!pasted) return
    event.preventDefault()
    const { selectionStart, selectionEnd } = event.currentTarget
    take(`${text.slice(0, selectionStart)}${pasted.join('\n')}${text.slice(selectionEnd)}`)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (rows.length === 0) return setProblem('Enter a row: the values in the model’s order, separated by commas')
    setProblem(undefined)
    onRow?.(rows[0] ?? '')
    onSend(call, { kind: 'rows', rows })
  }
  return (
    <Card aria-labelledby="input">
      <CardHeader id="input" title={title} meta={rows.length > 1 ? `${rows.length} rows` : undefined}>
        <ExamplesMenu examples={withSampleRow(examples, sampleRow)} onTake={take} />
        <EditButton onEdit={onEdit} />
      </CardHeader>
      <form ref={formElement} noValidate onSubmit={submit} className="grid gap-4 p-4">
        <Field
          label="Rows"
          error={problem}
          hint="Values in the model's order, separated by commas; a line for each row, a value with a comma in quotes. Described features become a form here."
        >
          <Textarea mono rows={6} value={text} onChange={(event) => take(event.target.value)} onPaste={paste} />
        </Field>
        {target.expert && <RequestPreview call={call} />}
        <SendBar busy={busy} />
      </form>
    </Card>
  )
}

'use client'

import { Play, RotateCcw } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import type { Feature } from '@/lib/features/contract'
import { Button } from '../ui/button'
import { Card, CardHeader } from '../ui/card'
import { Field } from '../ui/field'
import { Textarea } from '../ui/input'
import { Kbd } from '../ui/kbd'
import { type Call, callOf } from './ask'
import { FeatureField } from './feature-field'
import { PasteRow } from './paste-row'
import { RequestPreview } from './request-preview'
import { type FormRow, keepInUrl } from './use-form-row'

interface Target {
  invokeUrl: string
  queryParameter: string
}

interface CommonProps extends Target {
  title: string
  /** With the request and the paste field; the share page leaves them out. */
  expert: boolean
  busy: boolean
  onSend: (call: Call, rows: string[]) => void
  /** Told of each change, for the snippets. */
  onRow?: (row: string) => void
}

/** Ctrl Enter (or Cmd Enter) sends from anywhere in the form. */
const onCtrlEnter = (event: KeyboardEvent<HTMLFormElement>) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}

export function FeatureInputCard(props: CommonProps & { features: Feature[]; form: FormRow }) {
  const { title, features, form, expert, busy, onSend, onRow } = props
  const call = callOf(props.invokeUrl, props.queryParameter, [form.row])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.showProblems()
    if (!form.isComplete) return
    onRow?.(form.row)
    onSend(call, [form.row])
  }
  return (
    <Card aria-labelledby="input">
      <CardHeader
        id="input"
        title={title}
        meta={expert ? `${features.length} ${features.length === 1 ? 'column' : 'columns'}` : undefined}
      >
        <Button size="sm" variant="ghost" icon={<RotateCcw aria-hidden />} onClick={form.reset}>
          Reset
        </Button>
      </CardHeader>
      <form noValidate onSubmit={submit} onKeyDown={onCtrlEnter} className="grid gap-4 p-4">
        <div className="grid gap-3 [&>*+*]:border-line [&>*+*]:border-t [&>*+*]:pt-3">
          {features.map((feature) => (
            <FeatureField
              key={feature.name}
              feature={feature}
              value={form.values[feature.name] ?? ''}
              problem={form.problems[feature.name]}
              onChange={(value) => form.set(feature.name, value)}
            />
          ))}
        </div>
        {expert && <PasteRow features={features} onFill={form.fill} />}
        {expert && <RequestPreview call={call} />}
        <SendButton busy={busy} />
      </form>
    </Card>
  )
}

/** Without described columns: rows as they are, one a line. */
export function RowInputCard(props: CommonProps & { sampleRow?: string; rowInUrl?: string }) {
  const { title, busy, sampleRow, rowInUrl, onSend, onRow, ...target } = props
  const [text, setText] = useState(rowInUrl ?? sampleRow ?? '')
  const [problem, setProblem] = useState<string>()
  const rows = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const call = callOf(target.invokeUrl, target.queryParameter, rows.length > 0 ? rows : [''])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (rows.length === 0) return setProblem('Enter a row: the values in the model’s order, separated by commas')
    setProblem(undefined)
    onRow?.(rows[0] ?? '')
    onSend(call, rows)
  }
  return (
    <Card aria-labelledby="input">
      <CardHeader id="input" title={title} meta={rows.length > 1 ? `${rows.length} rows` : undefined} />
      <form noValidate onSubmit={submit} onKeyDown={onCtrlEnter} className="grid gap-4 p-4">
        <Field
          label="Rows"
          error={problem}
          hint="Values in the model's order, separated by commas; a line for each row. Columns described at the deploy become a form here."
        >
          <Textarea
            mono
            rows={6}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              keepInUrl(event.target.value)
            }}
          />
        </Field>
        {target.expert && <RequestPreview call={call} />}
        <SendButton busy={busy} />
      </form>
    </Card>
  )
}

function SendButton({ busy }: { busy: boolean }) {
  return (
    <Button type="submit" variant="primary" busy={busy} icon={<Play aria-hidden />} className="w-full">
      Predict
      <Kbd className="ml-1 border-current bg-transparent text-inherit max-md:hidden">Ctrl Enter</Kbd>
    </Button>
  )
}

'use client'

import type { ColumnValue } from '@/lib/model/contract/column-value'
import type { InputKind } from '@/lib/model/contract/contract'
import { Checkbox } from '../../ui/form/checkbox'
import { Field } from '../../ui/form/field'
import { Input, Textarea } from '../../ui/form/input'
import { Select } from '../../ui/form/select'
import type { InputValue } from '../values/contract-values'
import { FeatureList } from './feature-list'

const kinds: { value: InputKind; label: string; hint: string }[] = [
  { value: 'rows', label: 'Rows of features', hint: 'CSV' },
  { value: 'text', label: 'Text', hint: 'JSON or plain' },
  { value: 'image', label: 'Image', hint: 'bytes' },
  { value: 'audio', label: 'Audio', hint: 'bytes' },
  { value: 'chat', label: 'Chat', hint: 'messages' },
  { value: 'json', label: 'Other JSON', hint: 'as it is' },
]
const wraps = [
  { value: 'inputs', label: '{"inputs": text}' },
  { value: 'instances', label: '{"instances": [text]}' },
  { value: 'plain', label: 'The text itself' },
]

interface InputFieldsProps {
  input: InputValue
  problem?: string
  onChange: (input: InputValue) => void
}

/** What a request is made of, and the few settings of its kind. */
export function InputFields({ input, problem, onChange }: InputFieldsProps) {
  const set = (change: Partial<InputValue>) => onChange({ ...input, ...change })
  return (
    <div className="grid gap-3">
      <Field label="Input" error={problem}>
        <Select options={kinds} value={input.kind} onValueChange={(kind) => set({ kind: kind as InputKind })} />
      </Field>
      {input.kind === 'text' && (
        <Field label="Sent as">
          <Select
            mono
            options={wraps}
            value={input.wrap}
            onValueChange={(wrap) => set({ wrap: wrap as InputValue['wrap'] })}
          />
        </Field>
      )}
      {input.kind === 'image' && <MediaType value={input.imageType} onChange={(imageType) => set({ imageType })} />}
      {input.kind === 'audio' && <MediaType value={input.audioType} onChange={(audioType) => set({ audioType })} />}
      {input.kind === 'chat' && (
        <>
          <Field label="System message" aside="optional">
            <Textarea rows={2} value={input.system} onChange={(event) => set({ system: event.target.value })} />
          </Field>
          <Checkbox
            label="Streams its answer"
            hint="Server-sent events, drawn as they come."
            checked={input.stream}
            onCheckedChange={(stream) => set({ stream: stream === true })}
          />
        </>
      )}
      {input.kind === 'json' && (
        <Field label="Example body" aside="optional" hint="What the playground starts with.">
          <Textarea mono rows={5} value={input.example} onChange={(event) => set({ example: event.target.value })} />
        </Field>
      )}
      {(input.kind === 'chat' || input.kind === 'text') && (
        <Parameters parameters={input.parameters} onChange={(parameters) => set({ parameters })} />
      )}
    </div>
  )
}

function MediaType({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <Field label="Content type">
      <Input mono spellCheck={false} value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  )
}

interface ParametersProps {
  parameters: ColumnValue[]
  onChange: (parameters: ColumnValue[]) => void
}

function Parameters({ parameters, onChange }: ParametersProps) {
  const move = (from: number, to: number) => {
    const next = parameters.filter((_, index) => index !== from)
    next.splice(to, 0, ...parameters.slice(from, from + 1))
    onChange(next)
  }
  return (
    <FeatureList
      label="Parameters"
      columns={parameters}
      onChange={onChange}
      onMove={move}
      onRemove={(index) => onChange(parameters.filter((_, at) => at !== index))}
    />
  )
}

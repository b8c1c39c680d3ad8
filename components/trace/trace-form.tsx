'use client'

import { Play } from 'lucide-react'
import { type ChangeEvent, type FormEvent, useState } from 'react'
import { maxBinaryBytes } from '@/lib/model/requests/build-body'
import { Button } from '../ui/button'
import { Card, CardHeader } from '../ui/card'
import { Field } from '../ui/form/field'
import { Input, Textarea } from '../ui/form/input'
import { Segmented } from '../ui/form/segmented'
import { EventField } from './event-field'
import type { useEvent } from './use-event'

interface TraceFormProps {
  sent: ReturnType<typeof useEvent>
  running: boolean
  again: boolean
  denied?: string
  onRun: () => void
}

/** What goes through the hops: a payload and the form in which callers send it, or the event itself, edited. */
export function TraceForm({ sent, running, again, denied, onRun }: TraceFormProps) {
  const obstacle = denied ?? sent.obstacle
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!obstacle && !running) onRun()
  }
  return (
    <Card aria-label="Payload">
      <form onSubmit={submit} noValidate aria-label="Trace">
        <CardHeader title="Payload" meta="one request, sent through each hop by itself">
          <Button
            type="submit"
            variant={again ? 'default' : 'primary'}
            icon={<Play aria-hidden />}
            busy={running}
            disabledReason={obstacle}
          >
            {again ? 'Run trace again' : 'Run trace'}
          </Button>
        </CardHeader>
        <div className="grid gap-4 p-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
          <div className="grid content-start gap-4">
            <div className="grid gap-1.5">
              <Segmented
                label="Test event"
                value={sent.event?.id ?? ''}
                onValueChange={sent.choose}
                items={sent.events.map(({ id, label }) => ({ value: id, label }))}
              />
              <p className="text-12 text-fg-2">{sent.event?.about}</p>
            </div>
            {sent.event?.payload && (sent.takesFile ? <FileField sent={sent} /> : <PayloadField sent={sent} />)}
            {obstacle && <p className="text-12 text-fg-2">{obstacle}</p>}
          </div>
          <EventField sent={sent} />
        </div>
      </form>
    </Card>
  )
}

const payloadWords: Record<string, { label: string; placeholder: string }> = {
  rows: { label: 'Row', placeholder: '5.1,3.5,1.4,0.2' },
  text: { label: 'Text', placeholder: 'What the model reads' },
  chat: { label: 'First message', placeholder: 'What a person writes' },
  json: { label: 'JSON', placeholder: '{"instances": []}' },
}

function PayloadField({ sent }: Pick<TraceFormProps, 'sent'>) {
  const words = payloadWords[sent.kind]
  return (
    <Field label={words?.label ?? 'Payload'} hint="Several rows go on lines of their own.">
      <Textarea
        mono
        rows={3}
        placeholder={words?.placeholder}
        value={sent.payload}
        onChange={(event) => sent.setPayload(event.target.value)}
      />
    </Field>
  )
}

function FileField({ sent }: Pick<TraceFormProps, 'sent'>) {
  const [error, setError] = useState<string>()
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    if (!file) return
    setError(file.size > maxBinaryBytes ? 'At most 4.5 MB, as Lambda takes no more bytes in a request' : undefined)
    if (file.size > maxBinaryBytes) return sent.setFile(undefined)
    sent.setFile({ name: file.name, type: file.type, base64: await base64Of(file) })
    sent.reset()
  }
  return (
    <Field label="File" error={error} hint={sent.file && `${sent.file.name}, sent as base64 in the event`}>
      <Input type="file" accept={`${sent.kind}/*`} onChange={read} className="h-auto py-1" />
    </Field>
  )
}

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })

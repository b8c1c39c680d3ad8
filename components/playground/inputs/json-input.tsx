'use client'

import { Braces } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { jsonBody } from '@/lib/model/requests/build-body'
import { exactText, parseExact } from '@/lib/model/requests/exact-json'
import { Button } from '../../ui/button'
import { Card, CardHeader } from '../../ui/card'
import { Field } from '../../ui/form/field'
import { Textarea } from '../../ui/form/input'
import { ExamplesMenu } from '../examples-menu'
import { RequestPreview } from '../request-preview'
import { SendBar } from '../send-bar'
import { useCtrlEnter } from '../use-ctrl-enter'
import { keepInUrl } from '../use-form-row'
import type { KindInputProps } from './types'

/** Any other JSON, checked before it is sent. */
export function JsonInput({
  input,
  contract,
  title,
  expert,
  invokeUrl,
  busy,
  textInUrl,
  start,
  onSend,
}: KindInputProps<'json'>) {
  const [text, setText] = useState(start?.text ?? textInUrl ?? input.example ?? contract.examples?.[0]?.value ?? '')
  const [touched, setTouched] = useState(false)
  const body = jsonBody(text, input)
  const form = useCtrlEnter()
  const take = (next: string) => {
    setText(next)
    keepInUrl(next)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (body.ok) onSend({ method: 'POST', url: invokeUrl, ...body.value }, { kind: 'json', text })
  }
  return (
    <Card aria-labelledby="input">
      <CardHeader id="input" title={title} meta={expert ? 'JSON' : undefined}>
        <ExamplesMenu examples={contract.examples ?? []} onTake={take} />
        <Button
          size="sm"
          variant="ghost"
          icon={<Braces aria-hidden />}
          disabledReason={body.ok ? undefined : 'The text is not JSON yet.'}
          onClick={() => take(exactText(parseExact(text), 2) || text)}
        >
          Format
        </Button>
      </CardHeader>
      <form ref={form} noValidate onSubmit={submit} className="grid gap-4 p-4">
        <Field label="Body" error={touched && !body.ok ? body.error.message : undefined}>
          <Textarea mono rows={12} value={text} onChange={(event) => take(event.target.value)} />
        </Field>
        {expert && body.ok && <RequestPreview call={{ method: 'POST', url: invokeUrl, ...body.value }} />}
        <SendBar busy={busy} />
      </form>
    </Card>
  )
}

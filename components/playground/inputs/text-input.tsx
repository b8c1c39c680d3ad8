'use client'

import { type FormEvent, useState } from 'react'
import { textBody } from '@/lib/model/requests/build-body'
import type { FormValues } from '@/lib/model/requests/encode'
import { plural } from '@/lib/plural'
import { Card, CardHeader } from '../../ui/card'
import { Field } from '../../ui/form/field'
import { Textarea } from '../../ui/form/input'
import type { Call } from '../call/call'
import { useAsTyped } from '../call/use-as-typed'
import { ExamplesMenu } from '../examples-menu'
import { RequestPreview } from '../request-preview'
import { SendBar } from '../send-bar'
import { useCtrlEnter } from '../use-ctrl-enter'
import { keepInUrl } from '../use-form-row'
import { ParameterFields } from './parameter-fields'
import type { KindInputProps } from './types'
import { useParameters } from './use-parameters'

/** One text, with the parameters that the model takes beside it. */
export function TextInput({
  input,
  contract,
  title,
  expert,
  invokeUrl,
  busy,
  textInUrl,
  start,
  onSend,
}: KindInputProps<'text'>) {
  const [text, setText] = useState(start?.text ?? textInUrl ?? contract.examples?.[0]?.value ?? '')
  const [problem, setProblem] = useState<string>()
  const parameters = useParameters(input.parameters, start?.parameters)
  const asTyped = useAsTyped()
  const form = useCtrlEnter()
  const callFor = (words: string, values: FormValues): Call => ({
    method: 'POST',
    url: invokeUrl,
    ...textBody(input, words, values),
  })
  const predict = (words: string) =>
    onSend(callFor(words, parameters.values), { kind: 'text', text: words, parameters: parameters.values })
  const take = (next: string) => {
    setText(next)
    keepInUrl(next)
    asTyped.changed(() => next.trim() !== '' && parameters.isComplete && predict(next))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return setProblem('Enter a text')
    setProblem(undefined)
    if (parameters.isComplete) predict(text)
  }
  return (
    <Card aria-labelledby="input">
      <CardHeader id="input" title={title} meta={expert ? plural(text.length, 'character') : undefined}>
        <ExamplesMenu examples={contract.examples ?? []} onTake={take} />
      </CardHeader>
      <form ref={form} noValidate onSubmit={submit} className="grid gap-4 p-4">
        <Field label="Text" error={problem}>
          <Textarea rows={7} value={text} onChange={(event) => take(event.target.value)} />
        </Field>
        {input.wrap !== 'plain' && <ParameterFields parameters={input.parameters} state={parameters} />}
        {expert && <RequestPreview call={callFor(text, parameters.values)} />}
        <SendBar busy={busy && !asTyped.on} asTyped={asTyped} />
      </form>
    </Card>
  )
}

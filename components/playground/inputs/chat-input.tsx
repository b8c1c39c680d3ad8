'use client'

import { SendHorizontal, Square, Trash2 } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { Button } from '../../ui/button'
import { Card, CardHeader } from '../../ui/card'
import { Field } from '../../ui/form/field'
import { Textarea } from '../../ui/form/input'
import { ExamplesMenu } from '../examples-menu'
import { RequestPreview } from '../request-preview'
import { KeyHint, KeyHints } from '../send-bar'
import { useCtrlEnter } from '../use-ctrl-enter'
import { keepInUrl } from '../use-form-row'
import { ChatTurns } from './chat-turns'
import { ParameterFields } from './parameter-fields'
import type { KindInputProps } from './types'
import { useConversation } from './use-conversation'
import { useParameters } from './use-parameters'

/** A conversation with a language model: Enter sends, Shift Enter makes a line. */
export function ChatInput(props: KindInputProps<'chat'>) {
  const { input, contract, title, expert, invokeUrl, busy, partial, textInUrl, start, onSend, onStop } = props
  const [draft, setDraft] = useState(start ? '' : (textInUrl ?? contract.examples?.[0]?.value ?? ''))
  const box = useRef<HTMLTextAreaElement>(null)
  const parameters = useParameters(input.parameters, start?.parameters)
  const form = useCtrlEnter()
  const chat = useConversation({ input, invokeUrl, start, onSend, onStop })
  const write = (text: string) => {
    setDraft(text)
    keepInUrl(text)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy || draft.trim() === '' || !parameters.isComplete) return
    chat.say(draft.trim(), parameters.values)
    setDraft('')
  }
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While a word is composed, as in Japanese, Enter ends the word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.currentTarget.form?.requestSubmit()
  }
  const edit = () => {
    write(chat.takeBack())
    box.current?.focus()
  }
  return (
    <Card aria-labelledby="input">
      <CardHeader id="input" title={expert ? 'Conversation' : title} meta={chat.pace}>
        <ExamplesMenu examples={contract.examples ?? []} onTake={write} />
        {chat.messages.length > 0 && (
          <Button size="sm" variant="ghost" icon={<Trash2 aria-hidden />} onClick={chat.clear}>
            Clear
          </Button>
        )}
      </CardHeader>
      <form ref={form} noValidate onSubmit={submit} className="grid gap-4 p-4">
        {(chat.messages.length > 0 || busy) && (
          <ChatTurns
            messages={chat.messages}
            busy={busy}
            partial={partial}
            onRetry={() => chat.retry(parameters.values)}
            onEdit={edit}
          />
        )}
        <Field label="Message">
          <Textarea ref={box} rows={3} value={draft} onChange={(event) => write(event.target.value)} onKeyDown={keys} />
        </Field>
        {busy ? (
          <Button icon={<Square aria-hidden />} onClick={() => chat.stop(partial)}>
            Stop
          </Button>
        ) : (
          <Button type="submit" variant="primary" icon={<SendHorizontal aria-hidden />}>
            Send
          </Button>
        )}
        <details>
          <summary className="min-h-6 font-medium">System prompt</summary>
          <Field label="First instruction to the model" className="pt-3">
            <Textarea rows={3} value={chat.system} onChange={(event) => chat.setSystem(event.target.value)} />
          </Field>
        </details>
        <ParameterFields parameters={input.parameters} state={parameters} />
        {expert && (
          <RequestPreview
            call={chat.callFor([...chat.messages, { role: 'user', content: draft }], parameters.values)}
          />
        )}
      </form>
      <KeyHints>
        <KeyHint keys={['Enter']}>sends</KeyHint>
        <KeyHint keys={['Shift Enter']}>a new line</KeyHint>
      </KeyHints>
    </Card>
  )
}

'use client'

import { useState } from 'react'
import type { InputOf } from '@/lib/history/input'
import type { InputForm } from '@/lib/model/contract/contract'
import { replyOf } from '@/lib/model/predictions/sse'
import { chatBody, type Message } from '@/lib/model/requests/build-body'
import type { FormValues } from '@/lib/model/requests/encode'
import type { Asked, Call } from '../call/call'
import type { Send } from '../call/use-prediction'

interface ConversationOptions {
  input: Extract<InputForm, { kind: 'chat' }>
  invokeUrl: string
  /** Turns of before, with the answer to the last. */
  start?: InputOf<'chat'>
  onSend: Send
  onStop: () => void
}

/** Turns in order; each question is sent with all that went before, since the model remembers nothing. */
export function useConversation({ input, invokeUrl, start, onSend, onStop }: ConversationOptions) {
  const [messages, setMessages] = useState<Message[]>(start?.messages ?? [])
  const [system, setSystem] = useState(start?.system ?? input.system ?? '')
  /** Says how fast the last answer came, in words. */
  const [pace, setPace] = useState<string>()
  const callFor = (turns: Message[], values: FormValues): Call => ({
    method: 'POST',
    url: invokeUrl,
    ...chatBody(input, system, turns, values),
    ...(input.stream ? { accept: 'text/event-stream' } : {}),
  })
  const ask = async (turns: Message[], values: FormValues) => {
    setMessages(turns)
    setPace(undefined)
    const asked = await onSend(callFor(turns, values), { kind: 'chat', system, messages: turns, parameters: values })
    const reply = asked && readReply(asked)
    if (reply === undefined) return
    setMessages([...turns, { role: 'assistant', content: reply }])
    setPace(asked && paceOf(asked))
  }
  return {
    messages,
    system,
    setSystem,
    pace,
    callFor,
    say: (text: string, values: FormValues) => ask([...messages, { role: 'user', content: text }], values),
    /** The last question once more, without its answer. */
    retry: (values: FormValues) => ask(untilLastQuestion(messages), values),
    /** Takes the last question back, to be changed; gives its words. */
    takeBack: (): string => {
      const kept = untilLastQuestion(messages)
      setMessages(kept.slice(0, -1))
      return kept.at(-1)?.content ?? ''
    },
    /** Ends the answer; what came of it stays. */
    stop: (partial: string) => {
      onStop()
      if (partial) setMessages([...messages, { role: 'assistant', content: partial }])
    },
    clear: () => {
      onStop()
      setMessages([])
      setPace(undefined)
    },
  }
}

const untilLastQuestion = (messages: Message[]): Message[] =>
  messages.slice(0, messages.findLastIndex(({ role }) => role === 'user') + 1)

const readReply = (asked: Asked): string | undefined =>
  asked.kind === 'answer' && asked.status < 400 ? replyOf(asked.text, asked.contentType) : undefined

function paceOf(asked: Asked): string {
  const whole = `answered in ${Math.round(asked.latencyMs)} ms`
  const first = asked.kind === 'answer' ? asked.firstTokenMs : undefined
  return first === undefined ? whole : `first words after ${Math.round(first)} ms, ${whole}`
}

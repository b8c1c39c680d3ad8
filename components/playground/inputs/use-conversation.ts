'use client'

import { useState } from 'react'
import type { InputForm } from '@/lib/model/contract/contract'
import { replyOf } from '@/lib/model/predictions/bodies/sse'
import { chatBody, type Message } from '@/lib/model/requests/build-body'
import type { FormValues } from '@/lib/model/requests/encode'
import type { InputOf } from '@/lib/runs/input'
import type { Call, CallOutcome } from '../call/call'
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
  const sendTurns = async (turns: Message[], values: FormValues) => {
    setMessages(turns)
    setPace(undefined)
    const outcome = await onSend(callFor(turns, values), { kind: 'chat', system, messages: turns, parameters: values })
    const reply = outcome && readReply(outcome)
    if (reply === undefined) return
    setMessages([...turns, { role: 'assistant', content: reply }])
    setPace(outcome && paceOf(outcome))
  }
  return {
    messages,
    system,
    setSystem,
    pace,
    callFor,
    say: (text: string, values: FormValues) => sendTurns([...messages, { role: 'user', content: text }], values),
    /** The last question once more, without its answer. */
    retry: (values: FormValues) => sendTurns(untilLastQuestion(messages), values),
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

const readReply = (outcome: CallOutcome): string | undefined =>
  outcome.kind === 'response' && outcome.status < 400 ? replyOf(outcome.text, outcome.contentType) : undefined

function paceOf(outcome: CallOutcome): string {
  const whole = `answered in ${Math.round(outcome.latencyMs)} ms`
  const first = outcome.kind === 'response' ? outcome.firstTokenMs : undefined
  return first === undefined ? whole : `first words after ${Math.round(first)} ms, ${whole}`
}

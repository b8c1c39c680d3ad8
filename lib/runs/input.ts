/** A whole request: enough to show it, to send it again, and to hold two of them side by side. */
import type { z } from 'zod'
import { formatNumber } from '../locale'
import type { InputForm } from '../model/contract/contract'
import { binaryBody, chatBody, jsonBody, type RequestBody, textBody } from '../model/requests/build-body'
import { fail, ok, type Result } from '../result'
import type { runInputSchema } from './input-schema'

export type RunInput = z.infer<typeof runInputSchema>
export type InputOf<K extends RunInput['kind']> = Extract<RunInput, { kind: K }>

export const recordCountOf = (input: RunInput): number => (input.kind === 'rows' ? input.rows.length : 1)

/** What the answer's picture and parser need of what was sent. */
export function sentOf(input: RunInput): { text?: string; file?: Blob } | undefined {
  switch (input.kind) {
    case 'rows':
      return undefined
    case 'text':
    case 'json':
      return { text: input.text }
    case 'chat':
      return { text: turnsOf(input) }
    default:
      return { file: input.file }
  }
}

/** The turns as one reads them. */
export const turnsOf = ({ messages }: InputOf<'chat'>): string =>
  messages.map(({ role, content }) => `${role}: ${content}`).join('\n')

export const bytesOf = (input: RunInput): number =>
  'file' in input ? input.file.size : 2 * (input.kind === 'rows' ? input.rows.join('\n') : wordsOf(input)).length

const wordsOf = (input: InputOf<'text' | 'json' | 'chat'>) => (input.kind === 'chat' ? turnsOf(input) : input.text)

/** One line for a list: of a conversation its last question. */
export function inputLine(input: RunInput, locale?: string): string {
  if ('file' in input) return `${input.name}, ${formatNumber(input.file.size, {}, locale)} B`
  if (input.kind === 'rows') {
    const [first = '', ...more] = input.rows
    return more.length > 0 ? `${first} and ${more.length} more` : first
  }
  const text = input.kind === 'chat' ? (input.messages.at(-1)?.content ?? '') : input.text
  return text.replace(/\s+/g, ' ').trim().slice(0, 200)
}

const names: Record<RunInput['kind'], string> = {
  rows: 'rows',
  text: 'a text',
  image: 'a picture',
  audio: 'a recording',
  chat: 'a conversation',
  json: 'JSON',
}

/** The body that sends it again, rows apart; refused where the endpoint takes another kind of input by now. */
export function bodyOf(form: InputForm, input: RunInput): Result<RequestBody> {
  if (form.kind === 'text' && input.kind === 'text') return ok(textBody(form, input.text, input.parameters))
  if (form.kind === 'chat' && input.kind === 'chat')
    return ok(chatBody(form, input.system, input.messages, input.parameters))
  if (form.kind === 'json' && input.kind === 'json') return jsonBody(input.text, form)
  if (form.kind === 'image' && input.kind === 'image') return binaryBody(form.contentType, input.file)
  if (form.kind === 'audio' && input.kind === 'audio') return binaryBody(form.contentType, input.file)
  return fail({
    code: 'other-kind',
    message: `This was ${names[input.kind]}, and the endpoint takes ${names[form.kind]} now.`,
    remedy: 'Send a new request in the form.',
  })
}

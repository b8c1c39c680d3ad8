/** What is sent where the input is no row: text with parameters, a conversation, bytes, JSON. */
import { formatFixed } from '../../locale'
import { fail, ok, type Result } from '../../result'
import type { Feature, InputForm } from '../contract/contract'
import type { FormValues } from './encode'
import { exactText, jsonNumberCell } from './exact-json'

export interface RequestBody {
  body: string | Blob
  contentType: string
}

export interface Message {
  role: 'system' | 'user' | 'assistant'
  content: string
}

type Input<K extends InputForm['kind']> = Extract<InputForm, { kind: K }>

/** What Lambda takes of one request, 6 MB, as base64 and with the rest of the event beside it: in bytes. */
export const maxBinaryBytes = 4_500_000

const json = 'application/json'

/** Form values as JSON has them; what is empty is left out, so that the model's own default holds. */
function parameterValues(parameters: Feature[], values: FormValues): Record<string, unknown> {
  const given = parameters.filter(({ name }) => (values[name] ?? '').trim() !== '')
  return Object.fromEntries(given.map(({ name, type }) => [name, typed(type, (values[name] ?? '').trim())]))
}

function typed(type: Feature['type'], text: string): unknown {
  if (type === 'number' || type === 'integer') return jsonNumberCell(text)
  return type === 'boolean' ? /^(true|1)$/i.test(text) : text
}

export function textBody({ wrap, parameters }: Input<'text'>, text: string, values: FormValues): RequestBody {
  if (wrap === 'plain') return { body: text, contentType: 'text/plain' }
  const given = parameterValues(parameters, values)
  const name = wrap === 'inputs' ? 'parameters' : 'configuration'
  const more = Object.keys(given).length > 0 ? { [name]: given } : {}
  const body = wrap === 'inputs' ? { inputs: text, ...more } : { instances: [text], ...more }
  return { body: exactText(body), contentType: json }
}

/** The system prompt first, where there is one. */
export function chatBody(
  { parameters, stream }: Input<'chat'>,
  system: string,
  messages: Message[],
  values: FormValues,
): RequestBody {
  const first: Message[] = system.trim() ? [{ role: 'system', content: system.trim() }] : []
  const body = {
    messages: [...first, ...messages],
    ...parameterValues(parameters, values),
    ...(stream ? { stream: true } : {}),
  }
  return { body: exactText(body), contentType: json }
}

/** Refused where it is no JSON, with the place. */
export function jsonBody(text: string): Result<RequestBody> {
  try {
    JSON.parse(text)
    return ok({ body: text, contentType: json })
  } catch (error) {
    const message = error instanceof Error ? error.message : 'It cannot be read.'
    return fail({ code: 'invalid-json', message: `This is not JSON. ${message}`, remedy: 'Correct it at that place.' })
  }
}

/** A contract that says `image/*` leaves the type to the file. */
export function binaryBody(contentType: string, file: Blob): Result<RequestBody> {
  if (file.size > maxBinaryBytes)
    return fail({
      code: 'too-large',
      message: `The file has ${megabytes(file.size)} MB, and Lambda takes ${megabytes(maxBinaryBytes)} MB of bytes in a request.`,
      remedy: 'Send a smaller one.',
    })
  return ok({ body: file, contentType: contentType.endsWith('/*') ? file.type : contentType })
}

export const megabytes = (bytes: number): string => formatFixed(bytes / 1e6, 1)

/** What is sent where the input is no row: text with parameters, a conversation, bytes, JSON. */
import { formatFixed } from '../../locale'
import { fail, ok, type Result } from '../../result'
import type { Feature, InputForm } from '../contract/contract'
import type { FormValues } from './encode'
import { exactText, jsonNumberCell, parseExact } from './exact-json'

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

/** The type of a body of other JSON. */
export const jsonTypeOf = ({ contentType }: Pick<Input<'json'>, 'contentType'>): string => contentType ?? json

/** Refused if it is no JSON, with the place. A value over several lines becomes one if the model reads JSON Lines. */
export function jsonBody(text: string, input: Pick<Input<'json'>, 'contentType'> = {}): Result<RequestBody> {
  const contentType = jsonTypeOf(input)
  const problem = problemOf(text)
  if (contentType === json) return problem ? notJson(problem, 'This is not JSON.') : ok({ body: text, contentType })
  if (!problem) return ok({ body: exactText(parseExact(text)), contentType })
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  for (const [index, line] of lines.entries()) {
    const wrong = problemOf(line)
    if (wrong) return notJson(wrong, `Line ${index + 1} is not JSON.`)
  }
  return lines.length > 0 ? ok({ body: lines.join('\n'), contentType }) : notJson(problem, 'This is not JSON.')
}

/** An example as it is sent: on one line if the model reads JSON Lines. What is no JSON stays as it is. */
export function jsonExample(text: string, input: Pick<Input<'json'>, 'contentType'>): string {
  const built = jsonBody(text, input)
  return built.ok && typeof built.value.body === 'string' ? built.value.body : text
}

function problemOf(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : 'It cannot be read.'
  }
}

const notJson = (problem: string, what: string): Result<RequestBody> =>
  fail({ code: 'invalid-json', message: `${what} ${problem}`, remedy: 'Correct it at that place.' })

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

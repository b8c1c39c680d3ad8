/** From a call of an OpenAI client to a call of the model, by what its container takes. */
import { parse, stringify } from 'lossless-json'
import type { ProxyEvent } from '../event'
import type { FrontRead, ResponseForm } from '../front'
import { maxBodyBytes } from '../request'
import { isTooDeep, mostLevels } from '../request/depth'
import { canChange } from '../request/exact-json'
import { completionRequest, completionResponse } from './completions'
import { dialogRequest, dialogResponse } from './dialogs'
import { embeddingRequest, embeddingResponse, encodingOf, passedEmbeddings, unknownEncoding } from './embeddings'
import { refuse } from './errors'
import { eventsOf } from './events'
import type { OpenAiSettings } from './settings'

type Body = Record<string, unknown>

export const calls = ['chat/completions', 'completions', 'embeddings'] as const
export type Call = (typeof calls)[number]

/** The calls that a container of another form than OpenAI's can serve. */
const served: Record<OpenAiSettings['container'], readonly Call[]> = {
  openai: calls,
  generate: ['completions'],
  dialogs: ['chat/completions'],
  embed: ['embeddings'],
}

/** @param canStream whether the function gives responses on while they come */
export function readCall(call: Call, event: ProxyEvent, settings: OpenAiSettings, canStream: boolean): FrontRead {
  const { model, container } = settings
  if (!served[container].includes(call))
    return refuse(
      `The model of this URL does not serve /${call}. It serves /${served[container].join(', /')}.`,
      undefined,
      'unsupported_call',
      404,
    )
  const read = readBody(event)
  if ('failure' in read) return read
  const { body, text } = read
  if (typeof body.model !== 'string' || body.model === '')
    return refuse(`Name the model: "model": ${JSON.stringify(model)}.`, 'model', 'missing_required_parameter')
  if (body.model !== model) return unknownModel(body.model, model)
  if (body.stream !== undefined && body.stream !== null && typeof body.stream !== 'boolean')
    return refuse('`stream` is true or false.', 'stream', 'invalid_type')
  if (body.stream === true && (container !== 'openai' || !canStream || call === 'embeddings'))
    return refuse('The model of this URL cannot stream. Call it with `stream: false`.', 'stream')
  if (container === 'openai') return passed(call, body, text, settings)
  if (container === 'embed') {
    const encoding = encodingOf(body)
    if (!encoding) return unknownEncoding
    const request = embeddingRequest(body)
    return request.ok ? sent(request.body, embeddingResponse(model, request.count, encoding)) : request
  }
  const [request, form] =
    container === 'generate'
      ? [completionRequest(body), completionResponse(model)]
      : [dialogRequest(body), dialogResponse(model)]
  return request.ok ? sent(request.body, form) : request
}

export const unknownModel = (name: string, model: string) =>
  refuse(
    `The model ${JSON.stringify(name.slice(0, 100))} does not exist here. This URL has the model ${JSON.stringify(model)}.`,
    'model',
    'model_not_found',
    404,
  )

function readBody({ body }: ProxyEvent): { body: Body; text: string } | ReturnType<typeof refuse> {
  let text: string
  let value: unknown
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    if (isTooDeep(text))
      return refuse(`The body is nested deeper than ${mostLevels} levels.`, undefined, 'invalid_json')
    value = JSON.parse(text)
  } catch {
    return refuse('The body is no JSON. POST a JSON object.', undefined, 'invalid_json')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('The body is no JSON object.', undefined, 'invalid_json')
  return { body: value as Body, text }
}

const sent = (body: object, form: ResponseForm): FrontRead => request(JSON.stringify(body), form)

function request(text: string, form: ResponseForm, accept = 'application/json'): FrontRead {
  const body = new TextEncoder().encode(text)
  if (body.length > maxBodyBytes)
    return refuse(
      `The request has ${body.length} bytes, and SageMaker takes ${maxBodyBytes}.`,
      undefined,
      'too_large',
      413,
    )
  return { ok: true, request: { body, contentType: 'application/json', accept }, form }
}

/** All but the name of the model goes on as it came; numbers keep their digits. */
function passed(call: Call, body: Body, text: string, { containerModel }: OpenAiSettings): FrontRead {
  const encoding = encodingOf(body)
  if (call === 'embeddings' && !encoding) return unknownEncoding
  const exact = canChange.test(text)
  const whole = exact ? (parse(text, null, { onDuplicateKey: ({ newValue }) => newValue }) as Body) : body
  const { model: _, ...rest } = whole
  const named = { ...(containerModel ? { model: containerModel } : {}), ...rest }
  const streamed = body.stream === true
  const form: ResponseForm = {
    ...(call === 'embeddings' && encoding ? passedEmbeddings(encoding) : {}),
    ...(streamed ? { events: eventsOf } : {}),
  }
  return request(
    (exact ? stringify(named) : JSON.stringify(named)) ?? '{}',
    form,
    streamed ? 'text/event-stream' : undefined,
  )
}

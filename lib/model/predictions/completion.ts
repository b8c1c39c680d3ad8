/** Chat and text completions, whole or as server-sent events: OpenAI's form (vLLM, LMI, TGI, SGLang), Anthropic's, Cohere's, AI21's. */
import { stringify } from 'lossless-json'
import { besides, leftOf } from './besides'
import type { One, Prediction, ToolCall, Usage } from './prediction'
import { type Fields, hasOnly, isFields, numberOf, textOf } from './shape'

type Text = Extract<One, { kind: 'text' }>

/** What one message says: words, tools to call, and what the model thought first. */
interface Said {
  texts: string[]
  calls?: ToolCall[]
  reasoning?: string
}

const usageNames = ['prompt_tokens', 'completion_tokens', 'input_tokens', 'output_tokens']

export function readCompletion(json: unknown): Prediction | undefined {
  if (!isFields(json)) return undefined
  return fromChoices(json) ?? fromMessage(json) ?? fromContent(json) ?? fromGenerations(json)
}

/** OpenAI's `chat.completion` and `text_completion`. */
function fromChoices(json: Fields): Text | undefined {
  const choices = Array.isArray(json.choices) ? json.choices.filter(isFields) : []
  const found = choices.map((choice) => (isFields(choice.message) ? readMessage(choice.message) : plainChoice(choice)))
  const whole = besides(json, ['choices', 'usage', 'model', 'object'])
  if (!whole || found.length === 0 || !found.every((one) => one !== undefined)) return undefined
  const left = choices.map((choice, at) => ({
    ...besides(choice, ['index', 'message', 'text', 'finish_reason'])?.rest,
    ...found[at]?.rest,
  }))
  const beside = left.some((one) => Object.keys(one).length > 0) ? { choices: compact(left) } : {}
  return completion(
    found.map(({ said }) => said),
    textOf(choices[0]?.finish_reason),
    json,
    { ...whole.rest, ...beside },
  )
}

const compact = (list: Fields[]) => (list.length === 1 ? list[0] : list)

const plainChoice = ({ text }: Fields): Message | undefined =>
  typeof text === 'string' ? { said: { texts: [text] }, rest: {} } : undefined

interface Message {
  said: Said
  rest: Fields
}

/** Undefined for a message that neither says nor calls anything that is known. */
export function readMessage(message: Fields): Message | undefined {
  const { content } = message
  const parts = Array.isArray(content) ? content.filter(isFields) : []
  const calls = [
    ...listOf(message.tool_calls),
    ...(isFields(message.function_call) ? [message.function_call] : []),
    ...parts,
  ].map(callIn)
  const known = calls.filter((call) => call !== undefined)
  const words = typeof content === 'string' ? content : wordsOf(parts)
  const reasoning = textOf(message.reasoning_content) ?? textOf(message.reasoning)
  const refusal = textOf(message.refusal)
  if (words === undefined && known.length === 0 && reasoning === undefined && refusal === undefined) return undefined
  const read = [
    ...(parts.every((part) => isText(part) || callIn(part)) ? ['content'] : []),
    ...(listOf(message.tool_calls).every(callIn) ? ['tool_calls'] : []),
    ...(callIn(message.function_call) ? ['function_call'] : []),
  ]
  const rest = leftOf('message', message, ['role', 'reasoning_content', 'reasoning', 'refusal', ...read])
  const text = words ?? refusal
  return {
    said: {
      texts: text === undefined || (text === '' && known.length > 0) ? [] : [text],
      ...(known.length > 0 ? { calls: known } : {}),
      ...(reasoning ? { reasoning } : {}),
    },
    rest: { ...(isFields(rest.message) ? rest.message : {}), ...(words !== undefined && refusal ? { refusal } : {}) },
  }
}

const isText = (part: Fields) => typeof part.text === 'string' && hasOnly(part, ['type', 'text'])

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** A list of parts as multi-modal servers give it. */
function wordsOf(parts: Fields[]): string | undefined {
  const texts = parts.flatMap(({ text }) => (typeof text === 'string' ? [text] : []))
  return texts.length > 0 ? texts.join('') : undefined
}

/** OpenAI's `{"id", "type", "function": {"name", "arguments"}}` and Anthropic's `{"type": "tool_use", "name", "input"}`. */
function callIn(call: unknown): ToolCall | undefined {
  if (!isFields(call)) return undefined
  const inner = isFields(call.function) ? call.function : call
  const isWhole = inner === call || hasOnly(call, ['id', 'type', 'index', 'function'])
  if (!isWhole || !hasOnly(inner, ['name', 'arguments', 'input', 'parameters', 'id', 'type', 'index'])) return undefined
  const given = inner.arguments ?? inner.input ?? inner.parameters
  const name = textOf(inner.name)
  if (name === undefined || given === undefined) return undefined
  const text = typeof given === 'string' ? given : (stringify(given) ?? '')
  return { name, arguments: text, ...(textOf(call.id) ? { id: textOf(call.id) } : {}) }
}

/** Ollama's: one message beside its facts. */
function fromMessage(json: Fields): Text | undefined {
  const message = isFields(json.message) ? readMessage(json.message) : undefined
  const whole = besides(json, ['message', 'model'])
  if (!message || !whole || Object.keys(message.rest).length > 0) return undefined
  return completion([message.said], undefined, json, whole.rest)
}

/** Anthropic's message. */
function fromContent(json: Fields): Text | undefined {
  if (!Array.isArray(json.content)) return undefined
  const message = readMessage({ content: json.content })
  const whole = besides(json, ['content', 'role', 'type', 'model', 'stop_reason', 'usage'])
  if (!message || !whole || Object.keys(message.rest).length > 0) return undefined
  return completion([message.said], textOf(json.stop_reason), json, whole.rest)
}

/** Cohere's `generations` and AI21's `completions`. */
function fromGenerations(json: Fields): Text | undefined {
  const key = ['generations', 'completions'].find((name) => Array.isArray(json[name]))
  const list = key && listOf(json[key]).filter(isFields)
  const whole = key && besides(json, [key])
  const texts = (list || []).map(
    (item) => textOf(item.text) ?? (isFields(item.data) ? textOf(item.data.text) : undefined),
  )
  if (!list || !whole || texts.length === 0 || !texts.every((text) => text !== undefined)) return undefined
  const left = list.map((item) => ({
    ...leftOf('data', item.data, ['text']),
    ...besides({ ...item, text: null, data: null }, ['data'])?.rest,
  }))
  const beside = left.some((one) => Object.keys(one).length > 0) ? { [key]: compact(left) } : {}
  return completion(
    texts.map((text) => ({ texts: [text] })),
    undefined,
    {},
    { ...whole.rest, ...beside },
  )
}

function completion(said: Said[], finishReason: string | undefined, { model, usage }: Fields, rest: Fields = {}): Text {
  const calls = said.flatMap((one) => one.calls ?? [])
  const reasoning = said.flatMap((one) => one.reasoning ?? []).join('\n\n')
  const left = { ...rest, ...leftOf('usage', usage, [...usageNames, 'total_tokens']) }
  return {
    kind: 'text',
    texts: said.flatMap(({ texts }) => texts),
    made: 'generated',
    ...(calls.length > 0 ? { calls } : {}),
    ...(reasoning ? { reasoning } : {}),
    ...(typeof model === 'string' ? { model } : {}),
    ...(finishReason ? { finishReason } : {}),
    ...(isFields(usage) ? { usage: usageOf(usage) } : {}),
    ...(Object.keys(left).length > 0 ? { rest: left } : {}),
  }
}

const usageOf = (usage: Fields): Usage => ({
  promptTokens: numberOf(usage.prompt_tokens) ?? numberOf(usage.input_tokens),
  completionTokens: numberOf(usage.completion_tokens) ?? numberOf(usage.output_tokens),
})

/** More choices than this are not put together. */
const mostChoices = 64

/** Chunks of a streamed chat, of a completion, or of TGI's tokens, put together. What each of them repeats is carried once. */
export function readChunks(events: unknown[]): Prediction | undefined {
  const texts: string[] = []
  const calls = new Map<string, ToolCall>()
  const beside = new Map<string, unknown[]>()
  let reasoning = ''
  let finishReason: string | undefined
  const facts: Fields = {}
  for (const event of events.filter(isFields)) {
    for (const choice of listOf(event.choices).filter(isFields)) {
      const index = numberOf(choice.index) ?? 0
      const delta = isFields(choice.delta) ? choice.delta : {}
      const piece =
        typeof delta.content === 'string'
          ? delta.content
          : (wordsOf(listOf(delta.content).filter(isFields)) ?? textOf(choice.text))
      if (piece !== undefined && index < mostChoices) texts[index] = (texts[index] ?? '') + piece
      reasoning += textOf(delta.reasoning_content) ?? textOf(delta.reasoning) ?? ''
      for (const call of listOf(delta.tool_calls).filter(isFields))
        addCall(calls, `${index} ${numberOf(call.index) ?? 0}`, call)
      finishReason = textOf(choice.finish_reason) ?? finishReason
    }
    const { token, details, usage, model } = event
    if (isFields(token) && token.special !== true) texts[0] = (texts[0] ?? '') + (textOf(token.text) ?? '')
    if (isFields(details)) {
      finishReason = textOf(details.finish_reason) ?? finishReason
      facts.usage = { completion_tokens: details.generated_tokens }
      carry(beside, leftOf('details', details, ['finish_reason', 'generated_tokens']))
    }
    if (isFields(usage)) facts.usage = usage
    if (typeof model === 'string') facts.model = model
    carry(beside, { ...event, details: null })
  }
  const written = texts.filter((text) => text !== undefined)
  const called = [...calls.values()]
  if (written.length === 0 && called.length === 0 && reasoning === '') return undefined
  const rest = Object.fromEntries([...beside].map(([key, values]) => [key, values.length === 1 ? values[0] : values]))
  const words = called.length > 0 ? written.filter((text) => text !== '') : written
  const said = { texts: words, ...(called.length > 0 ? { calls: called } : {}), ...(reasoning ? { reasoning } : {}) }
  return completion([said], finishReason, facts, rest)
}

/** The name comes first, the arguments piece by piece. */
function addCall(calls: Map<string, ToolCall>, key: string, call: Fields): void {
  const inner = isFields(call.function) ? call.function : {}
  const known = calls.get(key) ?? { name: '', arguments: '' }
  calls.set(key, {
    ...known,
    ...(textOf(call.id) ? { id: textOf(call.id) } : {}),
    name: known.name + (textOf(inner.name) ?? ''),
    arguments: known.arguments + (textOf(inner.arguments) ?? ''),
  })
}

const ofChunk = ['choices', 'token', 'usage', 'model', 'object', 'generated_text', 'index']

/** Each value of each key once; a number that only counts events is none. */
function carry(beside: Map<string, unknown[]>, event: Fields): void {
  for (const [key, value] of Object.entries(event)) {
    if (ofChunk.includes(key) || value === null) continue
    const values = beside.get(key) ?? []
    const isKnown = values.length > 0 && JSON.stringify(values.at(-1)) === JSON.stringify(value)
    if (!isKnown) values.push(value)
    beside.set(key, values)
  }
}

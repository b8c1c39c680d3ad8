/** Text that a model wrote: Hugging Face, TGI, LMI, OpenAI-like completions, and their server-sent events. */
import type { One, Prediction, Usage } from './prediction'
import { type Context, type Fields, isFields, isTexts, numberOf, textOf } from './shape'

type Made = Extract<One, { kind: 'text' }>['made']

const made: Record<string, Made> = {
  generated_text: 'generated',
  generated_texts: 'generated',
  summary_text: 'summary',
  translation_text: 'translation',
  text: 'transcript',
}

/** `{"generated_text": "…"}`, a list of it (several were requested), or a list of lists (several records). */
export function readText(record: unknown, { sentJson }: Context): One | undefined {
  const items = (Array.isArray(record) ? record : [record]).map((item) =>
    isFields(item) ? writtenIn(item) : undefined,
  )
  const [first] = items
  if (!first || !items.every((item) => item !== undefined && item.made === first.made))
    return answerOf(record, sentJson)
  return { ...first, texts: items.flatMap((item) => item?.texts ?? []) }
}

function writtenIn(item: Fields): Extract<One, { kind: 'text' }> | undefined {
  const key = Object.keys(made).find((name) => name in item)
  if (!key) return undefined
  const value = item[key]
  const texts = isTexts(value) ? value : [textOf(value) ?? lastMessage(value)].filter((text) => text !== undefined)
  if (texts.length === 0) return undefined
  const details = isFields(item.details) ? item.details : {}
  const completionTokens = numberOf(details.generated_tokens)
  return {
    kind: 'text',
    texts,
    made: made[key] ?? 'generated',
    ...(textOf(details.finish_reason) ? { finishReason: textOf(details.finish_reason) } : {}),
    ...(completionTokens === undefined ? {} : { usage: { completionTokens } }),
  }
}

/** The chat pipeline gives the whole conversation back. */
const lastMessage = (value: unknown) => {
  const last = Array.isArray(value) ? value.at(-1) : undefined
  return isFields(last) ? textOf(last.content) : undefined
}

/** `{"score": 0.99, "start": 68, "end": 77, "answer": "x"}`. */
function answerOf(record: unknown, sentJson: unknown): One | undefined {
  const item = Array.isArray(record) ? record[0] : record
  if (!isFields(item) || typeof item.answer !== 'string') return undefined
  const inputs = isFields(sentJson) ? (isFields(sentJson.inputs) ? sentJson.inputs : sentJson) : {}
  return {
    kind: 'answer',
    answer: item.answer,
    score: numberOf(item.score),
    start: numberOf(item.start),
    end: numberOf(item.end),
    context: textOf(inputs.context),
  }
}

/** OpenAI's `chat.completion` and `text_completion`. */
export function readCompletion(json: unknown): Prediction | undefined {
  if (!isFields(json) || !Array.isArray(json.choices)) return undefined
  const choices = json.choices.filter(isFields)
  const texts = choices.map((choice) => contentOf(choice.message) ?? textOf(choice.text))
  if (texts.length === 0 || !texts.every((text) => text !== undefined)) return undefined
  return completion(texts, textOf(choices[0]?.finish_reason), json)
}

/** Chunks of a streamed chat, of a completion, or of TGI's tokens, put together. */
export function readChunks(events: unknown[]): Prediction | undefined {
  const texts: string[] = []
  let finishReason: string | undefined
  const facts: Fields = {}
  for (const event of events.filter(isFields)) {
    const choices = Array.isArray(event.choices) ? event.choices.filter(isFields) : []
    for (const choice of choices) {
      const index = numberOf(choice.index) ?? 0
      const piece = contentOf(choice.delta) ?? textOf(choice.text)
      if (piece !== undefined && index < 64) texts[index] = (texts[index] ?? '') + piece
      finishReason = textOf(choice.finish_reason) ?? finishReason
    }
    const { token, details, usage, model } = event
    if (isFields(token) && token.special !== true) texts[0] = (texts[0] ?? '') + (textOf(token.text) ?? '')
    if (isFields(details)) finishReason = textOf(details.finish_reason) ?? finishReason
    if (isFields(usage)) facts.usage = usage
    if (typeof model === 'string') facts.model = model
  }
  const written = texts.filter((text) => text !== undefined)
  return written.length === 0 ? undefined : completion(written, finishReason, facts)
}

function completion(texts: string[], finishReason: string | undefined, { model, usage }: Fields): One {
  return {
    kind: 'text',
    texts,
    made: 'generated',
    ...(typeof model === 'string' ? { model } : {}),
    ...(finishReason ? { finishReason } : {}),
    ...(isFields(usage) ? { usage: usageOf(usage) } : {}),
  }
}

const usageOf = (usage: Fields): Usage => ({
  promptTokens: numberOf(usage.prompt_tokens),
  completionTokens: numberOf(usage.completion_tokens),
})

/** A text, or a list of parts as multi-modal servers give it. A call of a tool has no text and is shown as it came. */
function contentOf(message: unknown): string | undefined {
  if (!isFields(message)) return undefined
  const { content } = message
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return undefined
  return content.map((part) => (isFields(part) ? (textOf(part.text) ?? '') : '')).join('')
}

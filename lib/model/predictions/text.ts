/** Text that a model wrote: Hugging Face, TGI, LMI, JumpStart, Seq2Seq. Chat completions are in `completion.ts`. */
import { besides, besidesEach, leftOf } from './besides'
import { readMessage } from './completion'
import type { One } from './prediction'
import { type Context, type Fields, isFields, isTexts, numberOf, textOf } from './shape'

type Text = Extract<One, { kind: 'text' }>

const made: Record<string, Text['made']> = {
  generated_text: 'generated',
  generated_texts: 'generated',
  summary_text: 'summary',
  translation_text: 'translation',
  // JumpStart: a text, or a message of a chat.
  generation: 'generated',
  // Seq2Seq: https://docs.aws.amazon.com/sagemaker/latest/dg/seq-2-seq.html
  target: 'generated',
  text: 'transcript',
}

/** `{"generated_text": "…"}`, a list of it (several were requested), or a list of lists (several records). */
export function readText(record: unknown): One | undefined {
  const list = Array.isArray(record) ? record : [record]
  const items = list.filter(isFields)
  const [first] = items
  const key = first && Object.keys(made).find((name) => name in first)
  if (!key || items.length < list.length) return undefined
  const found = items.map((item) => writtenIn(item, key))
  const explained = [key, 'details']
  const rest = items.length === 1 ? besides(first, explained) : besidesEach(items, explained)
  const [one] = found
  if (!one || !rest || !found.every((each) => each !== undefined)) return undefined
  const details =
    items.length === 1 ? leftOf('details', first.details, ['finish_reason', 'generated_tokens']) : manyDetails(items)
  const before = items.map((item) => earlier(item[key]))
  const more = {
    ...(before.some(Boolean) ? { [key]: items.length === 1 ? before[0] : before } : {}),
    ...rest.rest,
    ...details,
  }
  return { ...one, texts: found.flatMap(({ texts }) => texts), ...(Object.keys(more).length > 0 ? { rest: more } : {}) }
}

/** By the contract a text of its own is what the model wrote. */
export const readWords = (record: unknown, { output }: Context): One | undefined =>
  output?.task === 'generation' && typeof record === 'string'
    ? { kind: 'text', made: 'generated', texts: [record] }
    : undefined

const manyDetails = (items: Fields[]): Fields =>
  items.some((item) => 'details' in item) ? { details: items.map(({ details = null }) => details) } : {}

function writtenIn(item: Fields, key: string): Text | undefined {
  const value = item[key]
  const texts = isTexts(value) ? value : [textOf(value)].filter((text) => text !== undefined)
  const details = isFields(item.details) ? item.details : {}
  const completionTokens = numberOf(details.generated_tokens)
  const facts = {
    ...(textOf(details.finish_reason) ? { finishReason: textOf(details.finish_reason) } : {}),
    ...(completionTokens === undefined ? {} : { usage: { completionTokens } }),
  }
  const message = texts.length === 0 ? lastMessage(value) : undefined
  if (message) return { ...message, made: made[key] ?? 'generated', ...facts }
  return texts.length === 0 ? undefined : { kind: 'text', texts, made: made[key] ?? 'generated', ...facts }
}

/** The turns before the answer. */
const earlier = (value: unknown): unknown[] | undefined =>
  Array.isArray(value) && value.length > 1 && value.every(isFields) ? value.slice(0, -1) : undefined

/** A message, or the whole conversation as the chat pipeline gives it back. */
function lastMessage(value: unknown): Text | undefined {
  const last = Array.isArray(value) ? value.at(-1) : value
  const message = isFields(last) ? readMessage(last) : undefined
  return message && Object.keys(message.rest).length === 0
    ? { kind: 'text', made: 'generated', ...message.said }
    : undefined
}

/**
 * The LMI container (DJL Serving) with its chat completions schema: a whole answer, or server-sent events as the words come.
 * https://docs.djl.ai/master/docs/serving/serving/docs/lmi/user_guides/chat_input_output_schema.html
 */
import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { LanguageModel } from '../chat-model'
import { type Container, type ContainerResponse, parsed } from './container'

const contentSchema = z.union([
  z.string(),
  z
    .array(z.object({ type: z.literal('text'), text: z.string() }))
    .transform((parts) => parts.map(({ text }) => text).join('\n')),
])

const requestSchema = z.object({
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant', 'tool']), content: contentSchema })).min(1),
  model: z.string().default('lmi'),
  max_tokens: z.int().positive().default(256),
  temperature: z.number().min(0).max(2).default(1),
  seed: z.int().optional(),
  stream: z.boolean().default(false),
})

type ChatRequest = z.output<typeof requestSchema>

/** LMI answers a request that it cannot read with the status that stands for a dependency that failed. */
const unreadable = (error: string): ContainerResponse => ({
  status: 424,
  contentType: 'application/json',
  body: JSON.stringify({ error, code: 424 }),
})

/** @param wordMs the time that a word takes */
export function chatContainer(model: LanguageModel, wordMs: number): Container {
  return ({ body, contentType, signal }) => {
    if (contentType !== 'application/json')
      return unreadable(`Content type ${contentType || 'unknown'} is not supported`)
    const read = requestSchema.safeParse(parsed(body.toString('utf8')))
    if (!read.success) return unreadable(`Input Parsing failed. ${z.prettifyError(read.error)}`)
    const reply = replyOf(model, read.data)
    if (!read.data.stream) return waited(reply, wordMs, signal)
    return { status: 200, contentType: 'text/event-stream', body: eventsOf(reply, wordMs, signal) }
  }
}

function replyOf(model: LanguageModel, request: ChatRequest) {
  const { messages, max_tokens: maxTokens, temperature } = request
  const hash = createHash('sha256').update(JSON.stringify(messages)).digest()
  const prompt = messages.findLast(({ role }) => role === 'user')?.content ?? ''
  const generated = model(prompt, { maxTokens, temperature, seed: request.seed ?? hash.readUInt32BE(0) })
  return {
    ...generated,
    id: `chatcmpl-${hash.toString('hex').slice(0, 16)}`,
    created: Math.floor(Date.now() / 1000),
    model: request.model,
    promptWords: messages.reduce((sum, { content }) => sum + content.split(/\s+/).filter(Boolean).length, 0),
  }
}

type ChatReply = ReturnType<typeof replyOf>

async function waited(reply: ChatReply, wordMs: number, signal?: AbortSignal): Promise<ContainerResponse> {
  const { id, created, model, words, finishReason, promptWords } = reply
  await wait(wordMs * words.length, undefined, { signal })
  const message = { role: 'assistant', content: words.join(' ') }
  return {
    status: 200,
    contentType: 'application/json',
    body: JSON.stringify({
      id,
      object: 'chat.completion',
      created,
      model,
      choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason }],
      usage: {
        prompt_tokens: promptWords,
        completion_tokens: words.length,
        total_tokens: promptWords + words.length,
      },
    }),
  }
}

async function* eventsOf(reply: ChatReply, wordMs: number, signal?: AbortSignal): AsyncGenerator<string> {
  const { id, created, model, words, finishReason } = reply
  const chunk = (delta: object, finish: string | null = null) =>
    `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', created, model, choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] })}\n\n`
  yield chunk({ role: 'assistant', content: '' })
  for (const [index, word] of words.entries()) {
    await wait(wordMs, undefined, { signal })
    yield chunk({ content: index === 0 ? word : ` ${word}` })
  }
  yield chunk({}, finishReason)
  yield 'data: [DONE]\n\n'
}

/**
 * The LMI container with its chat schema, which is OpenAI's: `messages` in, a `chat.completion` out, or its chunks as server-sent
 * events if `stream` is set. https://docs.djl.ai/master/docs/serving/serving/docs/lmi/user_guides/chat_input_output_schema.html
 */
import { type Container, type ContainerResponse, parsed } from './containers/container'

interface Message {
  role?: unknown
  content?: unknown
}

interface Request {
  messages?: Message[]
  max_tokens?: unknown
  temperature?: unknown
  stream?: unknown
}

const refuse = (message: string): ContainerResponse => ({
  status: 424,
  contentType: 'application/json',
  body: JSON.stringify({ error: message, code: 424 }),
})

const isMessage = (message: Message) => typeof message?.role === 'string' && typeof message.content === 'string'

/** @param generate the words of an answer, given the last question and the most of them */
export function lmiChatContainer(
  generate: (question: string, mostWords: number, temperature: number) => Iterable<string>,
  model: string,
): Container {
  return ({ body, contentType }) => {
    if (contentType !== 'application/json') return refuse(`Unsupported content-type: ${contentType}`)
    const request = parsed(body.toString('utf8')) as Request | undefined
    const { messages, max_tokens: most = 60, temperature = 1, stream = false } = request ?? {}
    if (!Array.isArray(messages) || messages.length === 0 || !messages.every(isMessage))
      return refuse("'messages' must be a list of objects with a role and content")
    if (!Number.isInteger(most) || Number(most) < 1) return refuse("'max_tokens' must be a whole number above 0")
    if (typeof temperature !== 'number' || temperature < 0) return refuse("'temperature' must be 0 or above")
    const question = String(messages.findLast(({ role }) => role === 'user')?.content ?? '')
    const words = [...generate(question, Number(most), temperature)]
    const common = { id: 'chatcmpl-0', created: Math.floor(Date.now() / 1_000), model }
    const finish = words.length < Number(most) ? 'stop' : 'length'
    if (stream === true) return streamed(common, words, finish)
    const promptTokens = question.split(/\s+/).filter(Boolean).length
    const completion = {
      ...common,
      object: 'chat.completion',
      choices: [
        { index: 0, message: { role: 'assistant', content: words.join('') }, logprobs: null, finish_reason: finish },
      ],
      usage: {
        prompt_tokens: promptTokens,
        completion_tokens: words.length,
        total_tokens: promptTokens + words.length,
      },
    }
    return { status: 200, contentType: 'application/json', body: JSON.stringify(completion) }
  }
}

function streamed(common: object, words: string[], finish: string): ContainerResponse {
  const chunk = (delta: object, reason: string | null) =>
    `data: ${JSON.stringify({ ...common, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`
  const events = [
    chunk({ role: 'assistant', content: '' }, null),
    ...words.map((content) => chunk({ content }, null)),
    chunk({}, finish),
    'data: [DONE]\n\n',
  ]
  return { status: 200, contentType: 'text/event-stream', body: events.join('') }
}

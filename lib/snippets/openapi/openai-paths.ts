/** The paths of OpenAI's API below a URL, in short: their whole form is OpenAI's own document. Pure. https://github.com/openai/openai-openapi */
import { openAiCalls } from '../../spec/route-parts/openai'
import type { DescribedUrl } from '../described-url'
import { errorsOf } from './responses'

const string = { type: 'string' }

/** A message holds text or parts. */
const message = { role: { ...string, enum: ['system', 'developer', 'user', 'assistant', 'tool'] }, content: {} }
const texts = { anyOf: [string, { type: 'array', items: string, minItems: 1 }] }
const inputs: Record<string, { id: string; summary: string; name: string; schema: object; example: unknown }> = {
  'chat/completions': {
    id: 'createChatCompletion',
    summary: 'Complete a chat',
    name: 'messages',
    schema: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', properties: message, required: ['role'] },
    },
    example: [{ role: 'user', content: 'Your question' }],
  },
  completions: {
    id: 'createCompletion',
    summary: 'Complete a text',
    name: 'prompt',
    schema: texts,
    example: 'Your text',
  },
  embeddings: { id: 'createEmbedding', summary: 'Embed texts', name: 'input', schema: texts, example: ['Your text'] },
}

/** @param path of the URL, with its slash */
export function openAiPaths(url: DescribedUrl, path: string): Record<string, object> {
  const { openAi } = url.facts
  if (!openAi) return {}
  const errors = errorsOf(url)
  const object = { type: 'object', additionalProperties: true }
  const calls = openAiCalls[openAi.container].flatMap((call) => {
    const input = inputs[call]
    if (!input) return []
    const { id, summary, name, schema, example } = input
    const stream = call === 'embeddings' ? {} : { stream: { type: 'boolean', default: false } }
    const body = {
      ...object,
      properties: { model: { ...string, enum: [openAi.model] }, [name]: schema, ...stream },
      required: ['model', name],
    }
    const content = {
      'application/json': { schema: object },
      ...(call === 'embeddings' ? {} : { 'text/event-stream': { schema: string } }),
    }
    const operation = {
      operationId: id,
      summary,
      requestBody: {
        required: true,
        content: { 'application/json': { schema: body, example: { model: openAi.model, [name]: example } } },
      },
      responses: { 200: { description: 'The answer in the form of OpenAI', content }, ...errors },
    }
    return [[`${path}/${call}`, { post: operation }]]
  })
  const models = {
    operationId: 'listModels',
    summary: 'List the models',
    responses: { 200: { description: 'The models', content: { 'application/json': { schema: object } } }, ...errors },
  }
  return Object.fromEntries([...calls, [`${path}/models`, { get: models }]])
}

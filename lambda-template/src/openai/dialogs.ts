/**
 * Chats by a container of JumpStart's first chat models: `{"inputs": [[{"role", "content"}]], "parameters"}` in,
 * `[{"generation": {"role", "content"}}]` out.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/jumpstart-foundation-models-use-python-sdk-estimator-class.html
 * https://github.com/aws/amazon-sagemaker-examples/blob/main/introduction_to_amazon_algorithms/jumpstart-foundation-models/llama-2-chat-completion.ipynb
 */
import type { ResponseForm } from '../front'
import { jsonResponse } from '../respond'
import { members, refuse } from './errors'
import { lostField, mostTokens, noNumber, numberIn } from './fields'
import { parsed, unexpected } from './reply'

type Body = Record<string, unknown>

const taken = ['messages', 'max_tokens', 'max_completion_tokens', 'temperature', 'top_p']
const roles = ['system', 'user', 'assistant']

export function dialogRequest(body: Body) {
  const lost = lostField(body, taken)
  if (lost) return lost
  if (!Array.isArray(body.messages) || body.messages.length === 0)
    return refuse('`messages` must be a list with one message or more.', 'messages', 'invalid_type')
  const messages = body.messages.map(messageOf)
  const wrong = messages.indexOf(undefined)
  if (wrong >= 0)
    return refuse(
      `The container takes messages of system, user and assistant with a text and nothing else, and messages[${wrong}] has more or other.`,
      `messages[${wrong}]`,
    )
  const most = mostTokens(body, ['max_tokens', 'max_completion_tokens'])
  if (most === false) return refuse('`max_tokens` must be one whole number above 0.', 'max_tokens', 'invalid_type')
  const [temperature, topP] = [numberIn(body, 'temperature'), numberIn(body, 'top_p')]
  if (temperature === false) return noNumber('temperature')
  if (topP === false) return noNumber('top_p')
  const parameters = {
    ...(most === undefined ? {} : { max_new_tokens: most }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
  }
  return {
    ok: true as const,
    body: { inputs: [messages], ...(Object.keys(parameters).length > 0 ? { parameters } : {}) },
  }
}

/** One text, or parts of which the only one is a text. */
function messageOf(value: unknown): { role: string; content: string } | undefined {
  const { role, content, ...more } = members(value)
  const others = Object.values(more).filter((one) => one !== null && one !== undefined)
  if (typeof role !== 'string' || !roles.includes(role) || others.length > 0) return undefined
  if (typeof content === 'string') return { role, content }
  const [part, ...rest] = Array.isArray(content) ? content.map(members) : []
  return part?.type === 'text' && typeof part.text === 'string' && rest.length === 0
    ? { role, content: part.text }
    : undefined
}

/** @param model the name that callers know */
export const dialogResponse = (model: string): ResponseForm => ({
  whole(reply) {
    const value = parsed(reply)
    const [first] = Array.isArray(value) ? value : [value]
    const { role, content } = members(members(first).generation)
    if (typeof role !== 'string' || typeof content !== 'string')
      return unexpected('no `generation` with role and content')
    const choices = [{ index: 0, message: { role, content } }]
    return { ok: true, response: jsonResponse(200, { object: 'chat.completion', model, choices }) }
  },
})

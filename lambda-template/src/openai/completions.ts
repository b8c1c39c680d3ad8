/**
 * Completions by a container of text generation: `{"inputs": prompt, "parameters"}` in, `[{"generated_text"}]` out (TGI, LMI's
 * own schema, JumpStart, Hugging Face's pipelines).
 * https://huggingface.co/docs/text-generation-inference/reference/api_reference
 * https://docs.djl.ai/master/docs/serving/serving/docs/lmi/user_guides/lmi_input_output_schema.html
 */
import type { ResponseForm } from '../front'
import { jsonResponse } from '../respond'
import { members, refuse } from './errors'
import { lostField, mostTokens, noNumber, numberIn } from './fields'
import { parsed, unexpected } from './reply'

type Body = Record<string, unknown>

/** `stop` has another name in each of these containers, so it has no place. */
const taken = ['prompt', 'max_tokens', 'temperature', 'top_p', 'seed']

export function completionRequest(body: Body) {
  const lost = lostField(body, taken)
  if (lost) return lost
  const prompts = Array.isArray(body.prompt) ? body.prompt : [body.prompt]
  const [prompt] = prompts
  if (prompts.length !== 1 || typeof prompt !== 'string')
    return refuse('`prompt` must be one text: the container takes neither several nor tokens.', 'prompt')
  const most = mostTokens(body, ['max_tokens'])
  if (most === false) return refuse('`max_tokens` must be a whole number above 0.', 'max_tokens', 'invalid_type')
  const numbers = Object.fromEntries(['temperature', 'top_p', 'seed'].map((name) => [name, numberIn(body, name)]))
  const wrong = Object.keys(numbers).find((name) => numbers[name] === false)
  if (wrong !== undefined) return noNumber(wrong)
  const { temperature, top_p, seed } = numbers
  const parameters = {
    ...(most === undefined ? {} : { max_new_tokens: most }),
    ...samplingOf(temperature, top_p),
    ...(seed === undefined ? {} : { seed }),
    // A completion does not repeat its prompt.
    return_full_text: false,
  }
  return { ok: true as const, body: { inputs: prompt, parameters } }
}

/** These containers take no temperature of 0, which means the likeliest token, and none at all unless they sample. */
function samplingOf(temperature: number | false | undefined, topP: number | false | undefined): object {
  if (temperature === 0) return { do_sample: false }
  const given = {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined || topP === 1 ? {} : { top_p: topP }),
  }
  return Object.keys(given).length > 0 ? { ...given, do_sample: true } : {}
}

const reasons: Record<string, string> = { length: 'length', eos_token: 'stop', stop_sequence: 'stop' }

/** @param model the name that callers know */
export const completionResponse = (model: string): ResponseForm => ({
  whole(reply) {
    const value = parsed(reply)
    const [first = value] = Array.isArray(value) ? value : []
    const { generated_text: text, details } = members(first)
    if (typeof text !== 'string') return unexpected('no `generated_text`')
    const reason = reasons[String(members(details).finish_reason)]
    const choice = { index: 0, text, ...(reason === undefined ? {} : { finish_reason: reason }) }
    return { ok: true, response: jsonResponse(200, { object: 'text_completion', model, choices: [choice] }) }
  },
})

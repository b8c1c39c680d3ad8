/**
 * The OpenAI-compatible URL: `chat/completions`, `completions`, `embeddings` and `models` below the URL's path. The zip has it
 * as `openai.mjs`, which `index.ts` loads only if the deploy chose it.
 * https://platform.openai.com/docs/api-reference/introduction
 */
import type { Front, FrontOf, FrontRead } from '../front'
import { jsonResponse } from '../respond'
import { calls, readCall, unknownModel } from './call'
import { errorEvent, failureResponse, refuse } from './errors'
import { readOpenAi } from './settings'

export const openAiFront: FrontOf = (canStream): Front => ({
  read(event): FrontRead {
    const settings = readOpenAi(process.env)
    const path = (event.below ?? '').replace(/\/$/, '')
    const call = calls.find((one) => one === path)
    const [first, name, ...more] = path.split('/')
    const isModels = first === 'models' && more.length === 0
    if (!call && !isModels)
      return refuse(
        `There is no /${path.slice(0, 100)} here. There are /${calls.join(', /')} and /models.`,
        undefined,
        'unknown_url',
        404,
      )
    const method = call ? 'POST' : 'GET'
    if (event.method !== method) {
      const { failure } = refuse(`/${path} takes ${method}.`, undefined, 'method_not_allowed', 405)
      return { ok: false, failure: { ...failure, headers: { Allow: `${method}, OPTIONS` } } }
    }
    if (call) return readCall(call, event, settings, canStream)
    return models(settings.model, name)
  },
  failure: failureResponse,
  brokenOff: errorEvent,
})

/**
 * The list of models, or one of them. It has no `created`: SageMaker does not say when a model was made.
 * https://platform.openai.com/docs/api-reference/models
 */
function models(model: string, name: string | undefined): FrontRead {
  const one = { id: model, object: 'model', owned_by: 'sagemaker' }
  if (name === undefined) return { ok: true, response: jsonResponse(200, { object: 'list', data: [one] }) }
  return name === model ? { ok: true, response: jsonResponse(200, one) } : unknownModel(name, model)
}

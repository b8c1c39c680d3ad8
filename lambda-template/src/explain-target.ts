/** SageMaker's refusals of a variant, a model or a component: the deploy named it, so no caller can fix it. */
import { type Failure, ownerSees } from './errors'

const again = 'Deploy the public API again with a target that is there.'

const known: [RegExp, string, string][] = [
  [/^Variant .+ not found/i, 'variant_not_found', 'has no such production variant any more'],
  [/^Inference component .+ not found/i, 'component_not_found', 'has no such inference component in service'],
  [/Component Name header is required/i, 'component_needed', 'hosts inference components, and none of them was chosen'],
  [/Component Name header is not allowed/i, 'component_not_found', 'hosts no inference components'],
  [/missing a target model header/i, 'model_needed', 'hosts several models, and none of them was chosen'],
  [/not support target model header/i, 'model_not_found', 'hosts one model only'],
  [/Failed to download model data/i, 'model_not_found', 'has no such model, or is not allowed to read it'],
  [/is an asynchronous endpoint/i, 'endpoint_asynchronous', 'takes asynchronous requests only'],
  [/is not an asynchronous endpoint/i, 'endpoint_synchronous', 'takes no asynchronous requests any more'],
]

/** @returns undefined if the message is about something else */
export function explainTarget(message: string, endpointName: string): Failure | undefined {
  const found = known.find(([pattern]) => pattern.test(message))
  if (!found) return undefined
  const [, code, what] = found
  return {
    status: 502,
    code,
    message: `This URL calls a part of its model that is not there. ${ownerSees}`,
    detail: `The endpoint ${endpointName} ${what}. ${again} SageMaker says: ${message.slice(0, 500)}`,
  }
}

/** Which container of an endpoint a request is for, and the runtime's own refusals where it names a wrong one. */
import { AwsError } from '../../kernel/errors'
import type { Call } from '../../kernel/types'
import { containerFor } from '../../models/catalog'
import type { Container } from '../../models/containers/container'
import { authorize } from '../iam/authorize'
import { splitUri } from '../s3/store'
import { componentStatus } from '../sagemaker/inference-components'
import { containerOf, modelsPrefixOf } from '../sagemaker/settle'
import { arnOf, type Endpoint, sagemakerState, type Variant } from '../sagemaker/state'

export const validation = (message: string) => new AwsError('ValidationError', message)

export type RuntimeInput = Record<string, string | undefined>

/** @returns the container that the request is for: the variant's own, a component's, or one of a multi-model endpoint's */
export function targetOf(endpoint: Endpoint, variant: Variant, input: RuntimeInput, call: Call): Container | undefined {
  const state = sagemakerState(call.world, call)
  const { InferenceComponentName: component, TargetModel: model } = input
  if (variant.ModelName === undefined) return componentContainer(endpoint, component, call)
  if (component)
    throw validation(
      'Inference Component Name header is not allowed for endpoints to which you dont plan to deploy inference components. Please remove the Inference Component Name header and try again.',
    )
  const prefix = modelsPrefixOf(state, variant)
  if (prefix === undefined && model)
    throw validation(
      `Endpoint ${endpoint.name} is not a multi-model endpoint and does not support target model header.`,
    )
  if (prefix === undefined) return containerOf(state, variant.ModelName)
  if (!model) throw validation(`Request ${call.requestId} is missing a target model header.`)
  const container = containerFor(`${prefix}${model.replace(/^\//, '')}`)
  if (container) return container
  const { bucket, key } = splitUri(`${prefix}${model}`)
  throw validation(
    `Failed to download model data(bucket: ${bucket}, key: ${key}). Please ensure that there is an object located at the URL and that the role passed to CreateModel has permissions to download the model.`,
  )
}

/** The caller needs to be allowed on the component as on its endpoint. */
function componentContainer(endpoint: Endpoint, name: string | undefined, call: Call): Container | undefined {
  const state = sagemakerState(call.world, call)
  if (!name)
    throw validation(
      'Inference Component Name header is required for endpoints to which you plan to deploy inference components. Please include Inference Component Name header or consider using SageMaker models.',
    )
  authorize(
    call,
    { action: 'sagemaker:InvokeEndpoint', resource: arnOf(call, 'inference-component', name) },
    'rest-json',
  )
  const component = state.components.get(name)
  const serves = component && componentStatus(component, call) === 'InService'
  if (!serves || component.endpointName !== endpoint.name)
    throw validation(`Inference component ${name} of account ${call.accountId} not found.`)
  return containerOf(state, component.modelName)
}

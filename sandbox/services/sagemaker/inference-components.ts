/**
 * Inference components: models on an endpoint that has none of its own.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateInferenceComponent.html
 */
import type { Call, Operation } from '../../kernel/types'
import { endpointOf } from './endpoints'
import { listPage } from './page'
import { statusOf } from './settle'
import { arnOf, type InferenceComponent, stateOf } from './state'
import { checkTags, validation } from './validate'

/** AWS's ms until the model of a new one is loaded. */
const creatingMs = 8_000

const create: Operation = (input, call) => {
  const name = String(input.InferenceComponentName)
  const endpoint = endpointOf(input.EndpointName, call)
  const state = stateOf(call)
  const arn = arnOf(call, 'inference-component', name)
  if (statusOf(endpoint) !== 'InService')
    throw validation(`Endpoint "${endpoint.arn}" must be InService to create an inference component.`)
  const variants = state.configs.get(endpoint.configName)?.variants ?? []
  const variant = variants.find((one) => one.VariantName === (input.VariantName ?? variants[0]?.VariantName))
  if (!variant) throw validation(`Could not find variant "${input.VariantName}" of endpoint "${endpoint.arn}".`)
  if (variant.ModelName)
    throw validation('Inference components are not supported on a production variant that has a model of its own.')
  const { ModelName, ComputeResourceRequirements } = input.Specification ?? {}
  if (!state.models.has(ModelName)) throw validation(`Could not find model "${arnOf(call, 'model', `${ModelName}`)}".`)
  if (!ComputeResourceRequirements) throw validation('Specification must have ComputeResourceRequirements.')
  if (state.components.has(name)) throw validation(`Cannot create already existing inference component "${arn}".`)
  const tags = checkTags(input.Tags)
  state.components.set(name, {
    name,
    arn,
    createdAt: Date.now(),
    endpointName: endpoint.name,
    variantName: variant.VariantName,
    modelName: ModelName,
    compute: ComputeResourceRequirements,
    copyCount: input.RuntimeConfig?.CopyCount ?? 1,
  })
  state.tags.set(arn, tags)
  return { InferenceComponentArn: arn }
}

function componentOf(input: { InferenceComponentName?: unknown }, call: Call): InferenceComponent {
  const name = String(input.InferenceComponentName)
  const component = stateOf(call).components.get(name)
  if (!component) throw validation(`Could not find inference component "${arnOf(call, 'inference-component', name)}".`)
  return component
}

export const componentStatus = ({ createdAt }: InferenceComponent, { world }: Pick<Call, 'world'>): string =>
  world.clock.hasPassed(createdAt, creatingMs) ? 'InService' : 'Creating'

const place = (component: InferenceComponent, call: Call) => ({
  InferenceComponentName: component.name,
  InferenceComponentArn: component.arn,
  EndpointName: component.endpointName,
  EndpointArn: arnOf(call, 'endpoint', component.endpointName),
  VariantName: component.variantName,
  InferenceComponentStatus: componentStatus(component, call),
  CreationTime: new Date(component.createdAt),
  LastModifiedTime: new Date(component.createdAt),
})

export const componentOperations: Record<string, Operation> = {
  CreateInferenceComponent: create,
  DescribeInferenceComponent: (input, call) => {
    const component = componentOf(input, call)
    return {
      ...place(component, call),
      Specification: { ModelName: component.modelName, ComputeResourceRequirements: component.compute },
      RuntimeConfig: { DesiredCopyCount: component.copyCount, CurrentCopyCount: component.copyCount },
    }
  },
  ListInferenceComponents: (input, call) => {
    const { EndpointNameEquals, VariantNameEquals } = input
    const all = [...stateOf(call).components.values()]
      .filter((one) => EndpointNameEquals === undefined || one.endpointName === EndpointNameEquals)
      .filter((one) => VariantNameEquals === undefined || one.variantName === VariantNameEquals)
      .map((one) => ({ ...one, status: componentStatus(one, call) }))
    const { items, NextToken } = listPage('ListInferenceComponents', all, input)
    return { InferenceComponents: items.map((component) => place(component, call)), NextToken }
  },
  DeleteInferenceComponent: (input, call) => {
    const { name, arn } = componentOf(input, call)
    stateOf(call).components.delete(name)
    stateOf(call).tags.delete(arn)
    return {}
  },
}

/** Endpoints and their life. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpoint.html */
import type { Call, Operation } from '../../kernel/types'
import { configOf } from './endpoint-configs'
import { listPage } from './page'
import { settled, statusOf } from './settle'
import { arnOf, type DataCapture, type Endpoint, stateOf, type Variant } from './state'
import { checkTags, validation } from './validate'

/** AWS takes minutes; here it is half one, before the time scale. */
const changeMs = { creating: 30_000, updating: 30_000, deleting: 4_000 }

export function endpointOf(name: unknown, call: Call): Endpoint {
  const checked = String(name)
  const state = stateOf(call)
  const known = state.endpoints.get(checked.toLowerCase())
  const endpoint = known && settled(call.world, state, known)
  if (!endpoint) throw validation(`Could not find endpoint "${arnOf(call, 'endpoint', checked)}".`)
  return endpoint
}

const createEndpoint: Operation = (input, call) => {
  const name = String(input.EndpointName)
  const config = configOf(input.EndpointConfigName, call)
  const state = stateOf(call)
  const arn = arnOf(call, 'endpoint', name)
  const known = state.endpoints.get(name.toLowerCase())
  if (known && settled(call.world, state, known)) throw validation(`Cannot create already existing endpoint "${arn}".`)
  const now = Date.now()
  const tags = checkTags(input.Tags)
  state.endpoints.set(name.toLowerCase(), {
    name,
    arn,
    createdAt: now,
    modifiedAt: now,
    configName: config.name,
    change: { status: 'Creating', since: now, ms: changeMs.creating },
  })
  state.tags.set(arn, tags)
  return { EndpointArn: arn }
}

const updateEndpoint: Operation = (input, call) => {
  const endpoint = endpointOf(input.EndpointName, call)
  const config = configOf(input.EndpointConfigName, call)
  if (endpoint.change) throw validation(`Cannot update in-progress endpoint "${endpoint.arn}".`)
  if (config.name === endpoint.configName)
    throw validation(
      'An endpoint cannot be updated with the configuration that it is using now; create a new endpoint configuration.',
    )
  endpoint.change = { status: 'Updating', since: Date.now(), ms: changeMs.updating, configName: config.name }
  endpoint.modifiedAt = Date.now()
  return { EndpointArn: endpoint.arn }
}

const deleteEndpoint: Operation = (input, call) => {
  const endpoint = endpointOf(input.EndpointName, call)
  if (endpoint.change && endpoint.change.status !== 'Deleting')
    throw validation(`Cannot update in-progress endpoint "${endpoint.arn}".`)
  endpoint.change ??= { status: 'Deleting', since: Date.now(), ms: changeMs.deleting }
  return {}
}

function variantSummary(variant: Variant, endpoint: Endpoint, call: Call) {
  const image = stateOf(call).models.get(variant.ModelName ?? '')?.containers[0]?.Image
  const weight = variant.InitialVariantWeight ?? 1
  return {
    VariantName: variant.VariantName,
    ...(image
      ? {
          DeployedImages: [
            {
              SpecifiedImage: image,
              ResolvedImage: `${image.split(':')[0]}@sha256:${Buffer.from(image).toString('hex').padEnd(64, '0').slice(0, 64)}`,
              ResolutionTime: new Date(endpoint.createdAt),
            },
          ],
        }
      : {}),
    CurrentWeight: weight,
    DesiredWeight: weight,
    ...(variant.ServerlessConfig
      ? { CurrentInstanceCount: 0, CurrentServerlessConfig: variant.ServerlessConfig }
      : {
          CurrentInstanceCount: variant.InitialInstanceCount ?? 1,
          DesiredInstanceCount: variant.InitialInstanceCount ?? 1,
        }),
  }
}

const captureSummary = ({
  EnableCapture = false,
  InitialSamplingPercentage,
  DestinationS3Uri,
  KmsKeyId,
}: DataCapture) => ({
  EnableCapture,
  CaptureStatus: EnableCapture ? 'Started' : 'Stopped',
  CurrentSamplingPercentage: InitialSamplingPercentage,
  DestinationS3Uri,
  KmsKeyId: KmsKeyId ?? '',
})

const describeEndpoint: Operation = (input, call) => {
  const endpoint = endpointOf(input.EndpointName, call)
  const config = stateOf(call).configs.get(endpoint.configName)
  const status = statusOf(endpoint)
  return {
    EndpointName: endpoint.name,
    EndpointArn: endpoint.arn,
    EndpointConfigName: endpoint.configName,
    EndpointStatus: status,
    CreationTime: new Date(endpoint.createdAt),
    LastModifiedTime: new Date(endpoint.modifiedAt),
    ...(endpoint.failureReason ? { FailureReason: endpoint.failureReason } : {}),
    ...(status === 'InService' || status === 'Updating'
      ? { ProductionVariants: config?.variants.map((variant) => variantSummary(variant, endpoint, call)) }
      : {}),
    ...(config?.dataCapture ? { DataCaptureConfig: captureSummary(config.dataCapture) } : {}),
    ...(config?.asynchronous ? { AsyncInferenceConfig: config.asynchronous } : {}),
  }
}

const listEndpoints: Operation = (input, call) => {
  const state = stateOf(call)
  const all = [...state.endpoints.values()]
    .map((endpoint) => settled(call.world, state, endpoint))
    .filter((endpoint) => endpoint !== undefined)
    .map((endpoint) => ({ ...endpoint, status: statusOf(endpoint) }))
  const { items, NextToken } = listPage('ListEndpoints', all, input)
  return {
    Endpoints: items.map((endpoint) => ({
      EndpointName: endpoint.name,
      EndpointArn: endpoint.arn,
      CreationTime: new Date(endpoint.createdAt),
      LastModifiedTime: new Date(endpoint.modifiedAt),
      EndpointStatus: endpoint.status,
    })),
    NextToken,
  }
}

export const endpointOperations: Record<string, Operation> = {
  CreateEndpoint: createEndpoint,
  UpdateEndpoint: updateEndpoint,
  DeleteEndpoint: deleteEndpoint,
  DescribeEndpoint: describeEndpoint,
  ListEndpoints: listEndpoints,
}

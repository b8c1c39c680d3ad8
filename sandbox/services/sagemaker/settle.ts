/** Endpoints change by themselves as time passes: Creating → InService or Failed, Updating → InService, Deleting → gone. */

import type { World } from '../../kernel/types'
import { containerFor } from '../../models/catalog'
import type { Container } from '../../models/containers/container'
import { frontedContainer } from '../../models/containers/fronted'
import { writeStart } from './container-log'
import type { Endpoint, SageMakerState, Variant } from './state'

/** The container of a model, or undefined where its artifact is not one that the sandbox can serve. */
export function containerOf(state: SageMakerState, modelName: string | undefined): Container | undefined {
  const model = state.models.get(modelName ?? '')
  const url = state.fronted.get(model?.name ?? '')
  return url ? frontedContainer(url) : containerFor(model?.containers[0]?.ModelDataUrl)
}

/** The prefix below which the models of a multi-model container lie; undefined where it hosts one. */
export function modelsPrefixOf(state: SageMakerState, { ModelName = '' }: Variant): string | undefined {
  const [container] = state.models.get(ModelName)?.containers ?? []
  return container?.Mode === 'MultiModel' ? container.ModelDataUrl : undefined
}

/** A container that loads its models when they are requested, or on behalf of a component, starts without one. */
const starts = (state: SageMakerState, variant: Variant): boolean =>
  variant.ModelName === undefined ||
  modelsPrefixOf(state, variant) !== undefined ||
  containerOf(state, variant.ModelName) !== undefined

const pingFailure = (variant: string) =>
  `The primary container for production variant ${variant} did not pass the ping health check. Please check CloudWatch logs for this endpoint.`

function brokenVariant(state: SageMakerState, configName: string): Variant | undefined {
  return state.configs.get(configName)?.variants.find((variant) => !starts(state, variant))
}

/** Brings one endpoint up to now; undefined where it is gone by now. */
export function settled(world: World, state: SageMakerState, endpoint: Endpoint): Endpoint | undefined {
  const { change } = endpoint
  if (!change || !world.clock.hasPassed(change.since, change.ms)) return endpoint
  endpoint.change = undefined
  endpoint.modifiedAt = change.since + change.ms / world.options.timeScale
  if (change.status === 'Deleting') {
    state.endpoints.delete(endpoint.name.toLowerCase())
    state.tags.delete(endpoint.arn)
    return undefined
  }
  const configName = change.configName ?? endpoint.configName
  const broken = brokenVariant(state, configName)
  for (const variant of state.configs.get(configName)?.variants ?? [])
    writeStart(world, endpoint, variant.VariantName, variant === broken, endpoint.modifiedAt)
  // A failed update keeps what was in service: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateEndpoint.html
  if (change.status === 'Updating' && broken) return endpoint
  endpoint.configName = configName
  endpoint.failureReason = broken && pingFailure(broken.VariantName)
  return endpoint
}

export const statusOf = (endpoint: Endpoint): string =>
  endpoint.change?.status ?? (endpoint.failureReason ? 'Failed' : 'InService')

/** Endpoint configs. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html */
import type { Call, Operation } from '../../kernel/types'
import { checkAsync } from './async-config'
import { listPage } from './page'
import { arnOf, type EndpointConfig, type Explainer, stateOf, type Variant } from './state'
import { checkRole, checkTags, validation } from './validate'

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantServerlessConfig.html */
const serverlessMemory = [1024, 2048, 3072, 4096, 5120, 6144]

function checkVariant(variant: Variant, call: Call): void {
  if (variant.ModelName !== undefined && !stateOf(call).models.has(variant.ModelName))
    throw validation(`Could not find model "${arnOf(call, 'model', variant.ModelName)}".`)
  if (variant.ServerlessConfig && (variant.InstanceType ?? variant.InitialInstanceCount) !== undefined)
    throw validation(
      `Variant ${variant.VariantName} has a ServerlessConfig, so InstanceType and InitialInstanceCount must not be specified.`,
    )
  if (variant.ServerlessConfig) {
    const { MemorySizeInMB, MaxConcurrency, ProvisionedConcurrency = 1 } = variant.ServerlessConfig
    if (!serverlessMemory.includes(MemorySizeInMB))
      throw validation(`MemorySizeInMB must be one of ${serverlessMemory.join(', ')}.`)
    if (ProvisionedConcurrency > MaxConcurrency)
      throw validation('ProvisionedConcurrency must be between 1 and MaxConcurrency.')
    return
  }
  if (variant.InstanceType === undefined)
    throw validation(`Either ServerlessConfig or InstanceType must be specified for variant ${variant.VariantName}.`)
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClarifyShapBaselineConfig.html */
function checkExplainer(explainer: Explainer | undefined): Explainer | undefined {
  const baseline = explainer?.ClarifyExplainerConfig?.ShapConfig?.ShapBaselineConfig
  if (explainer && (baseline?.ShapBaseline === undefined) === (baseline?.ShapBaselineUri === undefined))
    throw validation('Provide exactly one of ShapBaseline and ShapBaselineUri.')
  return explainer
}

const create: Operation = (input, call) => {
  const name = String(input.EndpointConfigName)
  const variants: Variant[] = input.ProductionVariants ?? []
  for (const variant of variants) checkVariant(variant, call)
  // Several are nowhere: https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html, whose words are not documented.
  if (variants.length > 1 && variants.some(({ ServerlessConfig }) => ServerlessConfig))
    throw validation('A serverless endpoint can have one production variant only.')
  if (variants.some((variant) => variant.ModelName === undefined) && !input.ExecutionRoleArn)
    throw validation('ExecutionRoleArn is required when a production variant has no ModelName.')
  checkRole(input.ExecutionRoleArn, call)
  if (new Set(variants.map((variant) => variant.VariantName)).size < variants.length)
    throw validation('Variant names must be unique within an endpoint configuration.')
  const arn = arnOf(call, 'endpoint-config', name)
  const state = stateOf(call)
  if (state.configs.has(name)) throw validation(`Cannot create already existing endpoint configuration "${arn}".`)
  const tags = checkTags(input.Tags)
  state.configs.set(name, {
    name,
    arn,
    createdAt: Date.now(),
    variants,
    dataCapture: input.DataCaptureConfig,
    asynchronous: checkAsync(input.AsyncInferenceConfig, variants),
    explainer: checkExplainer(input.ExplainerConfig),
    executionRoleArn: input.ExecutionRoleArn,
  })
  state.tags.set(arn, tags)
  return { EndpointConfigArn: arn }
}

export function configOf(name: unknown, call: Call): EndpointConfig {
  const checked = String(name)
  const config = stateOf(call).configs.get(checked)
  if (!config) throw validation(`Could not find endpoint configuration "${arnOf(call, 'endpoint-config', checked)}".`)
  return config
}

export const configOperations: Record<string, Operation> = {
  CreateEndpointConfig: create,
  DescribeEndpointConfig: (input, call) => {
    const config = configOf(input.EndpointConfigName, call)
    return {
      EndpointConfigName: config.name,
      EndpointConfigArn: config.arn,
      CreationTime: new Date(config.createdAt),
      ProductionVariants: config.variants.map((variant) => ({ InitialVariantWeight: 1, ...variant })),
      DataCaptureConfig: config.dataCapture,
      AsyncInferenceConfig: config.asynchronous,
      ExplainerConfig: config.explainer,
      ExecutionRoleArn: config.executionRoleArn,
      EnableNetworkIsolation: false,
    }
  },
  ListEndpointConfigs: (input, call) => {
    const { items, NextToken } = listPage('ListEndpointConfigs', [...stateOf(call).configs.values()], input)
    return {
      EndpointConfigs: items.map((config) => ({
        EndpointConfigName: config.name,
        EndpointConfigArn: config.arn,
        CreationTime: new Date(config.createdAt),
      })),
      NextToken,
    }
  },
  DeleteEndpointConfig: (input, call) => {
    const config = configOf(input.EndpointConfigName, call)
    stateOf(call).configs.delete(config.name)
    stateOf(call).tags.delete(config.arn)
    return {}
  },
}

/** One endpoint whole: what DescribeEndpoint, its config and its models say, reshaped once. */
import {
  DescribeEndpointCommand,
  type DescribeEndpointCommandOutput,
  DescribeEndpointConfigCommand,
  type DescribeEndpointConfigCommandOutput,
  DescribeModelCommand,
  type DescribeModelCommandOutput,
  type ProductionVariant,
  type ProductionVariantSummary,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker'
import { attempt } from '../attempt'
import type { AwsClients } from '../aws/client/create-clients'
import { containerName } from '../model/profile/container-name'
import { settingsOf } from '../model/profile/facts'
import type { Failure } from '../result'
import type { EndpointKind } from '../spec/route-parts/endpoint'
import { serverlessCapacity } from './serverless-capacity'
import type { EndpointDetail, EndpointStatus, VariantDetail } from './types'

/** Endpoint configs and models never change under their name, short of deletion, so they are kept for a while. */
const keptMs = 10 * 60_000
const most = 5_000
type Kept = Map<string, { value: Promise<unknown>; at: number }>
/** By client, as each stands for a role: what one can read is not for another. */
const keptBy = new WeakMap<SageMakerClient, Kept>()

function keep<T>({ sagemaker }: AwsClients, key: string, read: (client: SageMakerClient) => Promise<T>): Promise<T> {
  const kept: Kept = keptBy.get(sagemaker) ?? new Map()
  keptBy.set(sagemaker, kept)
  const known = kept.get(key)
  if (known && Date.now() - known.at < keptMs) return known.value as Promise<T>
  const value = read(sagemaker)
  kept.set(key, { value, at: Date.now() })
  value.catch(() => kept.delete(key))
  if (kept.size > most) kept.delete(kept.keys().next().value ?? '')
  return value
}

/**
 * Reads the endpoint, its config and its models. What AWS refuses of the last two is named in `unread`, and the rest stands.
 * @param models whether models are read too, which show containers and what a multi-model container hosts
 * Throws AWS's errors of the first; ValidationException "Could not find endpoint" if there is none.
 */
export async function describeEndpoint(
  clients: AwsClients,
  name: string,
  { models = true }: { models?: boolean } = {},
): Promise<EndpointDetail> {
  const endpoint = await clients.sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }))
  const configName = endpoint.EndpointConfigName
  // While the endpoint is Creating or after a failure SageMaker can name a config that was deleted since.
  const read = await attempt(async () =>
    configName ? readConfig(clients, endpoint.EndpointArn ?? name, configName) : undefined,
  )
  const config = read.ok ? read.value : undefined
  const { variants, refused } = await readVariants(clients, endpoint, config, models)
  const capture = config?.DataCaptureConfig
  const later = config?.AsyncInferenceConfig
  return {
    name: endpoint.EndpointName ?? name,
    arn: endpoint.EndpointArn ?? '',
    status: endpoint.EndpointStatus as EndpointStatus,
    createdAt: (endpoint.CreationTime ?? new Date(0)).toISOString(),
    modifiedAt: (endpoint.LastModifiedTime ?? new Date(0)).toISOString(),
    configName: configName ?? '',
    variants,
    kind: kindOf(config),
    capacity: capacityOf(variants),
    container: variants[0]?.container,
    failureReason: endpoint.FailureReason,
    variantCount: variants.length,
    asynchronous: later && { output: later.OutputConfig?.S3OutputPath, failure: later.OutputConfig?.S3FailurePath },
    clarify: clarifyOf(config),
    dataCapture: capture?.DestinationS3Uri
      ? { enabled: capture.EnableCapture ?? false, destination: capture.DestinationS3Uri }
      : undefined,
    unread: { ...(read.ok ? {} : { config: read.error }), ...(refused ? { models: refused } : {}) },
  }
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClarifyInferenceConfig.html */
function clarifyOf(config: DescribeEndpointConfigCommandOutput | undefined): EndpointDetail['clarify'] {
  const explainer = config?.ExplainerConfig?.ClarifyExplainerConfig
  if (!explainer) return undefined
  const { InferenceConfig: requested = {}, ShapConfig } = explainer
  return {
    featureHeaders: requested.FeatureHeaders,
    featureTypes: requested.FeatureTypes,
    labelHeaders: requested.LabelHeaders,
    contentTemplate: requested.ContentTemplate,
    baseline: ShapConfig?.ShapBaselineConfig?.ShapBaseline,
    baselineUri: ShapConfig?.ShapBaselineConfig?.ShapBaselineUri,
  }
}

const readConfig = (clients: AwsClients, arn: string, name: string) =>
  keep(clients, `${arn}/config/${name}`, (client) =>
    client.send(new DescribeEndpointConfigCommand({ EndpointConfigName: name })),
  ).catch(unlessGone)

/** SageMaker names what is missing only in a ValidationException's message. */
function unlessGone(error: unknown): undefined {
  if (error instanceof Error && /Could not find/.test(error.message)) return undefined
  throw error
}

async function readVariants(
  clients: AwsClients,
  endpoint: DescribeEndpointCommandOutput,
  config: DescribeEndpointConfigCommandOutput | undefined,
  withModels: boolean,
): Promise<{ variants: VariantDetail[]; refused?: Failure }> {
  const live = new Map((endpoint.ProductionVariants ?? []).map((variant) => [variant.VariantName, variant]))
  const configured = config?.ProductionVariants ?? []
  const models = await Promise.all(
    (withModels ? configured : []).map(({ ModelName }) =>
      attempt(() => readModel(clients, endpoint.EndpointArn ?? '', ModelName)),
    ),
  )
  const variants = configured.map((variant, index) => {
    const model = models[index]
    return variantOf(variant, live.get(variant.VariantName), model?.ok ? model.value : undefined)
  })
  return { variants, refused: models.flatMap((model) => (model.ok ? [] : [model.error]))[0] }
}

const readModel = async (clients: AwsClients, arn: string, name: string | undefined) =>
  name === undefined
    ? undefined
    : keep(clients, `${arn}/model/${name}`, (client) =>
        client.send(new DescribeModelCommand({ ModelName: name })),
      ).catch(unlessGone)

function variantOf(
  variant: ProductionVariant,
  live: ProductionVariantSummary | undefined,
  model: DescribeModelCommandOutput | undefined,
): VariantDetail {
  const container = model?.PrimaryContainer ?? model?.Containers?.[0]
  const image = container?.Image ?? live?.DeployedImages?.[0]?.SpecifiedImage
  const serverless = live?.CurrentServerlessConfig ?? variant.ServerlessConfig
  return {
    name: variant.VariantName ?? '',
    modelName: variant.ModelName,
    image,
    container: containerName(image),
    instanceType: variant.InstanceType,
    currentInstanceCount: live?.CurrentInstanceCount,
    desiredInstanceCount: live?.DesiredInstanceCount ?? variant.InitialInstanceCount,
    serverless: serverless
      ? {
          memoryMb: serverless.MemorySizeInMB ?? 0,
          maxConcurrency: serverless.MaxConcurrency ?? 0,
          provisionedConcurrency: live?.CurrentServerlessConfig?.ProvisionedConcurrency,
        }
      : undefined,
    settings: settingsOf(container?.Environment),
    packageName: container?.ModelPackageName,
    modelData: container?.ModelDataUrl ?? container?.ModelDataSource?.S3DataSource?.S3Uri,
    modelsPrefix: container?.Mode === 'MultiModel' ? container.ModelDataUrl : undefined,
    weight: live?.CurrentWeight ?? variant.InitialVariantWeight,
  }
}

function kindOf(config: DescribeEndpointConfigCommandOutput | undefined): EndpointKind {
  if (config?.AsyncInferenceConfig) return 'Async'
  return config?.ProductionVariants?.some((variant) => variant.ServerlessConfig) ? 'Serverless' : 'Real-time'
}

/** `ml.m5.large × 1`, `2 GB, max 10`; variants of one kind are summed. */
function capacityOf(variants: VariantDetail[]): string {
  const [first] = variants
  if (!first) return 'unknown'
  if (first.serverless) return serverlessCapacity(first.serverless)
  const types = [...new Set(variants.map((variant) => variant.instanceType))]
  return types
    .map((type) => {
      const same = variants.filter((variant) => variant.instanceType === type)
      const count = same.reduce(
        (sum, variant) => sum + (variant.currentInstanceCount ?? variant.desiredInstanceCount ?? 0),
        0,
      )
      return `${type ?? 'instance'} × ${count}`
    })
    .join(', ')
}

/** One endpoint whole: what DescribeEndpoint, its config and its models say, reshaped once. */
import {
  DescribeEndpointCommand,
  type DescribeEndpointCommandOutput,
  DescribeEndpointConfigCommand,
  type DescribeEndpointConfigCommandOutput,
  DescribeModelCommand,
  type ProductionVariant,
  type ProductionVariantSummary,
} from '@aws-sdk/client-sagemaker'
import type { AwsClients } from '../aws/create-clients'
import { containerName } from './container-name'
import type { EndpointDetail, EndpointKind, EndpointStatus, VariantDetail } from './types'

/** Endpoint configs and models never change under their name, short of deletion, so they are kept for a while. */
const keptMs = 10 * 60_000
const kept = new Map<string, { value: Promise<unknown>; at: number }>()

function keep<T>(key: string, read: () => Promise<T>): Promise<T> {
  const known = kept.get(key)
  if (known && Date.now() - known.at < keptMs) return known.value as Promise<T>
  const value = read()
  kept.set(key, { value, at: Date.now() })
  value.catch(() => kept.delete(key))
  if (kept.size > 5_000) kept.delete(kept.keys().next().value ?? '')
  return value
}

/** Throws AWS's errors; ValidationException "Could not find endpoint" where there is none. */
export async function describeEndpoint(clients: AwsClients, name: string): Promise<EndpointDetail> {
  const endpoint = await clients.sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }))
  const configName = endpoint.EndpointConfigName
  // While the endpoint is Creating or after a failure SageMaker may name a config that was deleted since.
  const config = configName ? await readConfig(clients, endpoint.EndpointArn ?? name, configName) : undefined
  const variants = await readVariants(clients, endpoint, config)
  const capture = config?.DataCaptureConfig
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
    dataCapture: capture?.DestinationS3Uri
      ? { enabled: capture.EnableCapture ?? false, destination: capture.DestinationS3Uri }
      : undefined,
  }
}

function readConfig(clients: AwsClients, arn: string, name: string) {
  return keep(`${arn}/config/${name}`, () =>
    clients.sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName: name })),
  ).catch(unlessGone)
}

/** SageMaker names what is missing only in a ValidationException's message. */
function unlessGone(error: unknown): undefined {
  if (error instanceof Error && /Could not find/.test(error.message)) return undefined
  throw error
}

async function readVariants(
  clients: AwsClients,
  endpoint: DescribeEndpointCommandOutput,
  config: DescribeEndpointConfigCommandOutput | undefined,
): Promise<VariantDetail[]> {
  const live = new Map((endpoint.ProductionVariants ?? []).map((variant) => [variant.VariantName, variant]))
  return Promise.all(
    (config?.ProductionVariants ?? []).map((variant) =>
      readVariant(clients, endpoint.EndpointArn ?? '', variant, live.get(variant.VariantName)),
    ),
  )
}

async function readVariant(
  clients: AwsClients,
  arn: string,
  variant: ProductionVariant,
  live: ProductionVariantSummary | undefined,
): Promise<VariantDetail> {
  const modelName = variant.ModelName
  const model = modelName
    ? await keep(`${arn}/model/${modelName}`, () =>
        clients.sagemaker.send(new DescribeModelCommand({ ModelName: modelName })),
      ).catch(unlessGone)
    : undefined
  const primary = model?.PrimaryContainer ?? model?.Containers?.[0]
  const image = primary?.Image
  const serverless = live?.CurrentServerlessConfig ?? variant.ServerlessConfig
  return {
    name: variant.VariantName ?? '',
    modelName,
    image,
    container: containerName(image),
    instanceType: variant.InstanceType,
    currentInstanceCount: live?.CurrentInstanceCount,
    desiredInstanceCount: live?.DesiredInstanceCount ?? variant.InitialInstanceCount,
    serverless: serverless
      ? { memoryMb: serverless.MemorySizeInMB ?? 0, maxConcurrency: serverless.MaxConcurrency ?? 0 }
      : undefined,
    multiModel: primary?.Mode === 'MultiModel',
    weight: live?.CurrentWeight ?? variant.InitialVariantWeight,
  }
}

function kindOf(config: DescribeEndpointConfigCommandOutput | undefined): EndpointKind {
  if (config?.AsyncInferenceConfig) return 'Async'
  return config?.ProductionVariants?.some((variant) => variant.ServerlessConfig) ? 'Serverless' : 'Real-time'
}

/** `ml.m5.large × 1`, `2 GB, max 10`; variants of one kind are summed. */
export function capacityOf(variants: VariantDetail[]): string {
  const [first] = variants
  if (!first) return 'unknown'
  if (first.serverless) return `${first.serverless.memoryMb / 1024} GB, max ${first.serverless.maxConcurrency}`
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

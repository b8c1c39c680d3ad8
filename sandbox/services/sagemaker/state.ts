/** What SageMaker remembers of one account and region. */
import type { Call, World } from '../../kernel/types'

export interface Model {
  name: string
  arn: string
  createdAt: number
  executionRoleArn?: string
  containers: ContainerDefinition[]
}

export interface ContainerDefinition {
  Image?: string
  Mode?: string
  ModelDataUrl?: string
  Environment?: Record<string, string>
}

export interface Variant {
  VariantName: string
  ModelName?: string
  InstanceType?: string
  InitialInstanceCount?: number
  InitialVariantWeight?: number
  ServerlessConfig?: { MemorySizeInMB: number; MaxConcurrency: number }
}

export interface EndpointConfig {
  name: string
  arn: string
  createdAt: number
  variants: Variant[]
  dataCapture?: object
  asynchronous?: object
}

export interface Endpoint {
  /** As it was created; InvokeEndpoint insists on this case. */
  name: string
  arn: string
  createdAt: number
  modifiedAt: number
  configName: string
  /** What it is on its way to, and from when and for how long (AWS's ms) it is on its way. */
  change?: { status: 'Creating' | 'Updating' | 'Deleting'; since: number; ms: number; configName?: string }
  failureReason?: string
  /** A serverless endpoint's last call, after which it cools down. */
  lastCallAt?: number
}

export interface SageMakerState {
  models: Map<string, Model>
  configs: Map<string, EndpointConfig>
  /** By lower-case name: names ignore case when they are created. */
  endpoints: Map<string, Endpoint>
  /** By ARN. */
  tags: Map<string, Record<string, string>>
  /** Containers of anyone's own, by model name. */
  fronted: Map<string, string>
}

interface Place {
  accountId: string
  region: string
}

export const sagemakerState = (world: World, { accountId, region }: Place): SageMakerState =>
  world.state('sagemaker', accountId, region, () => ({
    models: new Map(),
    configs: new Map(),
    endpoints: new Map(),
    tags: new Map(),
    fronted: new Map(),
  }))

/** SageMaker writes the name in an ARN in lower case. */
export const arnOf = (
  { accountId, region, partition = 'aws' }: Place & { partition?: string },
  type: 'endpoint' | 'endpoint-config' | 'model',
  name: string,
): string => `arn:${partition}:sagemaker:${region}:${accountId}:${type}/${name.toLowerCase()}`

export const stateOf = (call: Call) => sagemakerState(call.world, call)

/** What SageMaker remembers of one account and region. */
import { partitionOf } from '../../kernel/partition'
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
  ImageConfig?: { RepositoryAccessMode: 'Platform' | 'Vpc' }
  /** The ARN of the model package that it is made of. */
  ModelPackageName?: string
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
  ServerlessConfig?: { MemorySizeInMB: number; MaxConcurrency: number; ProvisionedConcurrency?: number }
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DataCaptureConfig.html */
export interface DataCapture {
  EnableCapture?: boolean
  InitialSamplingPercentage: number
  DestinationS3Uri: string
  KmsKeyId?: string
  CaptureOptions: { CaptureMode: 'Input' | 'Output' | 'InputAndOutput' }[]
  CaptureContentTypeHeader?: { CsvContentTypes?: string[]; JsonContentTypes?: string[] }
}

interface ModelPackage {
  name: string
  version?: number
  arn: string
  createdAt: number
  /** The input of CreateModelPackage. */
  input: Record<string, unknown>
}

interface JobDefinition {
  name: string
  arn: string
  createdAt: number
  input: Record<string, unknown>
}

export interface MonitoringSchedule {
  name: string
  arn: string
  createdAt: number
  endpointName?: string
  monitoringType: string
  jobDefinitionName?: string
  /** MonitoringScheduleConfig as it was given. */
  config: Record<string, unknown>
}

export interface AsyncConfig {
  ClientConfig?: { MaxConcurrentInvocationsPerInstance?: number }
  OutputConfig: { S3OutputPath?: string; S3FailurePath?: string; KmsKeyId?: string }
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClarifyExplainerConfig.html */
export interface Explainer {
  ClarifyExplainerConfig: {
    /** A JMESPath expression on a record of the response that says whether it is explained; all are unless given. */
    EnableExplanations?: string
    InferenceConfig?: { FeatureHeaders?: string[]; FeatureTypes?: ('numerical' | 'categorical' | 'text')[] }
    ShapConfig: { ShapBaselineConfig: { ShapBaseline?: string; ShapBaselineUri?: string } }
  }
}

export interface InferenceComponent {
  name: string
  arn: string
  createdAt: number
  endpointName: string
  variantName: string
  modelName: string
  compute: object
  copyCount: number
}

export interface EndpointConfig {
  name: string
  arn: string
  createdAt: number
  variants: Variant[]
  dataCapture?: DataCapture
  asynchronous?: AsyncConfig
  explainer?: Explainer
  /** Set if the variants have no models, because the components have them. */
  executionRoleArn?: string
}

export interface Endpoint {
  /** The name as created; InvokeEndpoint requires this case. */
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

export interface TransformJob {
  name: string
  arn: string
  createdAt: number
  modifiedAt: number
  startedAt?: number
  endedAt?: number
  status: 'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped'
  failureReason?: string
  request: TransformRequest
}

/** CreateTransformJob's input once it was checked. */
export interface TransformRequest {
  ModelName: string
  MaxConcurrentTransforms?: number
  MaxPayloadInMB?: number
  BatchStrategy?: 'MultiRecord' | 'SingleRecord'
  TransformInput: {
    DataSource: { S3DataSource: { S3DataType: string; S3Uri: string } }
    ContentType?: string
    CompressionType?: 'None' | 'Gzip'
    SplitType?: 'None' | 'Line'
  }
  TransformOutput: { S3OutputPath: string; Accept?: string; AssembleWith?: 'None' | 'Line' }
  TransformResources: { InstanceType: string; InstanceCount: number }
  DataProcessing?: { InputFilter?: string; OutputFilter?: string; JoinSource?: 'Input' | 'None' }
}

export interface SageMakerState {
  models: Map<string, Model>
  configs: Map<string, EndpointConfig>
  /** By lower-case name: names ignore case when they are created. */
  endpoints: Map<string, Endpoint>
  components: Map<string, InferenceComponent>
  /** By ARN. */
  packages: Map<string, ModelPackage>
  jobDefinitions: Map<string, JobDefinition>
  schedules: Map<string, MonitoringSchedule>
  transformJobs: Map<string, TransformJob>
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
    components: new Map(),
    packages: new Map(),
    jobDefinitions: new Map(),
    schedules: new Map(),
    transformJobs: new Map(),
    tags: new Map(),
    fronted: new Map(),
  }))

/** SageMaker writes the name in an ARN in lower case. */
export const arnOf = (
  { accountId, region }: Place,
  type:
    | 'endpoint'
    | 'endpoint-config'
    | 'inference-component'
    | 'model'
    | 'model-package'
    | 'monitoring-schedule'
    | 'data-quality-job-definition'
    | 'transform-job',
  name: string,
): string => `arn:${partitionOf(region)}:sagemaker:${region}:${accountId}:${type}/${name.toLowerCase()}`

export const stateOf = (call: Call) => sagemakerState(call.world, call)

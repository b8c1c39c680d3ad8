/** What AWS shows of a model and its endpoint, before anything is called. Plain data. */
import type { FoundEvidence } from './found-evidence'

export interface ModelFacts {
  /** The container's image, whole. */
  image?: string
  /** What `settingsOf` leaves of the container's environment. */
  environment?: Record<string, string>
  /** The endpoint's own. */
  tags?: Record<string, string>
  /** `s3://jumpstart-cache-prod-us-east-1/…`. */
  modelData?: string
  modelPackage?: PackageFacts
  clarify?: ClarifyFacts
  /** Those of the model's files that describe it, if its container has any. */
  files?: ModelFile[]
  /** Data capture, baselines, sample payloads, signatures. */
  found?: FoundEvidence[]
}

export interface ModelFile {
  /** Below the model's folder: `resnet/config.pbtxt`. */
  path: string
  text: string
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModelPackage.html */
export interface PackageFacts {
  /** `COMPUTER_VISION`, `NATURAL_LANGUAGE_PROCESSING`, `MACHINE_LEARNING`. */
  domain?: string
  /** `IMAGE_CLASSIFICATION`, `TEXT_GENERATION`, `REGRESSION`. */
  task?: string
  contentTypes?: string[]
  /** Names the framework of its first container: `XGBOOST`, `TENSORFLOW`. */
  framework?: string
  /** The benchmarked model that is nearest to it: `resnet50`. */
  nearest?: string
  /** The names and shapes of its inputs, as JSON. */
  shapes?: string
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClarifyInferenceConfig.html */
export interface ClarifyFacts {
  featureHeaders?: string[]
  featureTypes?: string[]
  labelHeaders?: string[]
  /** Set if the model takes JSON lines of this form instead of CSV. */
  contentTemplate?: string
  /** The rows that explanations start from, as CSV or JSON lines: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClarifyShapBaselineConfig.html */
  baseline?: string
  /** Names the object in S3 that has them, if the configuration has not. */
  baselineUri?: string
}

/** Names whose values say something of the input. Others, tokens and keys among them, never leave the reader. */
const distinctive =
  /^(HF_TASK|HF_MODEL_ID|OPTION_(TASK|MODEL_ID|ENTRYPOINT|ENGINE|ROLLING_BATCH)|SM_VLLM_(MODEL|TASK|RUNNER)|MESSAGES_API_ENABLED|SAGEMAKER_PROGRAM|SAGEMAKER_INFERENCE_(INPUT|OUTPUT|SUPPORTED)|SAGEMAKER_SPARKML_SCHEMA|SAGEMAKER_TRITON_DEFAULT_MODEL_NAME|MLFLOW_(DEPLOYMENT_FLAVOR_NAME|MODEL_FLAVOR|TRACKING_URI|RUN_ID)|(TS|MMS)_DEFAULT_(SERVICE_)?HANDLER|MODEL_ID)$/

/** The settings of a container that say what its model takes. */
export const settingsOf = (environment: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => distinctive.test(name) && value.length <= 20_000),
  )

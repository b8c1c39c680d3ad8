/** The one factory of AWS clients. No environment is read here: configuration arrives as arguments. */
import { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { IAMClient } from '@aws-sdk/client-iam'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { PricingClient } from '@aws-sdk/client-pricing'
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api'
import { S3Client } from '@aws-sdk/client-s3'
import { SageMakerClient } from '@aws-sdk/client-sagemaker'
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime'
import { STSClient } from '@aws-sdk/client-sts'
import { WAFV2Client } from '@aws-sdk/client-wafv2'
import { noteOperation } from '../../errors/facts'
import { partitionOf } from '../partition'
import { priceListPlace } from '../price-list-place'
import { briefAgents } from './agents'
import { measureAttempts } from './measure-attempts'

/** Holds one SDK client per service, all for one account, region and role. */
export interface AwsClients {
  sagemaker: SageMakerClient
  runtime: SageMakerRuntimeClient
  lambda: LambdaClient
  apiGateway: APIGatewayClient
  iam: IAMClient
  sts: STSClient
  logs: CloudWatchLogsClient
  cloudWatch: CloudWatchClient
  waf: WAFV2Client
  /** The region's event history. */
  trail: CloudTrailClient
  /** The event history that IAM's events are in. */
  globalTrail: CloudTrailClient
  pricing: PricingClient
  tagging: ResourceGroupsTaggingAPIClient
  /** Read only: which user pools there are. */
  cognito: CognitoIdentityProviderClient
  /** What SageMaker keeps of an endpoint's data, and the input and output of transform jobs. */
  s3: S3Client
  /**
   * The same services without the SDK's retries, for calls that create or change something. CreateRestApi and
   * CreateDeployment take no idempotency token, so a blind second try could make a second one; and a wait between tries
   * should be seen by the person who waits, not hidden in the SDK.
   */
  once: { lambda: LambdaClient; apiGateway: APIGatewayClient; iam: IAMClient; logs: CloudWatchLogsClient }
  /** For what nobody waits for and nothing depends on: two tries of a few seconds. */
  brief: { cloudWatch: CloudWatchClient }
}

interface Credentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
  expiration?: Date
}

/** Holds one call that AWS answered, for the log. */
export interface AwsCall {
  /** `CreateFunction`. */
  operation: string
  requestId?: string
  /** AWS's name of the error where it was refused. */
  error?: string
}

/**
 * Names the region that IAM is signed for and records its events in, by partition.
 * https://docs.aws.amazon.com/general/latest/gr/iam-service.html, https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
const globalRegions: Record<string, string> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
}

/** Returns the region that IAM belongs to in the partition of `region`; `region` itself if the partition is not known. */
export const globalRegion = (region: string): string => globalRegions[partitionOf(region).name] ?? region

/** Holds all that the clients are made from. */
export interface ClientOptions {
  region: string
  /** Any AWS-compatible endpoint; AWS's own unless given. */
  endpointUrl?: string
  /** The SDK's default chain unless given. */
  credentials?: Credentials | (() => Promise<Credentials>)
  /** Runs after each call that was answered. */
  onCall?: (call: AwsCall) => void
  /** The id of the run that a call belongs to; CloudTrail keeps it in the user agent. */
  runId?: () => string | undefined
  /** How long one call can take; a model can take 60 s to answer InvokeEndpoint, everything else is far quicker. */
  requestTimeoutMs?: number
}

/** Makes the clients. It calls nothing: credentials that are wrong are refused at the first call. */
export function createClients({
  region,
  endpointUrl,
  credentials,
  requestTimeoutMs = 65_000,
  onCall,
  runId,
}: ClientOptions): AwsClients {
  const base = {
    region,
    ...(endpointUrl ? { endpoint: endpointUrl } : {}),
    ...(credentials ? { credentials } : {}),
    retryMode: 'standard',
    // Stands in CloudTrail's userAgent as `app/portico`: https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html
    userAgentAppId: 'portico',
    requestHandler: { connectionTimeout: 5_000, requestTimeout: requestTimeoutMs, throwOnRequestTimeout: true },
  }
  const patient = { ...base, maxAttempts: 5 }
  // A request on a connection that AWS closes at the same moment is lost, and nobody sends it again here.
  const once = () => ({ ...base, maxAttempts: 1, requestHandler: { ...base.requestHandler, ...briefAgents() } })
  const brief = {
    ...base,
    maxAttempts: 2,
    requestHandler: {
      ...base.requestHandler,
      connectionTimeout: 2_000,
      requestTimeout: Math.min(requestTimeoutMs, 3_000),
    },
  }
  const clients: AwsClients = {
    sagemaker: new SageMakerClient(patient),
    // A prediction costs money and time, and a model's refusal stays a refusal.
    runtime: new SageMakerRuntimeClient(once()),
    lambda: new LambdaClient(patient),
    apiGateway: new APIGatewayClient(patient),
    iam: new IAMClient({ ...patient, region: globalRegion(region) }),
    sts: new STSClient(patient),
    logs: new CloudWatchLogsClient(patient),
    cloudWatch: new CloudWatchClient(patient),
    waf: new WAFV2Client(patient),
    trail: new CloudTrailClient(patient),
    globalTrail: new CloudTrailClient({ ...patient, region: globalRegion(region) }),
    // One endpoint has the price list of all regions of its partition; a partition without one has no price list.
    // https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-price-list-query-api.html
    pricing: new PricingClient({ ...patient, region: priceListPlace(region)?.region ?? region }),
    tagging: new ResourceGroupsTaggingAPIClient(patient),
    cognito: new CognitoIdentityProviderClient(patient),
    // A bucket of the account can be in another region. An upload that was opened with a checksum is closed only with the
    // checksums of all its parts; ETags are enough: https://docs.aws.amazon.com/sdkref/latest/guide/feature-dataintegrity.html
    s3: new S3Client({ ...patient, followRegionRedirects: true, requestChecksumCalculation: 'WHEN_REQUIRED' }),
    once: {
      lambda: new LambdaClient(once()),
      apiGateway: new APIGatewayClient(once()),
      iam: new IAMClient({ ...once(), region: globalRegion(region) }),
      logs: new CloudWatchLogsClient(once()),
    },
    brief: { cloudWatch: new CloudWatchClient(brief) },
  }
  nameOperations(clients)
  measureAttempts(clientsIn(clients))
  if (onCall) watch(clients, onCall)
  if (runId) mark(clients, runId)
  return clients
}

interface Client {
  config: { serviceId: string }
  middlewareStack: AwsClients['sts']['middlewareStack']
  destroy(): void
}

/** Lists every client, those of the groups too. */
export const clientsIn = ({ once, brief, ...rest }: AwsClients) =>
  [...Object.values(rest), ...Object.values(once), ...Object.values(brief)] as Client[]

/**
 * Writes the run into the user agent of each call, as `md/portico-run#{id}`, in the form that the SDKs give their metadata.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
function mark(clients: AwsClients, runId: () => string | undefined): void {
  for (const { middlewareStack } of clientsIn(clients)) {
    middlewareStack.add(
      (next, context) => (args) => {
        const id = runId()
        const about = context as { userAgent?: [string, string][] }
        if (id) about.userAgent = [...(about.userAgent ?? []), ['md/portico-run', id]]
        return next(args)
      },
      { step: 'initialize', name: 'portico-run' },
    )
  }
}

/** Each error is known to be of `API Gateway GetDocumentationParts`. */
function nameOperations(clients: AwsClients): void {
  for (const { config, middlewareStack } of clientsIn(clients)) {
    middlewareStack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          try {
            return await next(args)
          } catch (error) {
            noteOperation(error, `${config.serviceId} ${commandName.replace(/Command$/, '')}`)
            throw error
          }
        },
      { step: 'initialize', name: 'portico-operation' },
    )
  }
}

function watch(clients: AwsClients, onCall: (call: AwsCall) => void): void {
  for (const { middlewareStack } of clientsIn(clients)) {
    middlewareStack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          const operation = commandName.replace(/Command$/, '')
          try {
            const response = await next(args)
            onCall({ operation, requestId: response.output.$metadata.requestId })
            return response
          } catch (error) {
            const { name, $metadata } = error as { name: string; $metadata?: { requestId?: string } }
            onCall({ operation, requestId: $metadata?.requestId, error: name })
            throw error
          }
        },
      { step: 'initialize', name: 'portico-calls' },
    )
  }
}

/** The SageMaker endpoint that a wiring stands before. */
import { DescribeEndpointCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker'

export interface EndpointIdentity {
  /** With SageMaker's own case, which InvokeEndpoint and IAM insist on. */
  name: string
  arn: string
  status: string
  failureReason?: string
  /** Names; empty while it is Creating. */
  variants: string[]
  /** Takes requests by way of S3 only, and where its answers lie. */
  asynchronous?: { output?: string; failure?: string; kmsKeyId?: string }
}

/** Throws ValidationException "Could not find endpoint" where there is none. */
export async function readEndpoint(sagemaker: SageMakerClient, endpointName: string): Promise<EndpointIdentity> {
  const { AsyncInferenceConfig: later, ...endpoint } = await sagemaker.send(
    new DescribeEndpointCommand({ EndpointName: endpointName }),
  )
  return {
    name: endpoint.EndpointName ?? endpointName,
    arn: endpoint.EndpointArn ?? '',
    status: endpoint.EndpointStatus ?? 'Unknown',
    failureReason: endpoint.FailureReason,
    variants: (endpoint.ProductionVariants ?? []).map((variant) => variant.VariantName ?? ''),
    asynchronous: later && {
      output: later.OutputConfig?.S3OutputPath,
      failure: later.OutputConfig?.S3FailurePath,
      kmsKeyId: later.OutputConfig?.KmsKeyId,
    },
  }
}

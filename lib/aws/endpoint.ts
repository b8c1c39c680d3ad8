/** The SageMaker endpoint that a wiring stands before. */
import { DescribeEndpointCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker'

export interface EndpointIdentity {
  /** With SageMaker's own case, which InvokeEndpoint and IAM insist on. */
  name: string
  arn: string
  status: string
  failureReason?: string
  /** Takes requests by way of S3 only. */
  asynchronous: boolean
}

/** Throws ValidationException "Could not find endpoint" where there is none. */
export async function readEndpoint(sagemaker: SageMakerClient, endpointName: string): Promise<EndpointIdentity> {
  const endpoint = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: endpointName }))
  return {
    name: endpoint.EndpointName ?? endpointName,
    arn: endpoint.EndpointArn ?? '',
    status: endpoint.EndpointStatus ?? 'Unknown',
    failureReason: endpoint.FailureReason,
    asynchronous: endpoint.AsyncInferenceConfig !== undefined,
  }
}

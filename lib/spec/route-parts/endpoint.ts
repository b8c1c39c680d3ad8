/** An endpoint's name and kind, as the spec holds them. Pure. */
import { z } from 'zod'

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeEndpoint.html */
export const endpointName = z
  .string()
  .max(63, 'At most 63 characters, as SageMaker names an endpoint')
  .regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/, 'Not a SageMaker endpoint name')

export type EndpointKind = 'Real-time' | 'Serverless' | 'Async'

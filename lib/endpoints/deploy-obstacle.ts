/** Why nothing can be put in front of an endpoint now; undefined where it can. One that updates goes on serving. */
import type { EndpointKind, EndpointStatus } from './types'

export function endpointObstacle(status: EndpointStatus, kind?: EndpointKind): string | undefined {
  if (kind === 'Async') return 'It takes asynchronous requests by way of S3 only; a public URL needs an answer at once.'
  if (status === 'Creating') return 'Available once the endpoint is InService.'
  if (status === 'Deleting') return 'SageMaker is deleting this endpoint.'
  if (status === 'Failed' || status === 'UpdateRollbackFailed') return 'The endpoint failed: read its cause first.'
  if (status === 'OutOfService') return 'The endpoint is out of service and answers nobody.'
  return undefined
}

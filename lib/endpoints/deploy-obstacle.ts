/** Why nothing can be put in front of an endpoint now; undefined where it can. One that updates goes on serving. */
import type { EndpointStatus } from './types'

export function endpointObstacle(status: EndpointStatus): string | undefined {
  if (status === 'Creating') return 'Available once the endpoint is InService.'
  if (status === 'Deleting') return 'SageMaker is deleting this endpoint.'
  if (status === 'Failed' || status === 'UpdateRollbackFailed') return 'The endpoint failed: read its cause first.'
  if (status === 'OutOfService') return 'The endpoint is out of service and answers nobody.'
  return undefined
}

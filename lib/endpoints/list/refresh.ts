/** The rows that are changing, read again by name. */
import { DescribeEndpointCommand } from '@aws-sdk/client-sagemaker'
import type { AwsClients } from '../../aws/client/create-clients'
import type { ManagedApi } from '../../wiring/read/list-managed'
import type { EndpointRow, EndpointStatus } from '../types'
import { publicApiState } from './list'

/** Endpoints that are gone are left out of the answer. */
export async function readRows(clients: AwsClients, names: string[], apis: ManagedApi[]): Promise<EndpointRow[]> {
  const byEndpoint = new Map(apis.map((api) => [api.endpointName, api]))
  const rows = await Promise.all(
    names.map(async (name): Promise<EndpointRow | undefined> => {
      try {
        const endpoint = await clients.sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }))
        return {
          name,
          arn: endpoint.EndpointArn ?? '',
          status: endpoint.EndpointStatus as EndpointStatus,
          createdAt: (endpoint.CreationTime ?? new Date(0)).toISOString(),
          modifiedAt: (endpoint.LastModifiedTime ?? new Date(0)).toISOString(),
          publicApi: publicApiState(byEndpoint.get(name)),
        }
      } catch (error) {
        if (error instanceof Error && /Could not find endpoint/.test(error.message)) return undefined
        throw error
      }
    }),
  )
  return rows.filter((row) => row !== undefined)
}

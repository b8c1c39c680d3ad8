/** Tags of API Gateway's resources, added to those that are there. */
import { type APIGatewayClient, TagResourceCommand } from '@aws-sdk/client-api-gateway'

export async function tagApiResource(
  client: APIGatewayClient,
  resourceArn: string,
  tags: Record<string, string>,
): Promise<void> {
  await client.send(new TagResourceCommand({ resourceArn, tags }))
}

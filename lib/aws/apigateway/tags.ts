/** Tags of API Gateway's resources, added to those that are there. */
import { type APIGatewayClient, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-api-gateway'

export async function tagApiResource(
  client: APIGatewayClient,
  resourceArn: string,
  tags: Record<string, string>,
): Promise<void> {
  await client.send(new TagResourceCommand({ resourceArn, tags }))
}

export async function untagApiResource(
  client: APIGatewayClient,
  resourceArn: string,
  tagKeys: string[],
): Promise<void> {
  await client.send(new UntagResourceCommand({ resourceArn, tagKeys }))
}

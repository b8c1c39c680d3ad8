/** Tags of API Gateway's resources, added to those that are there. */
import { type APIGatewayClient, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-api-gateway'

/**
 * Adds tags to an API, stage, key, usage plan or domain; those of other keys stay.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_TagResource.html
 */
export async function tagApiResource(
  client: APIGatewayClient,
  resourceArn: string,
  tags: Record<string, string>,
): Promise<void> {
  await client.send(new TagResourceCommand({ resourceArn, tags }))
}

/**
 * Removes tags by their keys; a key that is not there is no error.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_UntagResource.html
 */
export async function untagApiResource(
  client: APIGatewayClient,
  resourceArn: string,
  tagKeys: string[],
): Promise<void> {
  await client.send(new UntagResourceCommand({ resourceArn, tagKeys }))
}

/**
 * API Gateway's own settings of an account and region: one role writes the logs of all of its APIs, one throttle limits them.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateAccount.html
 */
import {
  type APIGatewayClient,
  GetAccountCommand,
  type ThrottleSettings,
  UpdateAccountCommand,
} from '@aws-sdk/client-api-gateway'

/** null where the account has none. */
export async function readGatewayLogsRole(client: APIGatewayClient): Promise<string | null> {
  return (await client.send(new GetAccountCommand({}))).cloudwatchRoleArn || null
}

/** What limits every method for which nobody chose less. */
export async function readAccountThrottle(client: APIGatewayClient): Promise<ThrottleSettings | undefined> {
  return (await client.send(new GetAccountCommand({}))).throttleSettings
}

/** BadRequestException where API Gateway cannot assume the role, in its first seconds too. */
export async function setGatewayLogsRole(client: APIGatewayClient, arn: string): Promise<void> {
  await client.send(
    new UpdateAccountCommand({ patchOperations: [{ op: 'replace', path: '/cloudwatchRoleArn', value: arn }] }),
  )
}

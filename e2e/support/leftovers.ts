/** What a wiring could have left in the account, read from AWS itself. */
import { GetRestApisCommand } from '@aws-sdk/client-api-gateway'
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { ListRolesCommand } from '@aws-sdk/client-iam'
import { ListFunctionsCommand } from '@aws-sdk/client-lambda'
import type { Stage } from './stage'

/** Names of roles, functions, APIs and log groups of one endpoint. */
export async function leftovers({ aws }: Stage, endpointName: string): Promise<string[]> {
  const [roles, functions, apis, groups] = await Promise.all([
    aws.iam.send(new ListRolesCommand({})),
    aws.lambda.send(new ListFunctionsCommand({})),
    aws.apiGateway.send(new GetRestApisCommand({ limit: 500 })),
    aws.logs.send(new DescribeLogGroupsCommand({})),
  ])
  const names = [
    ...(roles.Roles ?? []).map((role) => role.RoleName),
    ...(functions.Functions ?? []).map((one) => one.FunctionName),
    ...(apis.items ?? []).filter((api) => api.tags?.['portico:endpoint'] === endpointName).map((api) => api.id),
    // A container's own log is SageMaker's.
    ...(groups.logGroups ?? [])
      .map((group) => group.logGroupName)
      .filter((name) => !name?.startsWith('/aws/sagemaker/')),
  ]
  const apiIds = new Set(apis.items?.map((api) => api.id))
  return names.filter((name): name is string => name !== undefined && (name.includes(endpointName) || apiIds.has(name)))
}

/** Everything in an account that a wiring could have made or touched, to the last permission, as lines of text. */
import {
  CreateRestApiCommand,
  GetResourcesCommand,
  GetStagesCommand,
  paginateGetApiKeys,
  paginateGetDeployments,
  paginateGetRestApis,
  paginateGetUsagePlans,
} from '@aws-sdk/client-api-gateway'
import { paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch'
import { CreateLogGroupCommand, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs'
import { CreateRoleCommand, ListRolePoliciesCommand, ListRoleTagsCommand, paginateListRoles } from '@aws-sdk/client-iam'
import {
  CreateFunctionCommand,
  paginateListAliases,
  paginateListFunctions,
  paginateListVersionsByFunction,
} from '@aws-sdk/client-lambda'
import { observePermissions } from '../lib/aws/lambda/permission'
import { authorizerSuffix } from '../lib/spec/names'
import { trustPolicy } from '../lib/wiring/resources/role/policy'
import type { WiringContext } from '../lib/wiring/run/context'
import { functionZip } from '../sandbox/testing/function-zip'
import { retried, roleIsYoung } from '../sandbox/testing/wait'

type Clients = WiringContext['clients']

/** Somebody else's, with names close to ours. */
export async function plantStrangers({ clients, target }: WiringContext): Promise<void> {
  const RoleName = `portico-${target.region}-iris`
  const Tags = [{ Key: 'owner', Value: 'data-team' }]
  const AssumeRolePolicyDocument = JSON.stringify(trustPolicy())
  const role = await clients.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, Tags }))
  const fn = new CreateFunctionCommand({
    FunctionName: 'portico-iris',
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: role.Role?.Arn,
    Code: { ZipFile: functionZip('export const handler = async () => ({ statusCode: 200 })') },
  })
  await Promise.all([
    clients.logs.send(new CreateLogGroupCommand({ logGroupName: '/aws/lambda/portico-iris' })),
    clients.apiGateway.send(new CreateRestApiCommand({ name: 'iris-xgboost-api', tags: { owner: 'data-team' } })),
    retried(() => clients.lambda.send(fn), roleIsYoung),
  ])
}

/** One line for each resource, sorted. */
export async function inventory({ clients }: WiringContext): Promise<string[]> {
  const lines = await Promise.all([
    roles(clients),
    functions(clients),
    apis(clients),
    logGroups(clients),
    keys(clients),
    alarms(clients),
  ])
  return lines.flat().sort()
}

/** The function that reads keys, and its role, by their names. */
const isAuthorizer = (name: string): boolean => name.endsWith(authorizerSuffix)

async function roles({ iam }: Clients): Promise<string[]> {
  const lines: string[] = []
  for await (const page of paginateListRoles({ client: iam }, {})) {
    for (const { RoleName = '' } of page.Roles ?? []) {
      // The account's own, for the logs of all APIs: no part of a wiring, and left behind on purpose.
      if (!RoleName.startsWith('portico') || RoleName === 'portico-gateway-logs') continue
      const [policies, tags] = await Promise.all([
        iam.send(new ListRolePoliciesCommand({ RoleName })),
        iam.send(new ListRoleTagsCommand({ RoleName })),
      ])
      lines.push(
        `${isAuthorizer(RoleName) ? 'authorizer-role' : 'role'} ${RoleName} [${policies.PolicyNames}] ${tags.Tags?.map((tag) => tag.Key).sort()}`,
      )
    }
  }
  return lines
}

async function functions({ lambda }: Clients): Promise<string[]> {
  const lines: string[] = []
  for await (const page of paginateListFunctions({ client: lambda }, {})) {
    for (const { FunctionName = '' } of page.Functions ?? []) {
      lines.push(`${isAuthorizer(FunctionName) ? 'authorizer' : 'function'} ${FunctionName}`)
      if (isAuthorizer(FunctionName))
        for (const { Sid } of await observePermissions(lambda, FunctionName))
          lines.push(`authorizer-permission ${FunctionName} ${Sid}`)
      for await (const { Versions } of paginateListVersionsByFunction({ client: lambda }, { FunctionName })) {
        for (const one of Versions ?? [])
          if (one.Version !== '$LATEST') lines.push(`version ${FunctionName} ${one.Version}`)
      }
      for await (const { Aliases } of paginateListAliases({ client: lambda }, { FunctionName })) {
        for (const { Name = '' } of Aliases ?? []) {
          lines.push(`alias ${FunctionName} ${Name}`)
          for (const { Sid } of await observePermissions(lambda, FunctionName, Name)) {
            lines.push(`permission ${FunctionName} ${Name} ${Sid}`)
          }
        }
      }
    }
  }
  return lines
}

async function apis({ apiGateway }: Clients): Promise<string[]> {
  const lines: string[] = []
  for await (const page of paginateGetRestApis({ client: apiGateway }, {})) {
    for (const { id: restApiId = '', name, tags } of page.items ?? []) {
      lines.push(`api ${restApiId} ${name} ${Object.keys(tags ?? {}).sort()}`)
      const [resources, stages] = await Promise.all([
        apiGateway.send(new GetResourcesCommand({ restApiId })),
        apiGateway.send(new GetStagesCommand({ restApiId })),
      ])
      lines.push(...(resources.items ?? []).map(({ path }) => `resource ${restApiId} ${path}`))
      lines.push(
        ...(stages.item ?? []).map(
          ({ stageName, webAclArn }) => `stage ${restApiId} ${stageName}${webAclArn ? ` ${webAclArn}` : ''}`,
        ),
      )
      for await (const { items } of paginateGetDeployments({ client: apiGateway }, { restApiId })) {
        lines.push(...(items ?? []).map(({ id }) => `deployment ${restApiId} ${id}`))
      }
    }
  }
  return lines
}

async function keys({ apiGateway }: Clients): Promise<string[]> {
  const lines: string[] = []
  for await (const { items } of paginateGetUsagePlans({ client: apiGateway }, {})) {
    lines.push(...(items ?? []).map(({ id, name }) => `usage-plan ${id} ${name}`))
  }
  for await (const { items } of paginateGetApiKeys({ client: apiGateway }, {})) {
    lines.push(...(items ?? []).map(({ id, name }) => `api-key ${id} ${name}`))
  }
  return lines
}

async function logGroups({ logs }: Clients): Promise<string[]> {
  const lines: string[] = []
  for await (const page of paginateDescribeLogGroups({ client: logs }, {})) {
    for (const { logGroupName, retentionInDays } of page.logGroups ?? []) {
      // A container's own log is SageMaker's: each invocation writes it.
      if (logGroupName?.startsWith('/aws/sagemaker/')) continue
      lines.push(`log-group ${logGroupName} ${retentionInDays ?? ''}`)
    }
  }
  return lines
}

async function alarms({ cloudWatch }: Clients): Promise<string[]> {
  const lines: string[] = []
  for await (const page of paginateDescribeAlarms({ client: cloudWatch }, {}))
    for (const { AlarmName } of page.MetricAlarms ?? []) lines.push(`alarm ${AlarmName}`)
  return lines
}

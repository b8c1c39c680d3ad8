/** A public API as tutorials have people make it: a role, a function, and an API with one method. */
import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway'
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { AddPermissionCommand, CreateFunctionCommand } from '@aws-sdk/client-lambda'
import type { TestAccount } from './account'
import { functionZip } from './function-zip'
import { retried, roleIsYoung } from './wait'

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})

/** A role, a function and an API as a person makes them by hand, in front of the endpoint. */
export async function wireByHand(
  account: Pick<TestAccount, 'iam' | 'lambda' | 'apiGateway' | 'accountId' | 'region' | 'invokeUrl'>,
  { endpointName, response = '0.1' }: { endpointName: string; response?: string },
): Promise<{ restApiId: string; url: string }> {
  const { iam, lambda, apiGateway, accountId, region } = account
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'by-hand', AssumeRolePolicyDocument: trust }))
  const Statement = [{ Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' }]
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
  await iam.send(new PutRolePolicyCommand({ RoleName: 'by-hand', PolicyName: 'wide', PolicyDocument }))
  const create = new CreateFunctionCommand({
    FunctionName: 'by-hand',
    Role: Role?.Arn,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Code: { ZipFile: functionZip(`export const handler = async () => ({ statusCode: 200, body: "${response}" })`) },
    Environment: { Variables: { ENDPOINT_NAME: endpointName } },
  })
  const { FunctionArn } = await retried(() => lambda.send(create), roleIsYoung)
  const { id: restApiId = '' } = await apiGateway.send(
    new CreateRestApiCommand({ name: 'team-api', endpointConfiguration: { types: ['REGIONAL'] } }),
  )
  const { items } = await apiGateway.send(new GetResourcesCommand({ restApiId }))
  const made = await apiGateway.send(
    new CreateResourceCommand({ restApiId, parentId: items?.[0]?.id, pathPart: 'predict' }),
  )
  const method = { restApiId, resourceId: made.id, httpMethod: 'ANY' }
  const requestParameters = { 'method.request.querystring.data': false }
  await apiGateway.send(new PutMethodCommand({ ...method, authorizationType: 'NONE', requestParameters }))
  const uri = `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${FunctionArn}/invocations`
  await apiGateway.send(new PutIntegrationCommand({ ...method, type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri }))
  const permission = new AddPermissionCommand({
    FunctionName: 'by-hand',
    StatementId: 'gateway',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: `arn:aws:execute-api:${region}:${accountId}:${restApiId}/*/*/predict`,
  })
  await retried(() => lambda.send(permission), /ResourceConflict|Pending/)
  await apiGateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' }))
  return { restApiId, url: account.invokeUrl(restApiId, 'prod', 'predict') }
}

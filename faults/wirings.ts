/** A public URL of each kind that pages show differently, deployed for the endpoint that is returned. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
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
import { adoptionSpec } from '../lib/wiring/adopt/adoption-spec'
import { walkInvokeUrl } from '../lib/wiring/adopt/walk'
import { runDeploy } from '../lib/wiring/engine'
import { trustPolicy } from '../lib/wiring/policy'
import { testContext, unwrap } from '../lib/wiring/testing'
import type { TestAccount } from '../sandbox/testing/account'
import { createEndpoint, createModel, variantOf } from '../sandbox/testing/endpoints'
import { functionZip } from '../sandbox/testing/function-zip'
import { retried } from '../sandbox/testing/wait'
import { endpointName, wish } from './scenarios'

const row = '5.1,3.5,1.4,0.2'

export const wirings: Record<string, (account: TestAccount) => Promise<string>> = {
  async keyed(account) {
    await deploy(account, wish({ sampleRow: undefined, access: { kind: 'key', rateLimit: 50, burstLimit: 100 } }))
    return endpointName
  },

  async direct(account) {
    await deploy(account, wish({ integration: { kind: 'direct' } }))
    return endpointName
  },

  async proxy(account) {
    const server = createServer((_, response) => response.end('0.1,0.2,0.7')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    // The sandbox's own name for a port of this machine.
    const url = `https://${port}.loopback.sandbox.example/iris`
    await deploy(account, wish({ integration: { kind: 'http', url } }))
    server.close()
    return endpointName
  },

  async canary(account) {
    await createModel(account, 'candidate', endpointName)
    await createEndpoint(account, 'candidate', [variantOf('AllTraffic', 'candidate')])
    await deploy(account, wish())
    await deploy(account, wish({ targetEndpoint: 'candidate' }), { sharePercent: 50 })
    return endpointName
  },

  async 'many models'(account) {
    await createModel(account, 'zoo', '', true)
    await createEndpoint(account, 'many', [variantOf('AllTraffic', 'zoo')])
    const models = ['iris-xgboost/model.tar.gz', 'iris-forest/model.tar.gz']
    await deploy(account, wish({ endpointName: 'many', target: { kind: 'model', models, parameter: 'model' } }))
    return 'many'
  },

  async adopted(account) {
    const walk = unwrap(await walkInvokeUrl(testContext(account), await wireByHand(account)))
    await deploy(account, adoptionSpec(walk, endpointName, row))
    return endpointName
  },
}

const deploy = async (account: TestAccount, ...[spec, options]: [Deployed, { sharePercent?: number }?]) =>
  unwrap(await runDeploy(testContext(account), spec, () => {}, options))

type Deployed = ReturnType<typeof wish>

/** A role, a function and an API as a person makes them by hand; returns the URL. */
export async function wireByHand(
  account: Pick<TestAccount, 'iam' | 'lambda' | 'apiGateway' | 'accountId' | 'region' | 'invokeUrl'>,
): Promise<string> {
  const { iam, lambda, apiGateway, accountId, region } = account
  const trust = JSON.stringify(trustPolicy())
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'by-hand', AssumeRolePolicyDocument: trust }))
  const Statement = [{ Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' }]
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
  await iam.send(new PutRolePolicyCommand({ RoleName: 'by-hand', PolicyName: 'wide', PolicyDocument }))
  const create = new CreateFunctionCommand({
    FunctionName: 'by-hand',
    Role: Role?.Arn,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Code: { ZipFile: functionZip('export const handler = async () => ({ statusCode: 200, body: "0.1" })') },
    Environment: { Variables: { ENDPOINT_NAME: endpointName } },
  })
  const { FunctionArn } = await retried(() => lambda.send(create), /cannot be assumed|a valid principal/)
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
  return account.invokeUrl(restApiId, 'prod', 'predict')
}

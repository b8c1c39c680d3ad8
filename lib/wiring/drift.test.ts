/** What somebody changed by hand: found per field, fixed by the same engine, or taken over as the new spec. */

import {
  CreateDeploymentCommand,
  GetResourcesCommand,
  PutGatewayResponseCommand,
  UpdateGatewayResponseCommand,
  UpdateIntegrationCommand,
  UpdateRestApiCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import { PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs'
import { AttachRolePolicyCommand, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetPolicyCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { functionZip } from '../../sandbox/testing/function-zip'
import { listDocumentation, putApiDocumentation } from '../aws/apigateway/documentation'
import { createClients } from '../aws/client/create-clients'
import { defaultSpec } from '../spec/defaults'
import type { FlatSpec } from '../spec/flat-spec'
import { aliasName, namesOf } from '../spec/names'
import { onlyRoute, type WiringSpec } from '../spec/spec'
import { withFields } from '../spec/testing'
import { planRemove, runDeploy, runRemove } from './engine'
import { readWiring } from './read/current'
import { readDeploymentHistory } from './read/deployment-history'
import { recoverSpec } from './read/recover-spec'
import { trustPolicy } from './resources/role/policy'
import { testContext, unwrap } from './testing'

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'
const specWith = (change: Partial<FlatSpec> = {}): WiringSpec =>
  withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow: row, ...change })

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const deployed = async (spec: WiringSpec, deployedBy?: string) =>
  unwrap(await runDeploy(testContext(account, { deployedBy }), spec, () => {}))
const read = () => readWiring(testContext(account), endpointName)
const names = () => namesOf(endpointName, testContext(account).target)

/** Type and fields of every resource that is not as the spec says. */
const drift = async () =>
  (await read()).resources
    .filter((one) => one.health !== 'healthy')
    .map(({ type, health, fields }) => ({ type, health, fields: fields.map(({ field }) => field) }))

const only = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('It is not there')
  return value
}

async function permissionId() {
  const FunctionName = names().functionName
  const { Policy = '' } = await account.lambda.send(new GetPolicyCommand({ FunctionName, Qualifier: aliasName }))
  return only((JSON.parse(Policy) as { Statement: { Sid: string }[] }).Statement[0]).Sid
}

async function anyMethod() {
  const { restApiId = '' } = await read()
  const { items = [] } = await account.apiGateway.send(new GetResourcesCommand({ restApiId }))
  const resourceId = only(items.find((one) => one.path === '/iris')).id
  return { restApiId, resourceId, httpMethod: 'ANY' }
}

/** Somebody else's function. */
const elsewhere = () => {
  const { region, accountId } = testContext(account).target
  const arn = `arn:aws:lambda:${region}:${accountId}:function:somebody-elses`
  return `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`
}

const setStage = async (path: string, value: string) => {
  const { restApiId } = await read()
  const patchOperations = [{ op: 'replace' as const, path, value }]
  return account.apiGateway.send(new UpdateStageCommand({ restApiId, stageName: 'prod', patchOperations }))
}

/** Code of somebody else's, published: it holds no record of ours. */
async function foreignVersion() {
  const FunctionName = names().functionName
  await account.lambda.send(
    new UpdateFunctionCodeCommand({ FunctionName, ZipFile: functionZip('export const handler = async () => ({})') }),
  )
  await waitUntilFunctionUpdatedV2(
    { client: account.lambda, maxWaitTime: 60, minDelay: 1, maxDelay: 1 },
    { FunctionName },
  )
  const { Version: FunctionVersion } = await account.lambda.send(new PublishVersionCommand({ FunctionName }))
  return { FunctionName, FunctionVersion }
}

/** One of each kind, each of which AWS keeps through any repair that does not name it. */
async function addEverything() {
  const { roleName: RoleName, functionName: FunctionName, roleArn } = names()
  const { apiGateway, iam, lambda } = account
  const method = await anyMethod()
  const { restApiId } = method
  const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } }
  await iam.send(
    new PutRolePolicyCommand({ RoleName, PolicyName: 'everything', PolicyDocument: JSON.stringify(everything) }),
  )
  await iam.send(
    new AttachRolePolicyCommand({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess' }),
  )
  const trust = { Effect: 'Allow', Principal: { AWS: account.accountId }, Action: 'sts:AssumeRole' }
  const { Statement } = trustPolicy()
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [...Statement, trust] })
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }))
  const layer = `arn:aws:lambda:${account.region}:580247275435:layer:LambdaInsightsExtension:1`
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Layers: [layer] }))
  await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }))
  await lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE', Qualifier: aliasName }))
  const Action = 'lambda:InvokeFunction'
  await lambda.send(
    new AddPermissionCommand({ FunctionName, Qualifier: aliasName, StatementId: 'anyone', Action, Principal: '*' }),
  )
  const Principal = 'events.amazonaws.com'
  await lambda.send(new AddPermissionCommand({ FunctionName, StatementId: 'nightly', Action, Principal }))
  const { version: Qualifier } = await read()
  await lambda.send(
    new AddPermissionCommand({ FunctionName, Qualifier, StatementId: 'weekly', Action, Principal: '*' }),
  )
  await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'next', FunctionVersion: only(Qualifier) }))
  await lambda.send(
    new AddPermissionCommand({ FunctionName, Qualifier: 'next', StatementId: 'yearly', Action, Principal: '*' }),
  )
  const body = { restApiId, responseTemplates: { 'application/json': '{"call":"another"}' } }
  await apiGateway.send(
    new UpdateGatewayResponseCommand({
      restApiId,
      responseType: 'DEFAULT_4XX',
      patchOperations: [{ op: 'replace', path: '/responseTemplates/application~1json', value: '{"call":"another"}' }],
    }),
  )
  await apiGateway.send(new PutGatewayResponseCommand({ ...body, responseType: 'THROTTLED', statusCode: '200' }))
  await setStage('/~1iris/GET/throttling/rateLimit', '1')
  const { id = '' } = await apiGateway.send(new CreateDeploymentCommand({ restApiId }))
  await setStage('/canarySettings/deploymentId', id)
  await setStage('/canarySettings/percentTraffic', '10')
  await apiGateway.send(
    new UpdateRestApiCommand({
      restApiId,
      patchOperations: [{ op: 'replace', path: '/endpointConfiguration/types/REGIONAL', value: 'EDGE' }],
    }),
  )
  const patchOperations = [{ op: 'replace' as const, path: '/credentials', value: roleArn }]
  await apiGateway.send(new UpdateIntegrationCommand({ ...method, patchOperations }))
}

interface Tampering {
  what: string
  tamper: () => Promise<unknown>
  found: { type: string; health: string; fields: string[] }[]
}

const cases: Tampering[] = [
  {
    what: 'policy widened',
    tamper: () =>
      account.iam.send(
        new PutRolePolicyCommand({
          RoleName: names().roleName,
          PolicyName: 'portico',
          PolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: { Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' },
          }),
        }),
      ),
    found: [{ type: 'iam-role', health: 'changed', fields: ['policy portico'] }],
  },
  {
    what: 'permission removed',
    tamper: async () =>
      account.lambda.send(
        new RemovePermissionCommand({
          FunctionName: names().functionName,
          Qualifier: aliasName,
          StatementId: await permissionId(),
        }),
      ),
    found: [{ type: 'invoke-permission', health: 'missing', fields: [] }],
  },
  {
    what: 'environment changed',
    tamper: () =>
      account.lambda.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName: names().functionName,
          Environment: { Variables: { ENDPOINT_NAME: 'another', ALLOWED_ORIGINS: '*', QUERY_PARAMETER: 'data' } },
        }),
      ),
    found: [
      {
        type: 'lambda-function',
        health: 'changed',
        fields: ['$LATEST Environment.ENDPOINT_NAME', '$LATEST Environment.ALLOWED_ORIGINS'],
      },
    ],
  },
  {
    what: 'integration pointed elsewhere and not deployed',
    tamper: async () =>
      account.apiGateway.send(
        new UpdateIntegrationCommand({
          ...(await anyMethod()),
          patchOperations: [{ op: 'replace', path: '/uri', value: elsewhere() }],
        }),
      ),
    found: [{ type: 'api-definition', health: 'changed', fields: ['/iris ANY integration.uri'] }],
  },
  {
    what: 'another deadline, deployed',
    tamper: async () => {
      const method = await anyMethod()
      const patchOperations = [{ op: 'replace' as const, path: '/timeoutInMillis', value: '6000' }]
      await account.apiGateway.send(new UpdateIntegrationCommand({ ...method, patchOperations }))
      await account.apiGateway.send(new CreateDeploymentCommand({ restApiId: method.restApiId, stageName: 'prod' }))
    },
    found: [
      { type: 'api-definition', health: 'changed', fields: ['/iris ANY integration.timeoutInMillis'] },
      { type: 'deployment', health: 'changed', fields: [] },
    ],
  },
  {
    what: 'stage throttle changed',
    tamper: () => setStage('/*/*/throttling/rateLimit', '999'),
    found: [{ type: 'stage', health: 'changed', fields: ['throttlingRateLimit'] }],
  },
  {
    what: 'logs kept for another time',
    tamper: () =>
      account.logs.send(new PutRetentionPolicyCommand({ logGroupName: names().logGroupName, retentionInDays: 30 })),
    found: [{ type: 'log-group', health: 'changed', fields: ['retentionInDays'] }],
  },
  {
    what: 'alias removed',
    tamper: () => account.lambda.send(new DeleteAliasCommand({ FunctionName: names().functionName, Name: aliasName })),
    found: [],
  },
]

describe('drift', () => {
  it.each(cases)('$what: found, and fixed by a deploy of the same spec', async ({ what, tamper, found }) => {
    const { invokeUrl } = await deployed(specWith())
    expect(await drift()).toEqual([])
    await tamper()
    if (what === 'alias removed') expect((await read()).state).toBe('incomplete')
    else expect(await drift()).toEqual(found)
    const fixed = await deployed(specWith())
    expect(fixed.writes).toBeGreaterThan(0)
    expect(await drift()).toEqual([])
    expect((await fetch(`${invokeUrl}?data=${row}`)).status).toBe(200)
    expect((await deployed(specWith())).writes).toBe(0)
  })

  it('sees all that people can add to what is ours, at once, and a deploy takes it away', async () => {
    const { invokeUrl = '' } = await deployed(specWith())
    await addEverything()
    expect(await drift()).toEqual([
      {
        type: 'iam-role',
        health: 'changed',
        fields: ['AssumeRolePolicyDocument', 'policy everything', 'attached policy AmazonSageMakerFullAccess'],
      },
      { type: 'lambda-function', health: 'changed', fields: ['$LATEST Layers', 'ReservedConcurrentExecutions'] },
      {
        type: 'api-definition',
        health: 'changed',
        fields: [
          'endpointConfiguration.types',
          '/iris ANY integration.credentials',
          'DEFAULT_4XX body application/json',
          'THROTTLED statusCode',
          'THROTTLED body application/json',
        ],
      },
      { type: 'stage', health: 'changed', fields: ['methodSettings iris/GET', 'canarySettings'] },
      { type: 'invoke-permission', health: 'changed', fields: [] },
      { type: 'invoke-permission', health: 'changed', fields: [] },
      { type: 'invoke-permission', health: 'changed', fields: [] },
      { type: 'invoke-permission', health: 'changed', fields: [] },
      { type: 'function-url', health: 'changed', fields: [] },
    ])
    const strays = (await read()).resources.filter(({ why }) => why?.includes('past the gateway'))
    expect(strays.map(({ fact }) => fact)).toEqual([
      'Allow lambda:InvokeFunction to *',
      'Allow lambda:InvokeFunction to events.amazonaws.com, past the alias',
      expect.stringMatching(/^Allow lambda:InvokeFunction to \*, by the number of version \d+$/),
      'Allow lambda:InvokeFunction to *, through the alias next',
      'open to everyone',
    ])
    expect((await fetch(`${invokeUrl}?data=${row}`)).status).toBe(500)
    await deployed(specWith())
    expect(await drift()).toEqual([])
    expect((await fetch(`${invokeUrl}?data=${row}`)).status).toBe(200)
    expect((await deployed(specWith())).writes).toBe(0)
    const { functionName: FunctionName } = names()
    await expect(account.lambda.send(new GetPolicyCommand({ FunctionName, Qualifier: 'next' }))).rejects.toThrow(
      'does not exist',
    )
    // The alias itself opens nothing and is left.
    await account.lambda.send(new DeleteAliasCommand({ FunctionName, Name: 'next' }))
  })

  it('is not hidden where the console cannot list what was added', async () => {
    const { keys } = await account.restrictedKeys([
      'iam:ListRolePolicies',
      'iam:ListAttachedRolePolicies',
      'lambda:ListFunctionUrlConfigs',
      'lambda:ListVersionsByFunction',
      'lambda:ListAliases',
    ])
    const clients = createClients({ region: account.region, endpointUrl: account.url, credentials: keys })
    await setStage('/~1iris/GET/throttling/rateLimit', '1')
    const { resources } = await readWiring({ ...testContext(account), clients }, endpointName)
    expect(resources.filter(({ health }) => health !== 'healthy').map(({ type }) => type)).toEqual(['stage'])
    expect(resources.find(({ type }) => type === 'iam-role')?.fact).toContain('iam:ListRolePolicies')
    const ofFunction = resources.find(({ type }) => type === 'lambda-function')
    expect(ofFunction?.fact).toContain('lambda:ListVersionsByFunction')
    expect(ofFunction?.unchecked).toContainEqual(
      expect.stringMatching(
        /^permissions on other aliases are not checked, because the console is not allowed to call lambda:ListAliases on arn:\S+$/,
      ),
    )
    await deployed(specWith())
  })

  it('says from what to what', async () => {
    await deployed(specWith())
    await setStage('/*/*/throttling/rateLimit', '999')
    const stage = (await read()).resources.find((one) => one.type === 'stage')
    expect(stage?.fields).toEqual([{ field: 'throttlingRateLimit', from: '999', to: '50' }])
  })

  it('is taken over as the new spec where it is a choice', async () => {
    const desired = (await read()).takenOver
    expect(desired).toEqual(specWith({ throttle: { rateLimit: 999, burstLimit: 100 } }))
    await deployed(only(desired))
    expect(await drift()).toEqual([])
    expect((await read()).takenOver).toBeUndefined()
    expect((await read()).spec?.throttle.rateLimit).toBe(999)
  })
})

describe('deployment history', () => {
  it('lists each version: who, what changed, which is live; and goes back', async () => {
    const before = await deployed(specWith({ memoryMb: 512 }), 'bo@acme.dev')
    await deployed(specWith({ memoryMb: 512, resourcePath: 'flower' }), 'cy@acme.dev')
    const [newest, older] = await readDeploymentHistory(testContext(account), endpointName)
    expect(newest).toMatchObject({ live: true, publishedBy: 'cy@acme.dev' })
    expect(newest?.changes).toEqual([{ field: 'path', from: '/iris', to: '/flower' }])
    expect(older).toMatchObject({ live: false, publishedBy: 'bo@acme.dev' })
    expect(newest?.deploymentId).toBeTruthy()
    expect(newest?.deploymentId).not.toBe(older?.deploymentId)
    const back = await deployed(only(older?.spec))
    expect(back.invokeUrl).toBe(before.invokeUrl)
    expect((await fetch(`${back.invokeUrl}?data=${row}`)).status).toBe(200)
    const [now] = await readDeploymentHistory(testContext(account), endpointName)
    expect(now?.changes).toEqual([{ field: 'path', from: '/flower', to: '/iris' }])
    // The snapshot of the older definition serves again.
    expect(now?.deploymentId).toBe(older?.deploymentId)
  })

  it('keeps ten versions and ten deployments beside the live ones, and the version that another alias points at', async () => {
    const FunctionName = names().functionName
    const { FunctionVersion } = await account.lambda.send(new GetAliasCommand({ FunctionName, Name: aliasName }))
    await account.lambda.send(new CreateAliasCommand({ FunctionName, Name: 'next', FunctionVersion }))
    for (let count = 0; count < 12; count++) await deployed(specWith({ apiName: `iris-${count}` }))
    const history = await readDeploymentHistory(testContext(account), endpointName)
    expect(history).toHaveLength(12)
    expect(history.at(-1)?.version).toBe(FunctionVersion)
    expect(history.filter((one) => one.live)).toHaveLength(1)
    expect(history.filter((one) => one.deploymentId)).toHaveLength(11)
    await account.lambda.send(new DeleteAliasCommand({ FunctionName, Name: 'next' }))
  })

  it('of a function that somebody deleted is read from what is left, and the rest is named', async () => {
    const base = defaultSpec(endpointName, 'Real-time')
    const context = testContext(account)
    await account.lambda.send(new UpdateAliasCommand({ ...(await foreignVersion()), Name: aliasName }))
    expect(await recoverSpec(context, base)).toMatchObject({
      spec: { apiName: 'iris-11', routes: [{ sampleRow: row }] },
      from: 'version',
      lost: [],
    })
    const features = [{ name: 'sepal length (cm)', type: 'number' as const, unit: 'cm', min: 4.3 }]
    const chosen = specWith({ memoryMb: 512, corsOrigins: ['https://a.dev', 'https://b.dev'], contract: { features } })
    await deployed(chosen)
    await account.lambda.send(new DeleteFunctionCommand({ FunctionName: names().functionName }))
    // All of it: the API has a copy of what its function had.
    expect(await recoverSpec(context, base)).toEqual({ spec: chosen, from: 'copy', lost: [] })

    const { restApiId = '' } = await readWiring(context, endpointName)
    const [part] = await listDocumentation(account.apiGateway, restApiId)
    const older = (part?.properties ?? '').replaceAll('"definition":"', '"definition":"older')
    await putApiDocumentation(account.apiGateway, restApiId, older, part?.id)
    const earlier = await recoverSpec(context, base)
    expect(earlier).toMatchObject({ spec: chosen, from: 'older-copy' })
    expect(earlier?.lost).toContain('sample row')

    // What a build without copies left: the definition, and the log of an invocation.
    await putApiDocumentation(account.apiGateway, restApiId, '{}', part?.id)
    const rest = await recoverSpec(context, base)
    const contract = { ...onlyRoute(base).contract, features }
    expect(rest?.spec).toEqual(withFields(chosen, { sampleRow: undefined, contract }))
    expect(rest?.from).toBe('rest')
    expect(rest?.lost).toContain('sample row')
    expect(rest?.lost).not.toContain('memory')
  })

  it('ends with a removal, whatever was added to the role', async () => {
    const RoleName = names().roleName
    const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
    await account.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'another', PolicyDocument }))
    await account.iam.send(
      new AttachRolePolicyCommand({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess' }),
    )
    unwrap(await runRemove(testContext(account), endpointName, () => {}))
    expect(unwrap(await planRemove(testContext(account), endpointName)).changeCount).toBe(0)
  })

  it('is empty where nothing was deployed', async () => {
    expect(await readDeploymentHistory(testContext(account), 'penguin-species-ll')).toEqual([])
  })
})

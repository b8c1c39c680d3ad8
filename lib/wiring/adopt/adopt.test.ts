/**
 * A wiring made by hand as the tutorial does, a neighbour's route beside it, through the real SDK: walked, adopted without
 * a failed request, drifted, given back.
 */

import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  DeleteDeploymentCommand,
  DeleteRestApiCommand,
  GetDeploymentsCommand,
  GetMethodCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetStageCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../sandbox/testing/account'
import { functionZip } from '../../../sandbox/testing/function-zip'
import { retried, roleIsYoung } from '../../../sandbox/testing/wait'
import { withFields } from '../../spec/testing'
import { planDeploy, planRemove, runDeploy, runRemove } from '../engine'
import { readWiring } from '../read/current'
import { listManagedApis } from '../read/list-managed'
import { walkInvokeUrl } from '../read/walk-invoke-url'
import { trustPolicy } from '../resources/role/policy'
import { testContext, unwrap } from '../testing'
import { adoptionSpec } from './adoption-spec'

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'
/** What the reader of a tutorial would deploy; it answers without the model, which is enough to distinguish it from ours. */
const handler = `export const handler = async (event) => ({
  statusCode: 200, body: 'by hand: ' + event.queryStringParameters?.data })`

let account: TestAccount
let restApiId = ''
let url = ''
let neighbourUrl = ''

beforeAll(async () => {
  account = await createTestAccount()
  await wireByHand()
})
afterAll(() => account.close())

const context = () => testContext(account)
const functionArn = () => `arn:aws:lambda:${account.region}:${account.accountId}:function:by-hand`
const uriOf = (arn: string) =>
  `arn:aws:apigateway:${account.region}:lambda:path/2015-03-31/functions/${arn}/invocations`

async function wireByHand() {
  const { iam, lambda, apiGateway } = context().clients
  const role = await iam.send(
    new CreateRoleCommand({ RoleName: 'by-hand', AssumeRolePolicyDocument: JSON.stringify(trustPolicy()) }),
  )
  const statement = { Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' }
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  await iam.send(new PutRolePolicyCommand({ RoleName: 'by-hand', PolicyName: 'wide', PolicyDocument }))
  const create = new CreateFunctionCommand({
    FunctionName: 'by-hand',
    Role: role.Role?.Arn,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Code: { ZipFile: functionZip(handler) },
    Environment: { Variables: { ENDPOINT_NAME: endpointName, STAGE: 'prod' } },
  })
  await retried(() => lambda.send(create), roleIsYoung)
  await waitUntilFunctionActiveV2(
    { client: lambda, maxWaitTime: 180, minDelay: 1, maxDelay: 1 },
    { FunctionName: 'by-hand' },
  )
  const api = await apiGateway.send(
    new CreateRestApiCommand({
      name: 'team-api',
      endpointConfiguration: { types: ['REGIONAL'] },
      tags: { team: 'data' },
    }),
  )
  restApiId = api.id ?? ''
  const root = (await apiGateway.send(new GetResourcesCommand({ restApiId }))).items?.[0]?.id
  const predict = await apiGateway.send(new CreateResourceCommand({ restApiId, parentId: root, pathPart: 'predict' }))
  const method = { restApiId, resourceId: predict.id, httpMethod: 'ANY' }
  await apiGateway.send(
    new PutMethodCommand({
      ...method,
      authorizationType: 'NONE',
      requestParameters: { 'method.request.querystring.data': false },
    }),
  )
  await apiGateway.send(
    new PutIntegrationCommand({
      ...method,
      type: 'AWS_PROXY',
      integrationHttpMethod: 'POST',
      uri: uriOf(functionArn()),
    }),
  )
  await putNeighbour(root ?? '', 'status')
  await lambda.send(
    new AddPermissionCommand({
      FunctionName: 'by-hand',
      StatementId: 'gateway',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: `arn:aws:execute-api:${account.region}:${account.accountId}:${restApiId}/*/*/predict`,
    }),
  )
  await apiGateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod', description: 'by the team' }))
  // Their stage has a setting, and with it an entry in which the throttle reads as the account's own.
  const patchOperations = [{ op: 'replace' as const, path: '/*/*/metrics/enabled', value: 'true' }]
  await apiGateway.send(new UpdateStageCommand({ restApiId, stageName: 'prod', patchOperations }))
  url = account.invokeUrl(restApiId, 'prod', 'predict')
  neighbourUrl = account.invokeUrl(restApiId, 'prod', 'status')
}

/** A route of another person: a mock that answers by itself. */
async function putNeighbour(parentId: string, pathPart: string) {
  const { apiGateway } = context().clients
  const made = await apiGateway.send(new CreateResourceCommand({ restApiId, parentId, pathPart }))
  const method = { restApiId, resourceId: made.id, httpMethod: 'GET' }
  await apiGateway.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }))
  await apiGateway.send(new PutMethodResponseCommand({ ...method, statusCode: '200' }))
  const requestTemplates = { 'application/json': '{"statusCode":200}' }
  await apiGateway.send(new PutIntegrationCommand({ ...method, type: 'MOCK', requestTemplates }))
  const responseTemplates = { 'application/json': '{"status":"fine"}' }
  await apiGateway.send(new PutIntegrationResponseCommand({ ...method, statusCode: '200', responseTemplates }))
  return made.id ?? ''
}

/** A route with settings that no adoption names, called as a role of its own. */
async function wireNested() {
  const { iam, apiGateway } = context().clients
  const role = await iam.send(
    new CreateRoleCommand({
      RoleName: 'gateway-by-hand',
      AssumeRolePolicyDocument: JSON.stringify(trustPolicy('apigateway.amazonaws.com')),
    }),
  )
  const statement = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: functionArn() }
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  await iam.send(new PutRolePolicyCommand({ RoleName: 'gateway-by-hand', PolicyName: 'invoke', PolicyDocument }))
  const root = (await apiGateway.send(new GetResourcesCommand({ restApiId }))).items?.find(
    ({ path }) => path === '/',
  )?.id
  const { id: parentId } = await apiGateway.send(
    new CreateResourceCommand({ restApiId, parentId: root, pathPart: 'v1' }),
  )
  const { id: resourceId } = await apiGateway.send(
    new CreateResourceCommand({ restApiId, parentId, pathPart: 'predict' }),
  )
  const method = { restApiId, resourceId, httpMethod: 'GET' }
  await apiGateway.send(
    new PutMethodCommand({
      ...method,
      authorizationType: 'NONE',
      requestParameters: { 'method.request.querystring.data': true },
    }),
  )
  await apiGateway.send(
    new PutIntegrationCommand({
      ...method,
      type: 'AWS_PROXY',
      integrationHttpMethod: 'POST',
      uri: uriOf(functionArn()),
      credentials: role.Role?.Arn,
      timeoutInMillis: 15_000,
      requestParameters: { 'integration.request.header.X-Team': "'data'" },
      cacheKeyParameters: ['method.request.querystring.data'],
      cacheNamespace: 'ours',
      passthroughBehavior: 'WHEN_NO_TEMPLATES',
    }),
  )
  await apiGateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod', description: 'by the team' }))
  const patchOperations = [{ op: 'replace' as const, path: '/~1v1~1predict/GET/throttling/rateLimit', value: '700' }]
  await apiGateway.send(new UpdateStageCommand({ restApiId, stageName: 'prod', patchOperations }))
}

/** All that AWS shows of the API, its stage and its deployments. */
async function everything() {
  const { apiGateway } = account
  const [{ items = [] }, api, stage, deployments] = await Promise.all([
    apiGateway.send(new GetResourcesCommand({ restApiId, embed: ['methods'] })),
    apiGateway.send(new GetRestApiCommand({ restApiId })),
    apiGateway.send(new GetStageCommand({ restApiId, stageName: 'prod' })),
    apiGateway.send(new GetDeploymentsCommand({ restApiId })),
  ])
  const { $metadata: _api, ...apiFacts } = api
  const { $metadata: _stage, lastUpdatedDate: _at, ...stageFacts } = stage
  const byPath = (a: { path?: string }, b: { path?: string }) => ((a.path ?? '') < (b.path ?? '') ? -1 : 1)
  return { resources: items.toSorted(byPath), api: apiFacts, stage: stageFacts, deployments: deployments.items }
}

const call = async (target = url) => {
  const response = await fetch(target === url ? `${url}?data=${row}` : target)
  return { status: response.status, text: await response.text() }
}

/** All that is not ours: the neighbour's method, the API itself, the function before. */
async function theirs() {
  const { apiGateway, lambda } = account
  const { items = [] } = await context().clients.apiGateway.send(
    new GetResourcesCommand({ restApiId, embed: ['methods'] }),
  )
  const resourceId = items.find((one) => one.path === '/status')?.id
  const [method, api, stage, fn] = await Promise.all([
    apiGateway.send(new GetMethodCommand({ restApiId, resourceId, httpMethod: 'GET' })),
    apiGateway.send(new GetRestApiCommand({ restApiId })),
    apiGateway.send(new GetStageCommand({ restApiId, stageName: 'prod' })),
    lambda.send(new GetFunctionCommand({ FunctionName: 'by-hand' })),
  ])
  const { $metadata: _m, ...methodFacts } = method
  return {
    method: methodFacts,
    name: api.name,
    team: api.tags?.team,
    all: stage.methodSettings?.['*/*'],
    neighbour: stage.methodSettings?.['~1status/GET'],
    sha: fn.Configuration?.CodeSha256,
    revision: fn.Configuration?.RevisionId,
    paths: items.map((one) => one.path).sort(),
    response: await call(neighbourUrl),
  }
}

describe('a wiring made by hand', () => {
  it('is walked from the URL to the role and the endpoint, and graded', async () => {
    const walk = unwrap(await walkInvokeUrl(context(), `${url}?data=${row}`))
    expect(walk).toMatchObject({
      restApiId,
      stage: 'prod',
      path: '/predict',
      invokeUrl: url,
      method: 'ANY',
      queryParameter: 'data',
      endpointName,
      neighbours: ['/status GET'],
      unpublished: [],
    })
    expect(walk.obstacle).toBeUndefined()
    expect(walk.hops.map(({ name, found, broken }) => [name, found, broken])).toEqual([
      ['api', restApiId, undefined],
      ['integration', 'ANY /predict', undefined],
      ['function', 'by-hand', undefined],
      ['role', 'by-hand', undefined],
      ['endpoint', endpointName, undefined],
    ])
    expect(Object.fromEntries(walk.grades.map(({ check, level }) => [check, level]))).toEqual({
      'Role permissions': 'bad',
      'Who can call the function': 'good',
      Throttle: 'bad',
      CORS: 'warn',
      'Time budgets': 'bad',
      Runtime: 'good',
      Access: 'warn',
    })
  })

  it.each([
    ['another stage', () => url.replace('/prod/', '/dev/'), /no stage dev/],
    ['another path', () => url.replace('/predict', '/Predict'), /no resource \/Predict/],
    ['an API that is none', () => url.replace(restApiId, 'zzzzzzzzzz'), /no REST API zzzzzzzzzz/],
  ])('%s is said by name', async (_, typed, message) => {
    const walk = await walkInvokeUrl(context(), typed())
    expect(walk.ok ? '' : walk.error.message).toMatch(message)
    expect(walk.ok ? '' : walk.error.remedy).toBeTruthy()
  })

  it('whose route has no Lambda proxy integration cannot be adopted', async () => {
    const walk = unwrap(await walkInvokeUrl(context(), neighbourUrl))
    expect(walk.obstacle).toMatch(/Lambda proxy/)
  })

  it('is planned: the API is tagged and not overwritten; without a row that works it is not begun', async () => {
    const walk = unwrap(await walkInvokeUrl(context(), url))
    const plan = unwrap(await planDeploy(context(), adoptionSpec(walk, endpointName, row)))
    expect(plan.blockers).toEqual([])
    expect(plan.invokeUrl).toBe(url)
    const api = plan.items.find((item) => item.type === 'rest-api')
    expect(api).toMatchObject({ name: restApiId, change: 'update' })
    const definition = plan.items.find((item) => item.type === 'api-definition')
    expect(definition?.fields).toContainEqual({
      field: '/predict ANY integration.uri',
      from: uriOf(functionArn()),
      to: expect.stringContaining('function:portico-iris-xgboost:live'),
    })
    const blind = unwrap(await planDeploy(context(), adoptionSpec(walk, endpointName)))
    expect(blind.blockers[0]?.message).toMatch(/no sample row/)
  })

  it('is adopted under load: the URL stays, not one request fails, and the neighbour notices nothing', async () => {
    const before = await theirs()
    expect(await call()).toEqual({ status: 200, text: `by hand: ${row}` })
    const walk = unwrap(await walkInvokeUrl(context(), url))
    let stopped = false
    const seen = new Map<string, number>()
    const load = Array.from({ length: 3 }, async () => {
      while (!stopped) {
        for (const target of [url, neighbourUrl]) {
          const { status } = await call(target)
          seen.set(`${target} ${status}`, (seen.get(`${target} ${status}`) ?? 0) + 1)
        }
      }
    })
    const underLoad = testContext(account, { callers: true })
    const outcome = unwrap(await runDeploy(underLoad, adoptionSpec(walk, endpointName, row), () => {}))
    stopped = true
    await Promise.all(load)
    expect(outcome.invokeUrl).toBe(url)
    expect([...seen.keys()].sort()).toEqual([`${neighbourUrl} 200`, `${url} 200`].sort())
    expect((await call()).text).toBe(outcome.sample?.body)
    expect((await call()).text).not.toContain('by hand')
    expect(await theirs()).toEqual(before)
  })

  it('writes nothing the second time, is whole, and is listed', async () => {
    const view = await readWiring(context(), endpointName)
    expect(view.resources.filter((one) => one.health !== 'healthy')).toEqual([])
    expect(view).toMatchObject({ state: 'live', invokeUrl: url, restApiId })
    if (!view.spec) throw new Error('no spec')
    expect(unwrap(await runDeploy(context(), view.spec, () => {})).writes).toBe(0)
    const [listed] = await listManagedApis(context().clients, context().target, account.invokeUrlTemplate)
    expect(listed).toMatchObject({ endpointName, invokeUrl: url, finished: true })
  })

  it('now answers OPTIONS, and is throttled on its own path only', async () => {
    const preflight = await fetch(url, { method: 'OPTIONS' })
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([
      200,
      'http://localhost:3000',
    ])
    const stage = await account.apiGateway.send(new GetStageCommand({ restApiId, stageName: 'prod' }))
    expect(stage.methodSettings?.['~1predict/ANY']).toMatchObject({
      throttlingRateLimit: 50,
      throttlingBurstLimit: 100,
    })
    expect(stage.methodSettings?.['*/*']).toMatchObject({ throttlingRateLimit: 10_000, metricsEnabled: true })
  })

  it('is not overwritten by a deploy that does not know of the adoption', async () => {
    const { adopted: _, ...plain } = (await readWiring(context(), endpointName)).spec ?? expect.unreachable()
    const result = await runDeploy(context(), plain, () => {})
    expect(result.ok ? undefined : result.error).toMatchObject({ code: 'blocked', step: 'read' })
  })

  it('is no drift when its owner deploys another route', async () => {
    const root = (await account.apiGateway.send(new GetResourcesCommand({ restApiId }))).items?.find(
      (one) => one.path === '/',
    )
    await putNeighbour(root?.id ?? '', 'news')
    await context().clients.apiGateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' }))
    const view = await readWiring(context(), endpointName)
    expect(view.resources.filter((one) => one.health !== 'healthy')).toEqual([])
    expect((await call(account.invokeUrl(restApiId, 'prod', 'news'))).status).toBe(200)
  })

  it('is updated in place: another throttle, another endpoint, another site', async () => {
    const { spec } = await readWiring(context(), endpointName)
    if (!spec) throw new Error('no spec')
    const next = withFields(spec, {
      throttle: { rateLimit: 900, burstLimit: 800 },
      targetEndpoint: 'iris-serverless',
      corsOrigins: ['https://a.dev'],
    })
    const { blockers } = unwrap(await planDeploy({ ...context(), guardRails: { maxRate: 500 } }, next))
    expect(blockers.map(({ message }) => message)).toEqual([
      'This account allows at most 500 requests a second, and not 900.',
    ])
    const outcome = unwrap(await runDeploy(context(), next, () => {}))
    expect(outcome.invokeUrl).toBe(url)
    expect((await call()).status).toBe(200)
    expect((await call(neighbourUrl)).status).toBe(200)
    expect((await call(account.invokeUrl(restApiId, 'prod', 'news'))).status).toBe(200)
    const allows = async (origin: string) =>
      (await fetch(url, { method: 'OPTIONS', headers: { origin } })).headers.get('access-control-allow-origin')
    expect(await allows('https://a.dev')).toBe('https://a.dev')
    expect(await allows('https://evil.dev')).toBe('http://localhost:3000')
  })

  it('is given back: the URL answers as before, nothing of ours is left, the API stays', async () => {
    const plan = unwrap(await planRemove(context(), endpointName))
    expect(plan.items[0]).toMatchObject({ type: 'rest-api', change: 'update', name: restApiId })
    let stopped = false
    const statuses = new Set<number>()
    const load = (async () => {
      while (!stopped) statuses.add((await call()).status)
    })()
    unwrap(await runRemove(testContext(account, { callers: true }), endpointName, () => {}))
    stopped = true
    await load
    expect([...statuses]).toEqual([200])
    expect(await call()).toEqual({ status: 200, text: `by hand: ${row}` })
    expect((await fetch(url, { method: 'OPTIONS' })).headers.get('access-control-allow-origin')).toBeNull()
    const api = await account.apiGateway.send(new GetRestApiCommand({ restApiId }))
    expect(api.tags).toEqual({ team: 'data' })
    const stage = await account.apiGateway.send(new GetStageCommand({ restApiId, stageName: 'prod' }))
    expect(stage.methodSettings?.['~1predict/ANY']).toBeUndefined()
    expect((await readWiring(context(), endpointName)).state).toBe('none')
  })

  it('on a nested path is given back to the last setting, those that Portico does not know among them', async () => {
    await wireNested()
    const nested = account.invokeUrl(restApiId, 'prod', 'v1/predict')
    const byHand = `${nested}?data=${row}`
    const before = await everything()
    expect(await (await fetch(byHand)).text()).toBe(`by hand: ${row}`)
    const walk = unwrap(await walkInvokeUrl(context(), nested))
    expect(walk).toMatchObject({ path: '/v1/predict', obstacle: undefined })
    const spec = adoptionSpec(walk, endpointName, row)
    const { sample } = unwrap(await runDeploy(context(), spec, () => {}))
    expect(await (await fetch(byHand)).text()).toBe(sample?.body)
    expect((await readWiring(context(), endpointName)).resources.filter(({ health }) => health !== 'healthy')).toEqual(
      [],
    )
    expect(unwrap(await runDeploy(context(), spec, () => {})).writes).toBe(0)
    unwrap(await runRemove(context(), endpointName, () => {}))
    expect(await (await fetch(byHand)).text()).toBe(`by hand: ${row}`)
    // What an earlier adoption left for callers to meet goes too, once nobody meets it.
    const deployments = before.deployments?.filter(({ description }) => description !== 'Portico released')
    expect(await everything()).toEqual({ ...before, deployments })
  })

  it('with its function gone is walked as far as it goes, and can still be adopted', async () => {
    await account.lambda.send(new DeleteFunctionCommand({ FunctionName: 'by-hand' }))
    const walk = unwrap(await walkInvokeUrl(context(), url))
    expect(walk.hops.at(-1)).toMatchObject({ name: 'function', broken: 'There is no function by-hand.' })
    expect(walk.endpointName).toBeUndefined()
    unwrap(await runDeploy(context(), adoptionSpec(walk, endpointName, row), () => {}))
    expect((await call()).status).toBe(200)
    // Its owner keeps but one of the deployments that nobody meets, and it is not the one of before.
    const { items = [] } = await account.apiGateway.send(new GetDeploymentsCommand({ restApiId }))
    const unmet = items.filter(({ description }) => !description?.startsWith('Portico '))
    const [, ...others] = unmet.toSorted((a, b) => Number(a.createdDate) - Number(b.createdDate))
    expect(others.length).toBeGreaterThan(0)
    for (const { id: deploymentId } of others)
      await context().clients.apiGateway.send(new DeleteDeploymentCommand({ restApiId, deploymentId }))
    unwrap(await runRemove(context(), endpointName, () => {}))
    await context().clients.apiGateway.send(new DeleteRestApiCommand({ restApiId }))
  })
})

/** The engine against the sandbox through the real SDK, no page: what is promised of deploys, updates and removals. */

import {
  GetRestApisCommand,
  GetStageCommand,
  UpdateMethodCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import { CreateLogGroupCommand, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { ListRolesCommand } from '@aws-sdk/client-iam'
import { GetPolicyCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { withMiddleware } from '../aws/client/with-middleware'
import { defaultSpec } from '../spec/defaults'
import type { FlatSpec } from '../spec/flat-spec'
import { deployedByTag, namesOf, personFromTag } from '../spec/names'
import type { WiringSpec } from '../spec/spec'
import { withFields } from '../spec/testing'
import { planDeploy, planRemove, runDeploy, runRemove } from './engine'
import { readWiring } from './read/current'
import { readDeploymentHistory } from './read/deployment-history'
import { listManagedApis } from './read/list-managed'
import { observe } from './read/observe'
import type { JobStep } from './state/plan'
import { testContext, unwrap } from './testing'

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'

let account: TestAccount

const contextOf = (keys?: { accessKeyId: string; secretAccessKey: string }) =>
  testContext(keys ? { ...account, credentials: keys } : account)

const specWith = (change: Partial<FlatSpec> = {}): WiringSpec =>
  withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow: row, ...change })

const quiet = () => {}
const deployed = async (change?: Partial<FlatSpec>) => unwrap(await runDeploy(contextOf(), specWith(change), quiet))
const removed = async () => unwrap(await runRemove(contextOf(), endpointName, quiet))

/** Everything in the account that a wiring could have left. */
async function inventory() {
  const { iam, lambda, apiGateway, logs } = contextOf().clients
  const [roles, functions, apis, groups] = await Promise.all([
    iam.send(new ListRolesCommand({})),
    lambda.send(new ListFunctionsCommand({})),
    apiGateway.send(new GetRestApisCommand({})),
    logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/' })),
  ])
  return {
    roles: (roles.Roles ?? []).map((role) => role.RoleName).filter((name) => name?.startsWith('portico')),
    functions: (functions.Functions ?? []).map((one) => one.FunctionName),
    apis: (apis.items ?? []).map((api) => api.id),
    groups: (groups.logGroups ?? []).map((group) => group.logGroupName),
  }
}

const nothing = { roles: [], functions: [], apis: [], groups: [] }

async function restrictedKeys(deny: string[]) {
  const response = await fetch(`${account.url}/_sandbox/accounts/${account.accountId}/keys`, {
    method: 'POST',
    body: JSON.stringify({ deny }),
  })
  return (await response.json()) as { accessKeyId: string; secretAccessKey: string }
}

beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

describe('a deploy', () => {
  it('plans everything, writes nothing', async () => {
    const plan = unwrap(await planDeploy(contextOf(), specWith()))
    expect(plan.items.every((item) => item.change === 'create')).toBe(true)
    expect(plan.blockers).toEqual([])
    expect(plan.invokeUrl).toContain('{restapi_id}')
    expect(await inventory()).toEqual(nothing)
  })

  it('ends with a URL that gives the model’s answer to anyone', async () => {
    const steps = new Map<string, JobStep>()
    const outcome = unwrap(await runDeploy(contextOf(), specWith(), (step) => steps.set(step.id, step)))
    expect([...steps.values()].filter((step) => !['done', 'skipped'].includes(step.state))).toEqual([])
    expect(outcome.sample?.status).toBe(200)
    const response = await fetch(`${outcome.invokeUrl}?data=${row}`)
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(outcome.sample?.body)
    expect(response.headers.get('content-type')).toBe(outcome.sample?.contentType)
  })

  it('names whoever deployed, in whatever letters, on each resource and in the versions', async () => {
    const deployedBy = 'Zoë Müller (ML) <zoë@acme.dev>'
    const context = testContext(account, { deployedBy })
    const endpointName = 'penguin-species-ll'
    unwrap(await runDeploy(context, defaultSpec(endpointName, 'Real-time'), () => {}))
    const { role, function: fn, logGroup, api } = await observe(context.clients, context.target, endpointName)
    for (const resource of [role, fn, logGroup, api])
      expect(personFromTag(resource?.tags[deployedByTag] ?? '')).toBe(deployedBy)
    expect((await readDeploymentHistory(context, endpointName)).map(({ publishedBy }) => publishedBy)).toEqual([
      deployedBy,
    ])
    unwrap(await runRemove(context, endpointName, () => {}))
  })

  it('writes nothing the second time, and plans nothing', async () => {
    const plan = unwrap(await planDeploy(contextOf(), specWith()))
    expect(plan.items.filter((item) => item.change !== 'none')).toEqual([])
    expect((await deployed()).writes).toBe(0)
  })

  it('is found again by its tags, and its spec in the live version’s zip', async () => {
    const context = contextOf()
    const [api] = await listManagedApis(context.clients, context.target, context.invokeUrlTemplate)
    expect(api).toMatchObject({ endpointName, finished: true, stage: 'prod', resourcePath: 'iris' })
    const view = await readWiring(context, endpointName)
    expect(view).toMatchObject({ state: 'live', restApiId: api?.restApiId, invokeUrl: api?.invokeUrl })
    expect(view.spec).toEqual(specWith())
    expect(view.resources.filter((resource) => resource.health !== 'healthy')).toEqual([])
  })
})

describe('an update', () => {
  it('changes throttle and memory in place and keeps the URL', async () => {
    const before = await deployed()
    const change = { throttle: { rateLimit: 5, burstLimit: 7 }, memoryMb: 512 }
    const plan = unwrap(await planDeploy(contextOf(), specWith(change)))
    expect(plan.items.find((item) => item.type === 'stage')?.fields).toEqual([
      { field: 'throttlingRateLimit', from: '50', to: '5' },
      { field: 'throttlingBurstLimit', from: '100', to: '7' },
    ])
    const after = await deployed(change)
    expect(after.invokeUrl).toBe(before.invokeUrl)
    expect((await deployed(change)).writes).toBe(0)
  })

  it('moves to another path and parameter; the old URL and its permission are gone', async () => {
    const before = await deployed()
    const after = await deployed({ resourcePath: 'flower', queryParameter: 'row' })
    expect((await fetch(`${after.invokeUrl}?row=${row}`)).status).toBe(200)
    expect((await fetch(`${before.invokeUrl}?data=${row}`)).status).toBe(403)
    const { functionName } = namesOf(endpointName, contextOf().target)
    const policy = await contextOf().clients.lambda.send(
      new GetPolicyCommand({ FunctionName: functionName, Qualifier: 'live' }),
    )
    expect(policy.Policy).toContain('/*/*/flower')
    expect(policy.Policy).not.toContain('/*/*/iris')
    await deployed()
  })

  it('fixes a stage that was changed by hand, and nothing else', async () => {
    const { restApiId = '' } = await deployed()
    const patchOperations = [{ op: 'replace' as const, path: '/*/*/throttling/rateLimit', value: '999' }]
    await contextOf().clients.apiGateway.send(new UpdateStageCommand({ restApiId, stageName: 'prod', patchOperations }))
    expect((await readWiring(contextOf(), endpointName)).resources.find((one) => one.type === 'stage')).toMatchObject({
      health: 'changed',
      why: 'throttlingRateLimit',
    })
    expect((await deployed()).writes).toBe(1)
  })
})

describe('a failure', () => {
  it('names the step, the cause and the remedy; the next run finishes it', async () => {
    await removed()
    const keys = await restrictedKeys(['lambda:AddPermission'])
    const result = await runDeploy(contextOf(keys), specWith(), quiet)
    expect(result.ok ? undefined : result.error).toMatchObject({
      code: 'access-denied',
      step: 'permission',
      message: expect.stringContaining('lambda:AddPermission'),
      aws: { name: expect.stringContaining('AccessDenied') },
    })
    expect(result.ok ? undefined : result.error.remedy).toBeTruthy()
    expect((await readWiring(contextOf(), endpointName)).state).toBe('incomplete')
    const outcome = await deployed()
    expect((await fetch(`${outcome.invokeUrl}?data=${row}`)).status).toBe(200)
    expect((await deployed()).writes).toBe(0)
  })

  it('of an endpoint that is not there says so', async () => {
    const result = await planDeploy(contextOf(), specWith({ endpointName: 'never-was' }))
    expect(result.ok ? undefined : result.error.code).toBe('endpoint-not-found')
  })
})

describe('a removal', () => {
  it('shows what it takes, and leaves nothing', async () => {
    await deployed()
    const plan = unwrap(await planRemove(contextOf(), endpointName))
    expect(plan.items.map((item) => item.type)).toEqual(['rest-api', 'lambda-function', 'log-group', 'iam-role'])
    await removed()
    expect(await inventory()).toEqual(nothing)
    expect((await readWiring(contextOf(), endpointName)).state).toBe('none')
    expect((await removed()).writes).toBe(0)
  })
})

describe('a stop', () => {
  const stoppedAt = (id: string, spec: WiringSpec) => {
    const stop = new AbortController()
    return runDeploy(contextOf(), spec, (step) => step.id === id && stop.abort(), { stop: stop.signal })
  }

  it('before anything was written leaves nothing', async () => {
    const result = await stoppedAt('read', specWith())
    expect(result.ok || result.error).toMatchObject({ code: 'stopped', cause: 'Nothing was written yet.' })
    expect(result.ok || result.error.runId).toBeUndefined()
    expect(await inventory()).toEqual(nothing)
  })

  it('of a first deploy ends it in the middle, and what it made is undone', async () => {
    const result = await stoppedAt('definition', specWith())
    if (result.ok) throw new Error('not stopped')
    expect(result.error.code).toBe('stopped')
    expect(await inventory()).not.toEqual(nothing)
    unwrap(await runRemove(contextOf(), endpointName, quiet, result.error.runId))
    expect(await inventory()).toEqual(nothing)
  })

  it('of an update leaves callers where they are, with nothing to undo; the next deploy finishes it', async () => {
    const { invokeUrl } = await deployed()
    const result = await stoppedAt('function', specWith({ memoryMb: 512 }))
    expect(result.ok || result.error).toMatchObject({
      code: 'stopped',
      cause: 'Callers still reach what was live before. What was made beside it stays, and no call reaches it.',
    })
    expect(result.ok || result.error.runId).toBeUndefined()
    expect((await fetch(`${invokeUrl}?data=${row}`)).status).toBe(200)
    expect((await deployed({ memoryMb: 512 })).invokeUrl).toBe(invokeUrl)
    await removed()
  })
})

describe('a snapshot that nobody could prove', () => {
  const deploymentId = async (restApiId: string) =>
    (await contextOf().clients.apiGateway.send(new GetStageCommand({ restApiId, stageName: 'prod' }))).deploymentId

  /** Stops a deploy right after its snapshot, with what somebody set the moment before in it. */
  async function stoppedWithin(spec: WiringSpec, isTakenBack: boolean): Promise<void> {
    const stop = new AbortController()
    const context = contextOf()
    const clients = withMiddleware(context.clients, ({ middlewareStack }) =>
      middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            if (commandName !== 'CreateDeploymentCommand') return next(args)
            const { apiKeyRequired, ...method } = await methodOf()
            const set = (value: boolean) => {
              const patchOperations = [{ op: 'replace' as const, path: '/apiKeyRequired', value: String(value) }]
              return context.clients.apiGateway.send(new UpdateMethodCommand({ ...method, patchOperations }))
            }
            await set(true)
            const made = await next(args)
            if (isTakenBack) await set(apiKeyRequired)
            stop.abort()
            return made
          },
        { step: 'initialize', name: 'at-the-snapshot' },
      ),
    )
    const result = await runDeploy({ ...context, clients }, spec, quiet, { stop: stop.signal })
    expect(result.ok || result.error.code).toBe('stopped')
  }

  async function methodOf() {
    const { api } = await observe(contextOf().clients, contextOf().target, endpointName)
    const [path = '', resourceId = ''] = Object.entries(api?.resourceIds ?? {}).find(([path]) => path !== '/') ?? []
    const apiKeyRequired = api?.fields[`${path} ANY apiKeyRequired`] === 'true'
    return { restApiId: api?.id ?? '', resourceId, httpMethod: 'ANY', apiKeyRequired }
  }

  it.each([
    ['still there', false],
    ['taken back', true],
  ])('is none that callers get: what somebody set in a first deploy is %s', async (_, isTakenBack) => {
    await stoppedWithin(specWith(), isTakenBack)
    const { restApiId } = await methodOf()
    const before = await deploymentId(restApiId)
    const { items } = unwrap(await planDeploy(contextOf(), specWith()))
    expect(items.find(({ type }) => type === 'deployment')).toMatchObject({ change: 'replace' })
    const { invokeUrl } = await deployed()
    expect(await deploymentId(restApiId)).not.toBe(before)
    expect((await fetch(`${invokeUrl}?data=${row}`)).status).toBe(200)
    expect((await deployed()).writes).toBe(0)
    await removed()
  })

  it('is none of an update, nor of a later deploy of the same spec', async () => {
    const { invokeUrl } = await deployed()
    const next = { corsOrigins: ['https://acme.dev'] }
    await stoppedWithin(specWith(next), true)
    expect((await deployed(next)).invokeUrl).toBe(invokeUrl)
    expect((await fetch(`${invokeUrl}?data=${row}`)).status).toBe(200)
    expect((await deployed(next)).writes).toBe(0)
    await removed()
  })
})

describe('what is not ours', () => {
  it('is a blocker, and nothing is written', async () => {
    const { logGroupName } = namesOf(endpointName, contextOf().target)
    const { logs } = contextOf().clients
    await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { owner: 'data-team' } }))
    const plan = unwrap(await planDeploy(contextOf(), specWith()))
    expect(plan.blockers[0]?.message).toContain('data-team')
    const result = await runDeploy(contextOf(), specWith(), quiet)
    expect(result.ok ? undefined : result.error).toMatchObject({ code: 'blocked', step: 'read' })
    await removed()
    expect(await inventory()).toEqual({ ...nothing, groups: [logGroupName] })
  })
})

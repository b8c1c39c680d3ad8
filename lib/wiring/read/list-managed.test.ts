/** Every wiring of the region, through the SDK against the sandbox: whole ones, orphans, duplicates, remnants. */
import { CreateRestApiCommand, DeleteRestApiCommand } from '@aws-sdk/client-api-gateway'
import { DeleteFunctionCommand } from '@aws-sdk/client-lambda'
import { DeleteEndpointCommand } from '@aws-sdk/client-sagemaker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../sandbox/testing/account'
import { until } from '../../../sandbox/testing/wait'
import { defaultSpec } from '../../spec/defaults'
import { runDeploy, runRemove } from '../engine'
import { specOnRecord } from '../repair'
import { testContext, unwrap } from '../testing'
import { checkWiring, forgetCheck } from './check'
import { listWirings } from './list-managed'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const context = () => testContext(account)
const spec = (name: string) => defaultSpec(name, 'Real-time')
const deploy = async (name: string) => unwrap(await runDeploy(context(), spec(name), () => {}))
const list = () => listWirings(context().clients, context().target, account.invokeUrlTemplate)
const entryOf = async (name: string) => (await list()).find((entry) => entry.endpointName === name)
const check = (name: string) => {
  forgetCheck(context().target, name)
  return checkWiring(context(), name)
}

describe('the list of wirings', () => {
  it('is empty where nothing of ours is', async () => {
    await account.apiGateway.send(new CreateRestApiCommand({ name: 'another’s', tags: { owner: 'data-team' } }))
    expect(await list()).toEqual([])
  })

  it('has a whole one, which a check finds healthy', async () => {
    const { restApiId, invokeUrl } = await deploy('iris-xgboost')
    expect(await entryOf('iris-xgboost')).toMatchObject({ restApiId, invokeUrl, finished: true, duplicates: [] })
    expect(await check('iris-xgboost')).toMatchObject({
      state: 'healthy',
      endpointGone: false,
      differing: [],
      unchecked: [],
    })
  })

  it('says what of a whole one could not be checked', async () => {
    const { keys } = await account.restrictedKeys(['iam:ListAttachedRolePolicies', 'lambda:ListFunctionUrlConfigs'])
    const restricted = testContext({ ...account, credentials: keys })
    forgetCheck(restricted.target, 'iris-xgboost')
    expect(await checkWiring(restricted, 'iris-xgboost')).toMatchObject({
      state: 'healthy',
      unchecked: [
        expect.stringMatching(
          /^attached policies are not checked, because the console is not allowed to call iam:ListAttachedRolePolicies on arn:\S+$/,
        ),
        expect.stringMatching(
          /^function URLs are not checked, because the console is not allowed to call lambda:ListFunctionUrlConfigs on arn:\S+$/,
        ),
      ],
    })
  })

  it('says when it was last changed, and not when its API was made', async () => {
    const first = await entryOf('iris-xgboost')
    expect(Date.parse(first?.deployedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(first?.createdAt ?? ''))
    unwrap(await runDeploy(context(), spec('iris-xgboost'), () => {}))
    expect(await entryOf('iris-xgboost')).toEqual(first)
    const throttle = { rateLimit: 7, burstLimit: 9 }
    unwrap(await runDeploy(context(), { ...spec('iris-xgboost'), throttle }, () => {}))
    const changed = await entryOf('iris-xgboost')
    expect(changed?.createdAt).toBe(first?.createdAt)
    expect(Date.parse(changed?.deployedAt ?? '')).toBeGreaterThan(Date.parse(first?.deployedAt ?? ''))
  })

  it('names a duplicate, which a repair removes and nothing else', async () => {
    const tags = { 'portico:managed': 'true', 'portico:endpoint': 'iris-xgboost' }
    const { id } = await context().clients.apiGateway.send(new CreateRestApiCommand({ name: 'later', tags }))
    const before = await entryOf('iris-xgboost')
    expect(before?.duplicates).toEqual([id])
    const spec = unwrap(await specOnRecord(context(), 'iris-xgboost'))
    unwrap(await runDeploy(context(), spec, () => {}, { removeDuplicates: true }))
    expect(await entryOf('iris-xgboost')).toEqual({ ...before, duplicates: [] })
  })

  it('says of a missing function which parts are missing, and that no record is left to fix it by', async () => {
    await account.lambda.send(new DeleteFunctionCommand({ FunctionName: 'portico-iris-xgboost' }))
    expect((await check('iris-xgboost')).state).toBe('incomplete')
    const spec = await specOnRecord(context(), 'iris-xgboost')
    expect(spec.ok ? undefined : spec.error).toMatchObject({ code: 'no-record', remedy: expect.any(String) })
    await deploy('iris-xgboost')
    expect((await check('iris-xgboost')).state).toBe('healthy')
  })

  it('has what is left where the API is gone', async () => {
    const { restApiId } = await deploy('iris-serverless')
    await context().clients.apiGateway.send(new DeleteRestApiCommand({ restApiId }))
    expect(await entryOf('iris-serverless')).toEqual({ endpointName: 'iris-serverless' })
    expect((await check('iris-serverless')).state).toBe('incomplete')
    const spec = unwrap(await specOnRecord(context(), 'iris-serverless'))
    unwrap(await runDeploy(context(), spec, () => {}))
    expect((await check('iris-serverless')).state).toBe('healthy')
  })

  it('recognises an orphan, and a removal leaves nothing of it', async () => {
    await deploy('penguin-species-ll')
    await account.sagemaker.send(new DeleteEndpointCommand({ EndpointName: 'penguin-species-ll' }))
    await until(
      () => check('penguin-species-ll'),
      ({ endpointGone }) => endpointGone,
    )
    unwrap(await runRemove(context(), 'penguin-species-ll', () => {}))
    expect((await check('penguin-species-ll')).state).toBe('none')
    expect(await entryOf('penguin-species-ll')).toBeUndefined()
  })
})

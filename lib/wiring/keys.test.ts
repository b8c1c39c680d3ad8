/** A public API that requires keys, through the real SDK and by calling it: made, switched, changed, removed. */

import {
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  DeleteUsagePlanCommand,
  GetApiKeysCommand,
  GetUsagePlansCommand,
  UpdateApiKeyCommand,
  UpdateUsagePlanCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { until } from '../../sandbox/testing/wait'
import { readApiKeyValue } from '../aws/apigateway/api-key'
import type { Access } from '../spec/api-parts/access'
import { defaultSpec } from '../spec/defaults'
import type { FlatSpec } from '../spec/flat-spec'
import type { WiringSpec } from '../spec/spec'
import { withFields } from '../spec/testing'
import { planDeploy, planRemove, runDeploy, runRemove } from './engine'
import { readWiring } from './read/current'
import type { JobStep } from './state/plan'
import { testContext, unwrap } from './testing'

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'
const key: Access = { kind: 'key', rateLimit: 50, burstLimit: 100, quotaPerDay: 1000 }

let account: TestAccount

const context = () => testContext(account)
const underLoad = () => testContext(account, { callers: true })
const specWith = (change: Partial<FlatSpec> = {}): WiringSpec =>
  withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow: row, ...change })
const quiet = () => {}
const deployed = async (change?: Partial<FlatSpec>, here = context()) =>
  unwrap(await runDeploy(here, specWith(change), quiet))
const removed = async () => unwrap(await runRemove(context(), endpointName, quiet))
const changesOf = async (change?: Partial<FlatSpec>) =>
  unwrap(await planDeploy(context(), specWith(change))).items.filter((item) => item.change !== 'none')

async function keysNow() {
  const { apiGateway } = context().clients
  const [plans, keys] = await Promise.all([
    apiGateway.send(new GetUsagePlansCommand({})),
    apiGateway.send(new GetApiKeysCommand({})),
  ])
  return { plans: plans.items ?? [], keys: keys.items ?? [] }
}

async function playgroundValue(): Promise<string> {
  const { keys } = await keysNow()
  const value = await readApiKeyValue(context().clients.apiGateway, keys[0]?.id ?? '')
  if (!value) throw new Error('no playground key')
  return value
}

const call = async (url = '', value?: string) =>
  (await fetch(`${url}?data=${row}`, { headers: value ? { 'x-api-key': value } : {} })).status

/** Calls all the time while something happens; the statuses that callers met. */
async function callWhile<T>(url: string, value: string, work: Promise<T>): Promise<{ value: T; met: number[] }> {
  const met = new Set<number>()
  let done = false
  const calling = (async () => {
    while (!done) met.add(await call(url, value))
  })()
  const response = await work.finally(() => {
    done = true
  })
  await calling
  return { value: response, met: [...met] }
}

beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())
afterEach(removed)

describe('a deploy with keys', () => {
  it('plans the usage plan and the playground’s key, makes them, proves the URL with it, and then has nothing to do', async () => {
    const planned = await changesOf({ access: key })
    expect(planned.find(({ type }) => type === 'usage-plan')).toMatchObject({
      change: 'create',
      name: 'portico-iris-xgboost',
      fact: '50 req/s, burst 100, 1000 a day for each key',
    })
    expect(planned.find(({ type }) => type === 'api-key')).toMatchObject({
      change: 'create',
      name: 'portico-iris-xgboost-playground',
    })
    const steps = new Map<string, JobStep>()
    const outcome = unwrap(await runDeploy(context(), specWith({ access: key }), (step) => steps.set(step.id, step)))
    const value = await playgroundValue()
    expect(outcome.sample?.status).toBe(200)
    expect([...steps.values()].filter((step) => !['done', 'skipped'].includes(step.state))).toEqual([])
    expect(JSON.stringify([...steps.values(), outcome])).not.toContain(value)
    const { plans, keys } = await keysNow()
    expect(plans).toMatchObject([
      {
        name: 'portico-iris-xgboost',
        throttle: { rateLimit: 50, burstLimit: 100 },
        quota: { limit: 1000, period: 'DAY' },
        apiStages: [{ apiId: outcome.restApiId, stage: 'prod' }],
        tags: { 'portico:managed': 'true', 'portico:endpoint': endpointName },
      },
    ])
    expect(keys).toMatchObject([{ enabled: true, tags: { 'portico:key': 'playground', 'portico:managed': 'true' } }])
    expect(await call(outcome.invokeUrl)).toBe(403)
    expect(await call(outcome.invokeUrl, 'x'.repeat(40))).toBe(403)
    expect(await call(outcome.invokeUrl, value)).toBe(200)
    expect((await fetch(outcome.invokeUrl ?? '', { method: 'OPTIONS' })).status).toBe(200)
    expect(await changesOf({ access: key })).toEqual([])
    expect((await deployed({ access: key })).writes).toBe(0)
    expect(await readWiring(context(), endpointName)).toMatchObject({ state: 'live', spec: { access: key } })
  })

  it('waits until a key that has a slow rate can call the model', async () => {
    const outcome = await deployed({ access: { kind: 'key', rateLimit: 0.5, burstLimit: 1 } })
    expect(outcome.sample?.status).toBe(200)
    expect((await keysNow()).plans[0]?.quota).toBeUndefined()
  })

  it('names the quota where the playground’s key has used it up', async () => {
    await deployed({ access: { ...key, quotaPerDay: 2 } })
    const result = await runDeploy(context(), specWith({ access: { ...key, quotaPerDay: 2 }, memoryMb: 512 }), quiet)
    expect(result.ok ? undefined : result.error).toMatchObject({
      code: 'probe-failed',
      cause: expect.stringContaining('quota of today'),
    })
    expect((await deployed({ access: key, memoryMb: 512 })).sample?.status).toBe(200)
  })
})

describe('a switch', () => {
  it('from open to keys says who is refused; holders of the key meet no moment without it', async () => {
    const { invokeUrl = '' } = await deployed()
    const planned = await changesOf({ access: key })
    expect(planned.map(({ type, change }) => `${change} ${type}`)).toEqual([
      'update lambda-function',
      'update lambda-alias',
      'update api-definition',
      'replace deployment',
      'create usage-plan',
      'create api-key',
    ])
    expect(planned.find(({ type }) => type === 'api-definition')?.why).toMatch(/callers without a key get 403/)
    await deployed({ access: key })
    expect(await call(invokeUrl)).toBe(403)
    const value = await playgroundValue()
    // Who holds the key meets no other answer while its limits change.
    const narrower = await callWhile(
      invokeUrl,
      value,
      deployed({ access: { ...key, quotaPerDay: undefined } }, underLoad()),
    )
    expect(narrower.met).toEqual([200])
    expect((await keysNow()).plans).toMatchObject([{ throttle: { rateLimit: 50 } }])
    expect((await keysNow()).plans[0]?.quota).toBeUndefined()
  })

  it('from keys to open leaves neither plan nor key, without a gap for callers who still send one', async () => {
    const { invokeUrl = '' } = await deployed({ access: key })
    const value = await playgroundValue()
    const planned = await changesOf()
    expect(planned.filter(({ change }) => change === 'delete').map(({ type }) => type)).toEqual([
      'api-key',
      'usage-plan',
    ])
    expect((await callWhile(invokeUrl, value, deployed({}, underLoad()))).met).toEqual([200])
    expect(await call(invokeUrl)).toBe(200)
    expect(await keysNow()).toEqual({ plans: [], keys: [] })
    expect((await deployed()).writes).toBe(0)
  })

  it('to another stage takes the usage plan along', async () => {
    const before = await deployed({ access: key })
    const after = await deployed({ access: key, stage: 'v2', resourcePath: 'flower' })
    const value = await playgroundValue()
    expect(await call(after.invokeUrl, value)).toBe(200)
    expect(await call(before.invokeUrl, value)).toBe(403)
    expect((await keysNow()).plans).toMatchObject([{ apiStages: [{ apiId: after.restApiId, stage: 'v2' }] }])
    expect((await deployed({ access: key, stage: 'v2', resourcePath: 'flower' })).writes).toBe(0)
  })
})

describe('what was changed by hand', () => {
  it('is seen, fixed, or taken over', async () => {
    await deployed({ access: key })
    const { apiGateway } = context().clients
    const { plans, keys } = await keysNow()
    const [stage] = plans[0]?.apiStages ?? []
    await apiGateway.send(
      new UpdateUsagePlanCommand({
        usagePlanId: plans[0]?.id,
        patchOperations: [
          { op: 'replace', path: '/throttle/rateLimit', value: '7' },
          { op: 'replace', path: `/apiStages/${stage?.apiId}:prod/throttle/~1iris/ANY/rateLimit`, value: '0' },
        ],
      }),
    )
    await apiGateway.send(
      new UpdateApiKeyCommand({
        apiKey: keys[0]?.id,
        patchOperations: [{ op: 'replace', path: '/enabled', value: 'false' }],
      }),
    )
    const view = await readWiring(context(), endpointName)
    expect(view.resources.filter((one) => one.health !== 'healthy').map(({ type, why }) => `${type}: ${why}`)).toEqual([
      `usage-plan: throttle.rateLimit, apiStages ${stage?.apiId}:prod /iris/ANY`,
      'api-key: enabled',
    ])
    const { invokeUrl } = view
    expect(view.takenOver?.access).toMatchObject({ rateLimit: 7 })
    expect((await deployed({ access: key })).writes).toBe(2)
    expect(await changesOf({ access: key })).toEqual([])
    expect(await call(invokeUrl, await playgroundValue())).toBe(200)
  })

  it('a usage plan that somebody deleted is made again, with every key in it', async () => {
    const { invokeUrl } = await deployed({ access: key })
    const value = await playgroundValue()
    const { apiGateway } = context().clients
    const [plan] = (await keysNow()).plans
    const [stage] = plan?.apiStages ?? []
    await until(
      () =>
        apiGateway
          .send(
            new UpdateUsagePlanCommand({
              usagePlanId: plan?.id,
              patchOperations: [{ op: 'remove', path: '/apiStages', value: `${stage?.apiId}:${stage?.stage}` }],
            }),
          )
          .catch(() => undefined),
      (response) => response !== undefined,
    )
    await apiGateway.send(new DeleteUsagePlanCommand({ usagePlanId: plan?.id }))
    expect((await changesOf({ access: key })).map(({ type, change }) => `${change} ${type}`)).toEqual([
      'create usage-plan',
      'update api-key',
    ])
    await deployed({ access: key })
    expect(await playgroundValue()).toBe(value)
    expect(await call(invokeUrl, value)).toBe(200)
  })
})

it('usage plans and playground keys too many go, and every key is in the one that stays', async () => {
  const { invokeUrl } = await deployed({ access: key })
  const { apiGateway } = context().clients
  const tags = { 'portico:managed': 'true', 'portico:endpoint': endpointName }
  // The smallest id stays, so with some the first one has to give way.
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await apiGateway.send(new CreateUsagePlanCommand({ name, tags }))
  const lost = await apiGateway.send(
    new CreateApiKeyCommand({ name: 'lost', enabled: true, tags: { ...tags, 'portico:key': 'playground' } }),
  )
  const caller = await apiGateway.send(
    new CreateApiKeyCommand({ name: 'caller', enabled: true, tags: { ...tags, 'portico:key': 'caller' } }),
  )
  const planned = await changesOf({ access: key })
  expect(planned.filter(({ change }) => change === 'delete').map(({ type }) => type)).toEqual([
    'api-key',
    ...Array(6).fill('usage-plan'),
  ])
  await deployed({ access: key })
  const { plans, keys } = await keysNow()
  expect(plans).toHaveLength(1)
  expect(keys.map(({ id }) => id)).not.toContain(lost.id)
  const value = await readApiKeyValue(apiGateway, caller.id ?? '')
  await until(
    () => call(invokeUrl, value),
    (status) => status === 200,
  )
  expect(await call(invokeUrl, await playgroundValue())).toBe(200)
  expect((await deployed({ access: key })).writes).toBe(0)
})

it('two deploys at once end with one usage plan and one key, by the next deploy at the latest', async () => {
  await deployed()
  const both = await Promise.all([1, 2].map(() => runDeploy(context(), specWith({ access: key }), quiet)))
  // Until the one that was overtaken knows of it, it can change the function under the other one, which then stops, too.
  for (const result of both) if (!result.ok) expect(result.error.code).toMatch(/^(overtaken|changed-meanwhile)$/)
  const between = await keysNow()
  expect(between.plans.length).toBeLessThanOrEqual(1)
  expect(between.keys.length).toBeLessThanOrEqual(1)
  await deployed({ access: key })
  expect(await changesOf({ access: key })).toEqual([])
  const { plans, keys } = await keysNow()
  expect([plans.length, keys.length]).toEqual([1, 1])
})

it('the undo of a first deploy that failed leaves neither plan nor key', async () => {
  const response = await fetch(`${account.url}/_sandbox/accounts/${account.accountId}/keys`, {
    method: 'POST',
    body: JSON.stringify({ deny: ['lambda:AddPermission'] }),
  })
  const credentials = (await response.json()) as TestAccount['credentials']
  const failed = await runDeploy(testContext({ ...account, credentials }), specWith({ access: key }), quiet)
  if (failed.ok) throw new Error('it was to fail')
  expect(failed.error).toMatchObject({ step: 'permission', runId: expect.stringMatching(/./) })
  expect((await keysNow()).keys).toHaveLength(1)
  unwrap(await runRemove(context(), endpointName, quiet, failed.error.runId))
  expect(await keysNow()).toEqual({ plans: [], keys: [] })
})

it('a removal says what goes, and leaves neither plan nor key', async () => {
  await deployed({ access: key })
  const plan = unwrap(await planRemove(context(), endpointName))
  expect(plan.items.map(({ type }) => type)).toEqual([
    'api-key',
    'usage-plan',
    'rest-api',
    'lambda-function',
    'log-group',
    'iam-role',
  ])
  await removed()
  expect(await keysNow()).toEqual({ plans: [], keys: [] })
  expect((await readWiring(context(), endpointName)).state).toBe('none')
})

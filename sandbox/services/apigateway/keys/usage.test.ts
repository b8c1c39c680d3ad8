/** API keys and usage plans through the real SDK, and what the gateway makes of them at the public API. */
import {
  CreateApiKeyCommand,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  DeleteRestApiCommand,
  DeleteStageCommand,
  DeleteUsagePlanCommand,
  DeleteUsagePlanKeyCommand,
  GetApiKeyCommand,
  GetApiKeysCommand,
  GetTagsCommand,
  GetUsageCommand,
  GetUsagePlanCommand,
  GetUsagePlanKeyCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
  PutRestApiCommand,
  TagResourceCommand,
  UpdateApiKeyCommand,
  UpdateUsagePlanCommand,
} from '@aws-sdk/client-api-gateway'
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../testing/account'
import { until } from '../../../testing/wait'

let account: TestAccount
/** An API that wants a key and one that does not, both in stage `prod`; a mock answers. */
let restApiId: string
let otherApiId: string

/** Waits its turn, as every client of these limits must. */
async function send(command: object) {
  const outcome = await until(
    () =>
      account.apiGateway.send(command as never).then(
        (value) => ({ value }),
        (error: Error) => ({ error }),
      ),
    (one) => !('error' in one && one.error.name === 'TooManyRequestsException'),
  )
  if ('error' in outcome) throw outcome.error
  // biome-ignore lint/suspicious/noExplicitAny: one door for many commands; each test says what it expects
  return outcome.value as any
}

const document = (name: string) => ({
  openapi: '3.0.1',
  info: { title: name, version: '1' },
  paths: {
    '/iris': {
      get: {
        security: [{ api_key: [] }],
        responses: { 200: { description: 'ok' } },
        'x-amazon-apigateway-integration': {
          type: 'mock',
          requestTemplates: { 'application/json': '{"statusCode":200}' },
          responses: { default: { statusCode: '200' } },
        },
      },
    },
  },
  components: { securitySchemes: { api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' } } },
})

async function deployed(name: string): Promise<string> {
  const { id } = await send(new CreateRestApiCommand({ name, endpointConfiguration: { types: ['REGIONAL'] } }))
  const body = new TextEncoder().encode(JSON.stringify(document(name)))
  await send(new PutRestApiCommand({ restApiId: id, mode: 'overwrite', body }))
  await send(new CreateDeploymentCommand({ restApiId: id, stageName: 'prod' }))
  return id
}

const notFound = (message: string) => ({ name: 'NotFoundException', message, $metadata: { httpStatusCode: 404 } })
const badRequest = (message: RegExp) => ({ name: 'BadRequestException', message: expect.stringMatching(message) })
const conflict = (message: RegExp) => ({ name: 'ConflictException', message: expect.stringMatching(message) })

const keyOf = async (more: object = {}) => send(new CreateApiKeyCommand({ name: 'a key', enabled: true, ...more }))
const planOf = async (more: object = {}) =>
  send(new CreateUsagePlanCommand({ name: 'plan', apiStages: [{ apiId: restApiId, stage: 'prod' }], ...more }))
const link = (usagePlanId: string, keyId: string) =>
  send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: 'API_KEY' }))
const patchPlan = (usagePlanId: string, ...patchOperations: { op: string; path: string; value?: string }[]) =>
  send(new UpdateUsagePlanCommand({ usagePlanId, patchOperations: patchOperations as never }))

async function call(key?: string, api = restApiId) {
  const outcome = await fetch(account.invokeUrl(api, 'prod', 'iris'), { headers: key ? { 'x-api-key': key } : {} })
  return { status: outcome.status, type: outcome.headers.get('x-amzn-errortype'), body: await outcome.text() }
}
const active = (key: string) =>
  until(
    () => call(key),
    ({ status }) => status === 200,
  )

beforeAll(async () => {
  account = await createTestAccount({ seed: false })
  restApiId = await deployed('keyed')
  otherApiId = await deployed('keyed too')
})
afterAll(() => account.close())

describe('an API key', () => {
  it('is made with its value and tags, read with it only if requested, patched, deleted once', async () => {
    const made = await keyOf({ name: 'mobile', tags: { team: 'ml' }, description: 'The app' })
    expect(made).toMatchObject({
      id: expect.stringMatching(/^[a-z0-9]{10}$/),
      value: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
      enabled: true,
      tags: { team: 'ml' },
    })
    const apiKey = made.id
    expect((await send(new GetApiKeyCommand({ apiKey }))).value).toBeUndefined()
    expect((await send(new GetApiKeyCommand({ apiKey, includeValue: true }))).value).toBe(made.value)
    const patchOperations = [
      { op: 'replace' as const, path: '/enabled', value: 'false' },
      { op: 'replace' as const, path: '/name', value: 'mobile 2' },
      { op: 'replace' as const, path: '/description', value: 'Renamed' },
      { op: 'replace' as const, path: '/customerId', value: 'c1' },
    ]
    const patched = await send(new UpdateApiKeyCommand({ apiKey, patchOperations }))
    expect(patched).toMatchObject({ enabled: false, name: 'mobile 2', description: 'Renamed', customerId: 'c1' })
    expect(patched.value).toBeUndefined()
    const resourceArn = `arn:aws:apigateway:${account.region}::/apikeys/${apiKey}`
    await send(new TagResourceCommand({ resourceArn, tags: { more: 'yes' } }))
    expect((await send(new GetTagsCommand({ resourceArn }))).tags).toEqual({ team: 'ml', more: 'yes' })
    await send(new DeleteApiKeyCommand({ apiKey }))
    await expect(send(new DeleteApiKeyCommand({ apiKey }))).rejects.toMatchObject(
      notFound('Invalid API Key identifier specified'),
    )
    await expect(send(new GetTagsCommand({ resourceArn }))).rejects.toMatchObject({ name: 'NotFoundException' })
  })

  it('is disabled unless said otherwise', async () => {
    expect(await send(new CreateApiKeyCommand({ name: 'quiet' }))).toMatchObject({ enabled: false })
  })

  it('is listed by page, the newest first, and by the beginning of its name', async () => {
    for (const name of ['list-1', 'list-2', 'list-3']) await keyOf({ name })
    const first = await send(new GetApiKeysCommand({ nameQuery: 'list-', limit: 2 }))
    expect(first.items.map(({ name }: { name: string }) => name)).toEqual(['list-3', 'list-2'])
    expect(first.items[0].value).toBeUndefined()
    const { items, position } = await send(
      new GetApiKeysCommand({ nameQuery: 'list-', limit: 2, position: first.position, includeValues: true }),
    )
    expect(items).toMatchObject([{ name: 'list-1', value: expect.stringMatching(/.{20}/) }])
    expect(position).toBeUndefined()
  })

  it.each<[string, () => Promise<unknown>, object]>([
    ['a short value', () => keyOf({ value: 'short' }), badRequest(/at least 20 characters/)],
    ['a long value', () => keyOf({ value: 'x'.repeat(129) }), badRequest(/exceeds maximum size of 128 characters/)],
    ['a long name', () => keyOf({ name: 'x'.repeat(1025) }), badRequest(/at most 1024 characters/)],
    ['a bad tag', () => keyOf({ tags: { 'a!': 'b' } }), badRequest(/Invalid tag key/)],
    ['a bad value', () => keyOf({ tags: { who: 'ana@acme.dev' } }), badRequest(/Invalid tag value for key who/)],
    ['no page', () => send(new GetApiKeysCommand({ limit: 0 })), badRequest(/Invalid limit/)],
    ['an unknown key', () => send(new GetApiKeyCommand({ apiKey: 'none' })), { name: 'NotFoundException' }],
    [
      'a patch of nothing',
      async () =>
        send(
          new UpdateApiKeyCommand({
            apiKey: (await keyOf()).id,
            patchOperations: [{ op: 'replace', path: '/value', value: 'x'.repeat(20) }],
          }),
        ),
      badRequest(/Invalid patch path/),
    ],
  ])('refuses %s', async (_, act, error) => expect(act()).rejects.toMatchObject(error))

  it('has a value of its own', async () => {
    const value = 'x1'.repeat(15)
    await keyOf({ value })
    await expect(keyOf({ value, name: 'another' })).rejects.toMatchObject(conflict(/already exists/))
  })
})

describe('a usage plan', () => {
  it('is made, read, listed, patched, emptied and deleted', async () => {
    const throttle = { rateLimit: 5, burstLimit: 7 }
    const made = await planOf({ throttle, quota: { limit: 100, period: 'DAY' }, tags: { team: 'ml' } })
    expect(made).toMatchObject({
      id: expect.stringMatching(/^[a-z0-9]{6}$/),
      throttle,
      quota: { limit: 100, offset: 0, period: 'DAY' },
      apiStages: [{ apiId: restApiId, stage: 'prod' }],
      tags: { team: 'ml' },
    })
    const usagePlanId = made.id
    expect(await send(new GetUsagePlanCommand({ usagePlanId }))).toMatchObject({ id: usagePlanId, throttle })
    const key = await keyOf()
    await link(usagePlanId, key.id)
    expect((await send(new GetUsagePlansCommand({ keyId: key.id }))).items).toMatchObject([{ id: usagePlanId }])
    expect(await send(new GetUsagePlanKeyCommand({ usagePlanId, keyId: key.id }))).toMatchObject({ id: key.id })
    expect((await send(new GetUsagePlanKeysCommand({ usagePlanId }))).items).toMatchObject([
      { id: key.id, type: 'API_KEY', name: 'a key' },
    ])
    const patched = await patchPlan(
      usagePlanId,
      { op: 'replace', path: '/throttle/rateLimit', value: '2.5' },
      { op: 'replace', path: '/throttle/burstLimit', value: '3' },
      { op: 'remove', path: '/quota' },
      { op: 'add', path: '/apiStages', value: `${otherApiId}:prod` },
      { op: 'remove', path: '/apiStages', value: `${restApiId}:prod` },
      { op: 'replace', path: '/name', value: 'renamed' },
      { op: 'replace', path: '/description', value: 'words' },
    )
    expect(patched).toMatchObject({
      name: 'renamed',
      description: 'words',
      throttle: { rateLimit: 2.5, burstLimit: 3 },
      apiStages: [{ apiId: otherApiId, stage: 'prod' }],
    })
    expect(patched.quota).toBeUndefined()
    await expect(send(new DeleteUsagePlanCommand({ usagePlanId }))).rejects.toMatchObject(
      badRequest(/^Cannot delete Usage Plan \w+ because there are API Stages associated with it, including \w+:prod$/),
    )
    await patchPlan(
      usagePlanId,
      { op: 'remove', path: '/apiStages', value: `${otherApiId}:prod` },
      { op: 'remove', path: '/throttle' },
    )
    await send(new DeleteUsagePlanKeyCommand({ usagePlanId, keyId: key.id }))
    await send(new DeleteUsagePlanCommand({ usagePlanId }))
    await expect(send(new GetUsagePlanCommand({ usagePlanId }))).rejects.toMatchObject(
      notFound('Invalid Usage Plan ID specified'),
    )
  })

  it('has limits of its own for single methods, set by either form of the path, that hold for each key', async () => {
    const at = `/apiStages/${restApiId}:prod/throttle`
    const key = await keyOf()
    const { id } = await planOf({
      apiStages: [{ apiId: restApiId, stage: 'prod', throttle: { '/iris/PUT': { rateLimit: 4, burstLimit: 5 } } }],
    })
    await link(id, key.id)
    await active(key.value)
    const set = await patchPlan(
      id,
      { op: 'replace', path: `${at}/~1iris/GET/rateLimit`, value: '0' },
      { op: 'replace', path: `${at}//iris/POST/burstLimit`, value: '2' },
    )
    expect(set.apiStages[0].throttle).toEqual({
      '/iris/PUT': { rateLimit: 4, burstLimit: 5 },
      '/iris/GET': { rateLimit: 0 },
      '/iris/POST': { burstLimit: 2 },
    })
    expect((await call(key.value)).status).toBe(429)
    await expect(patchPlan(id, { op: 'remove', path: `${at}/~1iris/PATCH` })).rejects.toMatchObject({
      name: 'NotFoundException',
    })
    const fewer = await patchPlan(id, { op: 'remove', path: `${at}/~1iris/GET` })
    expect(Object.keys(fewer.apiStages[0].throttle)).toEqual(['/iris/PUT', '/iris/POST'])
    expect((await call(key.value)).status).toBe(200)
    expect((await patchPlan(id, { op: 'remove', path: at })).apiStages[0].throttle).toBeUndefined()
  })

  it.each<[string, object, object]>([
    ['no name', { name: ' ' }, badRequest(/cannot be blank/)],
    [
      'a stage that is not there',
      { apiStages: [{ apiId: 'x', stage: 'prod' }] },
      notFound('API Stage not found: x:prod'),
    ],
    ['a rate below zero', { throttle: { rateLimit: -1, burstLimit: 1 } }, badRequest(/rate limit/)],
    ['a burst below zero', { throttle: { rateLimit: 1, burstLimit: -1 } }, badRequest(/burst limit/)],
    ['an empty quota', { quota: { limit: 0, period: 'DAY' } }, badRequest(/greater than 0/)],
    [
      'a day that begins later',
      { quota: { limit: 1, period: 'DAY', offset: 1 } },
      badRequest(/zero in the DAY period/),
    ],
    ['a week of nine days', { quota: { limit: 1, period: 'WEEK', offset: 8 } }, badRequest(/WEEK period/)],
  ])('refuses %s', async (_, more, error) => expect(planOf(more)).rejects.toMatchObject(error))

  it.each<[string, { op: string; path: string; value?: string }, object]>([
    ['a stage that it has', { op: 'add', path: '/apiStages', value: '{api}:prod' }, conflict(/already associated/)],
    [
      'another’s stage',
      { op: 'remove', path: '/apiStages', value: 'x:prod' },
      badRequest(/Invalid API Stage specified/),
    ],
    [
      'a path that is none',
      { op: 'remove', path: '/apiStages/x:prod' },
      badRequest(/Must be one of: \[\/apiStages, \/quota/),
    ],
    [
      'words for a rate',
      { op: 'replace', path: '/throttle/rateLimit', value: 'much' },
      badRequest(/Invalid value much/),
    ],
  ])('refuses to patch %s', async (_, patch, error) => {
    const { id } = await planOf()
    const value = patch.value?.replace('{api}', restApiId)
    await expect(patchPlan(id, { ...patch, value })).rejects.toMatchObject(error)
    await patchPlan(id, { op: 'remove', path: '/apiStages', value: `${restApiId}:prod` })
    await send(new DeleteUsagePlanCommand({ usagePlanId: id }))
  })

  it('takes each key once, and in one plan of a stage', async () => {
    const [one, other, key] = [await planOf(), await planOf(), await keyOf()]
    await link(one.id, key.id)
    await expect(link(one.id, key.id)).rejects.toMatchObject(conflict(/already associated with Usage Plan/))
    await expect(link(other.id, key.id)).rejects.toMatchObject(conflict(/already associated with API Stage/))
    await expect(link(one.id, 'none')).rejects.toMatchObject(notFound('Invalid API Key identifier specified'))
    await expect(
      send(new CreateUsagePlanKeyCommand({ usagePlanId: one.id, keyId: key.id, keyType: 'JWT' })),
    ).rejects.toMatchObject(badRequest(/API_KEY/))
    for (const usagePlanId of [one.id, 'none'])
      await expect(send(new DeleteUsagePlanKeyCommand({ usagePlanId, keyId: 'x' }))).rejects.toMatchObject({
        name: 'NotFoundException',
      })
    await expect(send(new GetUsagePlanKeyCommand({ usagePlanId: one.id, keyId: 'x' }))).rejects.toMatchObject({
      name: 'NotFoundException',
    })
    await expect(send(new GetUsagePlanKeysCommand({ usagePlanId: 'none' }))).rejects.toMatchObject({
      name: 'NotFoundException',
    })
    await expect(send(new GetUsagePlansCommand({ limit: 0 }))).rejects.toMatchObject(badRequest(/Invalid limit/))
  })

  it('keeps its stage and its API from being deleted', async () => {
    const id = await deployed('planned')
    const plan = await planOf({ apiStages: [{ apiId: id, stage: 'prod' }] })
    const refusal = badRequest(/because Usage Plan \w+ is associated/)
    await expect(send(new DeleteStageCommand({ restApiId: id, stageName: 'prod' }))).rejects.toMatchObject(refusal)
    await expect(send(new DeleteRestApiCommand({ restApiId: id }))).rejects.toMatchObject(refusal)
    await patchPlan(plan.id, { op: 'remove', path: '/apiStages', value: `${id}:prod` })
    await send(new DeleteRestApiCommand({ restApiId: id }))
  })

  it('is found by its tags, as its keys are', async () => {
    const plan = await planOf({ tags: { found: 'here' } })
    const key = await keyOf({ tags: { found: 'here' } })
    const { ResourceTagMappingList } = await account.tagging.send(
      new GetResourcesCommand({ TagFilters: [{ Key: 'found', Values: ['here'] }] }),
    )
    expect(ResourceTagMappingList?.map(({ ResourceARN }) => ResourceARN).sort()).toEqual([
      `arn:aws:apigateway:${account.region}::/apikeys/${key.id}`,
      `arn:aws:apigateway:${account.region}::/usageplans/${plan.id}`,
    ])
  })
})

describe('the gateway', () => {
  const forbidden = { status: 403, type: 'ForbiddenException', body: '{"message":"Forbidden"}' }

  it('allows callers with an enabled, active key of a plan of this stage', async () => {
    const [plan, key, stranger] = [await planOf(), await keyOf(), await keyOf()]
    expect(await call()).toMatchObject(forbidden)
    expect(await call('a'.repeat(40))).toMatchObject(forbidden)
    expect(await call(key.value)).toMatchObject(forbidden)
    await link(plan.id, key.id)
    // A new key opens nothing in its first seconds.
    expect(await call(key.value)).toMatchObject(forbidden)
    expect(await active(key.value)).toMatchObject({ status: 200 })
    expect(await call(stranger.value)).toMatchObject(forbidden)
    expect(await call(key.value, otherApiId)).toMatchObject(forbidden)
    const enabled = (value: string) =>
      send(new UpdateApiKeyCommand({ apiKey: key.id, patchOperations: [{ op: 'replace', path: '/enabled', value }] }))
    await enabled('false')
    expect(await call(key.value)).toMatchObject(forbidden)
    await enabled('true')
    expect(await call(key.value)).toMatchObject({ status: 200 })
    await send(new DeleteApiKeyCommand({ apiKey: key.id }))
    expect(await call(key.value)).toMatchObject(forbidden)
  })

  it('holds each key to its rate', async () => {
    const plan = await planOf({ throttle: { rateLimit: 0.01, burstLimit: 2 } })
    const [one, other] = [await keyOf(), await keyOf()]
    for (const key of [one, other]) await link(plan.id, key.id)
    await active(one.value)
    expect((await call(one.value)).status).toBe(200)
    expect(await call(one.value)).toEqual({
      status: 429,
      type: 'TooManyRequestsException',
      body: '{"message":"Too Many Requests"}',
    })
    expect((await active(other.value)).status).toBe(200)
  })

  it('holds each key to its quota, and counts', async () => {
    const plan = await planOf({ quota: { limit: 2, period: 'DAY' } })
    const [one, other] = [await keyOf(), await keyOf()]
    for (const key of [one, other]) await link(plan.id, key.id)
    await active(one.value)
    expect((await call(one.value)).status).toBe(200)
    expect(await call(one.value)).toEqual({
      status: 429,
      type: 'LimitExceededException',
      body: '{"message":"Limit Exceeded"}',
    })
    await active(other.value)
    const today = new Date().toISOString().slice(0, 10)
    const usage = { usagePlanId: plan.id, startDate: today, endDate: today }
    expect(await send(new GetUsageCommand(usage))).toMatchObject({
      usagePlanId: plan.id,
      startDate: today,
      items: { [one.id]: [[2, 0]], [other.id]: [[1, 1]] },
    })
    expect((await send(new GetUsageCommand({ ...usage, keyId: other.id }))).items).toEqual({ [other.id]: [[1, 1]] })
    for (const [change, error] of [
      [{ startDate: 'today' }, badRequest(/YYYY-MM-DD/)],
      [{ endDate: '2020-01-01' }, badRequest(/before its start/)],
      [{ startDate: '2020-01-01' }, badRequest(/at most 90 days/)],
      [{ usagePlanId: 'none' }, notFound('Invalid Usage Plan ID specified')],
    ] as const)
      await expect(send(new GetUsageCommand({ ...usage, ...change }))).rejects.toMatchObject(error)
  })
})

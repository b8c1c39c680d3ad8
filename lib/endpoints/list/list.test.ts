/** The table's first paint through the SDK against the sandbox: pages of 100, filters, the state of the public API by tags. */
import { CreateRestApiCommand } from '@aws-sdk/client-api-gateway'
import { AddTagsCommand, CreateEndpointCommand } from '@aws-sdk/client-sagemaker'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../sandbox/testing/account'
import { Budget } from '../../endpoint-index/budget'
import { EndpointIndex } from '../../endpoint-index/endpoint-index'
import { fill } from '../../endpoint-index/fill'
import { parseIndexQuery } from '../../endpoint-index/index-query'
import { readerOf } from '../../endpoint-index/reader'
import { selectRows } from '../../endpoint-index/select-rows'
import { endpointTag, fingerprintTag, managedTag, pathTag, stageTag } from '../../spec/names'
import { listManagedApis } from '../../wiring/read/list-managed'
import { testContext } from '../../wiring/testing'
import { findEndpoints, readPlaces } from '../places'
import type { EndpointQuery } from '../types'
import { planTags, writeTags } from '../write-tags'
import { listEndpoints } from './list'

const byName: EndpointQuery = { sortBy: 'Name', sortOrder: 'Ascending' }
const many = Array.from({ length: 120 }, (_, index) => `many-${String(index).padStart(3, '0')}`)

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
  await Promise.all(
    many.map((EndpointName) =>
      account.sagemaker.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName: 'iris-xgboost-config' })),
    ),
  )
})
afterAll(() => account.close())

const list = (query: Partial<EndpointQuery>) => {
  const { clients, target, invokeUrlTemplate } = testContext(account)
  return listEndpoints(clients, { ...byName, ...query }, listManagedApis(clients, target, invokeUrlTemplate))
}

it('gives 100 at once and a token to the rest, each endpoint once', async () => {
  const first = await list({ search: 'many' })
  const second = await list({ search: 'many', token: first.nextToken })
  expect([first.rows.length, second.rows.length, second.nextToken]).toEqual([100, 20, undefined])
  expect([...first.rows, ...second.rows].map((row) => row.name)).toEqual(many)
})

it('filters by status and a part of the name in SageMaker', async () => {
  expect((await list({ status: 'Failed' })).rows.map((row) => row.name)).toEqual(['house-prices-catboost'])
  expect((await list({ search: 'iris' })).rows.map((row) => row.name)).toEqual(['iris-serverless', 'iris-xgboost'])
})

it('finds nothing for what no name can hold, without a call', async () => {
  expect((await list({ search: 'a b' })).rows).toEqual([])
})

it('reads the public API from tags: none, live, or a deploy that did not finish', async () => {
  const tagged = (endpointName: string, more: Record<string, string> = {}) =>
    testContext(account).clients.apiGateway.send(
      new CreateRestApiCommand({
        name: `${endpointName}-api`,
        tags: { [managedTag]: 'true', [endpointTag]: endpointName, ...more },
      }),
    )
  const half = await tagged('iris-serverless')
  const whole = await tagged('iris-xgboost', {
    [stageTag]: 'prod',
    [pathTag]: 'iris',
    [fingerprintTag]: 'f'.repeat(64),
  })
  const { rows } = await list({ search: 's-' })
  const stateOf = (name: string) => rows.find((row) => row.name === name)?.publicApi
  expect(stateOf('house-prices-catboost')).toEqual({ state: 'none' })
  expect(stateOf('iris-serverless')).toMatchObject({ state: 'incomplete', restApiId: half.id })
  expect(stateOf('iris-xgboost')).toMatchObject({
    state: 'live',
    invokeUrl: account.invokeUrl(whole.id ?? '', 'prod', 'iris'),
  })
})

it('fails with AWS’s own error for a token that is none', async () => {
  await expect(list({ token: 'bm9uZQ==' })).rejects.toMatchObject({ name: 'ValidationException' })
})

it('gives the palette the newest 100, every public API and tags, for three reads; a search finds what is beyond', async () => {
  const { clients, target, invokeUrlTemplate } = testContext(account)
  const arn = `arn:aws:sagemaker:us-east-1:${account.accountId}:endpoint/many-007`
  await account.sagemaker.send(new AddTagsCommand({ ResourceArn: arn, Tags: [{ Key: 'team', Value: 'growth' }] }))
  await account.orderFaults([])
  const places = await readPlaces(clients, listManagedApis(clients, target, invokeUrlTemplate))
  expect((await account.callsMade()).sort()).toEqual(['GetResources', 'GetRestApis', 'ListEndpoints'])
  expect([places.endpoints.length, places.more, places.failures]).toEqual([100, true, []])
  expect(places.tags['many-007']).toEqual(['team: growth'])
  expect(places.apis.map((api) => api.endpointName).sort()).toEqual(['iris-serverless', 'iris-xgboost'])
  const listed = new Set(places.endpoints.map(({ name }) => name))
  const beyond = many.find((name) => !listed.has(name)) ?? 'iris-xgboost'
  expect((await findEndpoints(clients, beyond)).map(({ name }) => name)).toContain(beyond)
  expect(await findEndpoints(clients, 'no name')).toEqual([])
})

it('says what it was denied, and gives the palette the rest', async () => {
  const { clients: allowed, target } = testContext(account)
  const clients = { ...allowed, ...(await account.restricted(['tag:GetResources'])) }
  const places = await readPlaces(clients, listManagedApis(clients, target))
  expect(places.failures.map(({ denied }) => denied?.action)).toEqual(['tag:GetResources'])
  expect(places.endpoints).toHaveLength(100)
})

it('filters by age in SageMaker', async () => {
  const old = await list({ created: { days: 30, older: true } })
  const young = await list({ search: 'many-00', created: { days: 1, older: false } })
  expect(old.rows.every(({ createdAt }) => Date.parse(createdAt) < Date.now() - 30 * 24 * 3_600_000)).toBe(true)
  expect(young.rows).toHaveLength(10)
})

/** Waits pass at once, and looks last for as long as the index needs. */
async function filled(clients: Parameters<typeof readerOf>[0], columns: Parameters<EndpointIndex['look']>[0]) {
  const { target, invokeUrlTemplate } = testContext(account)
  const index = new EndpointIndex()
  let at = Date.now()
  const reader = readerOf(clients, target, invokeUrlTemplate)
  const look = () => index.look(columns, [], reader, at)
  const wait = async (ms: number) => {
    at += ms
    look()
  }
  look()
  await fill(index, new Budget(), { now: () => at, wait })
  const select = (params: Record<string, string>) => {
    const query = parseIndexQuery({ sort: 'Modified', ...params })
    if (!query) throw new Error('A sort is a query')
    return selectRows(index.entries(), query, at)
  }
  return { index, select }
}

it('fills an index of everything that SageMaker does not filter by, tags and list in hundreds', async () => {
  const { clients } = testContext(account)
  await account.orderFaults([])
  const { index, select } = await filled(clients, ['state', 'access', 'tags', 'container', 'cost'])
  const calls = await account.callsMade()
  const made = (operation: string) => calls.filter((call) => call === operation).length
  expect([made('ListEndpoints'), made('ListTags')]).toEqual([2, 0])
  const { columns, listed, currency } = index.progress(['state', 'access', 'tags', 'container', 'cost'], Date.now())
  expect(Object.values(columns).map(({ read, complete }) => [read, complete])).toEqual(Array(5).fill([listed, true]))
  expect(currency).toBe('USD')
  expect(select({ tag: 'team:growth' }).entries.map(({ row }) => row.name)).toEqual(['many-007'])
  expect(select({ state: 'live' }).entries.map(({ row }) => row.name)).toEqual(['iris-xgboost'])
  expect(select({ container: 'xgboost' }).matched).toBeGreaterThan(100)
  expect(select({ cost: '0.01', search: 'iris-xgb' }).entries[0]?.facts.hour).toBeGreaterThan(0)
})

it('names the action that the index was denied, and fills the other columns', async () => {
  const { clients: allowed } = testContext(account)
  const clients = {
    ...allowed,
    ...(await account.restricted(['tag:GetResources', 'sagemaker:DescribeEndpointConfig'])),
  }
  const { index } = await filled(clients, ['state', 'tags', 'cost'])
  const { columns } = index.progress(['state', 'tags', 'cost'], Date.now())
  expect(columns.state?.complete).toBe(true)
  expect(columns.tags?.failure?.denied?.action).toBe('tag:GetResources')
  expect(columns.cost?.failure?.denied?.action).toBe('sagemaker:DescribeEndpointConfig')
})

it('plans and writes tags, and names who is not allowed to', async () => {
  const { clients } = testContext(account)
  const tags = [{ key: 'team', value: 'fraud' }]
  await writeTags(clients, 'many-001', tags)
  expect(
    (await planTags(clients, ['many-001', 'many-007', 'none-such'], tags)).map(({ failure, ...row }) => row),
  ).toEqual([
    { name: 'many-001', changes: [] },
    { name: 'many-007', changes: [{ key: 'team', from: 'growth', to: 'fraud' }] },
    { name: 'none-such', changes: [] },
  ])
  const denied = { ...clients, ...(await account.restricted(['sagemaker:AddTags'])) }
  const refused = await writeTags(denied, 'many-002', tags)
  expect(refused).toMatchObject({ ok: false, error: { denied: { action: 'sagemaker:AddTags' } } })
})

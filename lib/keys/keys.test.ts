/** Keys for callers, through the real SDK and at the public API. */

import { GetApiKeysCommand } from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { until } from '../../sandbox/testing/wait'
import { createClients } from '../aws/client/create-clients'
import { defaultSpec } from '../spec/defaults'
import { onlyRoute } from '../spec/spec'
import { runTrace } from '../trace/run'
import { testEventsOf } from '../trace/test-events'
import { hopIds, type TraceEvent } from '../trace/types'
import { runDeploy, runRemove } from '../wiring/engine'
import { testContext, unwrap } from '../wiring/testing'
import { createKey, revokeKey, rotateKey, setKeyEnabled } from './change-keys'
import { listKeys } from './list-keys'
import { readPlaygroundKey } from './playground-key'

const endpointName = 'iris-xgboost'
const spec = {
  ...defaultSpec(endpointName, 'Real-time'),
  access: { kind: 'key' as const, rateLimit: 50, burstLimit: 100, quotaPerDay: 500 },
}

let account: TestAccount
let url = ''
const place = () => ({ clients: testContext(account).clients, endpointName, person: 'ana@acme.dev' })
const list = () => listKeys(place().clients, endpointName, new Date())
const call = async (value: string) =>
  (await fetch(`${url}?data=5.1,3.5,1.4,0.2`, { headers: { 'x-api-key': value } })).status
const opens = (value: string) =>
  until(
    () => call(value),
    (status) => status === 200,
  )
const quiet = () => {}

beforeAll(async () => {
  account = await createTestAccount()
  url = unwrap(await runDeploy(testContext(account), spec, quiet)).invokeUrl ?? ''
})
afterAll(() => account.close())

describe('a key', () => {
  it('is made, opens the URL after some seconds, is counted, and its value is in no list', async () => {
    const made = unwrap(await createKey(place(), 'Mobile app'))
    expect(made.value.length).toBeGreaterThanOrEqual(20)
    expect(await call(made.value)).toBe(403)
    await opens(made.value)
    const now = await list()
    expect(now.keys).toMatchObject([
      { id: made.id, name: 'Mobile app', enabled: true, createdBy: 'ana@acme.dev', usedToday: 1, isReplaced: false },
    ])
    expect(now.limits).toEqual({ rateLimit: 50, burstLimit: 100, quotaPerDay: 500 })
    expect(now.playground?.usedToday).toBeGreaterThan(0)
    expect(JSON.stringify(now)).not.toContain(made.value)
  })

  it('is rotated: the old value goes on until it is revoked', async () => {
    const [old] = (await list()).keys
    const oldValue = (
      await place().clients.apiGateway.send(new GetApiKeysCommand({ includeValues: true, nameQuery: 'Mobile' }))
    ).items?.[0]?.value
    const fresh = unwrap(await rotateKey(place(), old?.id ?? ''))
    expect(fresh).toMatchObject({ name: 'Mobile app' })
    await opens(fresh.value)
    expect(await call(oldValue ?? '')).toBe(200)
    const both = (await list()).keys
    expect(both).toHaveLength(2)
    expect(both.find(({ id }) => id === old?.id)?.isReplaced).toBe(true)
    unwrap(await revokeKey(place(), old?.id ?? ''))
    expect(await call(oldValue ?? '')).toBe(403)
    expect((await list()).keys).toMatchObject([{ id: fresh.id, isReplaced: false }])
    expect(await call(fresh.value)).toBe(200)
    // Gone already is as good as revoked.
    unwrap(await revokeKey(place(), old?.id ?? ''))
  })

  it('is disabled and enabled', async () => {
    const made = unwrap(await createKey(place(), 'Partner'))
    await opens(made.value)
    unwrap(await setKeyEnabled(place(), made.id, false))
    expect(await call(made.value)).toBe(403)
    unwrap(await setKeyEnabled(place(), made.id, true))
    expect(await call(made.value)).toBe(200)
  })

  it('stays while the URL is deployed again with other limits', async () => {
    const before = (await list()).keys.map(({ id }) => id)
    unwrap(await runDeploy(testContext(account), { ...spec, access: { ...spec.access, quotaPerDay: 900 } }, quiet))
    const now = await list()
    expect(now.keys.map(({ id }) => id)).toEqual(before)
    expect(now.limits?.quotaPerDay).toBe(900)
  })
})

it('a trace calls the URL with the playground’s key, and shows it to nobody', async () => {
  const value = await readPlaygroundKey(place().clients, endpointName)
  const { resourcePath, queryParameter, request, contract } = onlyRoute(spec)
  const facts = { resourcePath, stage: spec.stage, queryParameter, request, contract }
  const origin = 'http://localhost:3000'
  const [event] = testEventsOf({ ...facts, origin, streaming: false }, '5.1,3.5,1.4,0.2')
  if (!event || !value) throw new Error('event and key wanted')
  const reported: TraceEvent[] = []
  for await (const one of runTrace(testContext(account), endpointName, event.event)) reported.push(one)
  const outcomes = reported.flatMap((one) => (one.type === 'hop' ? [`${one.outcome.hop} ${one.outcome.state}`] : []))
  expect(outcomes).toEqual(hopIds.map((hop) => `${hop} answered`))
  expect(JSON.stringify(reported)).not.toContain(value)
})

it('refuses a name that is taken, and ids that are not of this URL', async () => {
  expect(await createKey(place(), 'Partner')).toMatchObject({ ok: false, error: { code: 'key-name-taken' } })
  const { items } = await place().clients.apiGateway.send(new GetApiKeysCommand({ nameQuery: 'portico-' }))
  const playground = items?.[0]?.id ?? ''
  for (const id of ['none', playground]) {
    expect(await rotateKey(place(), id)).toMatchObject({ ok: false, error: { code: 'no-such-key' } })
    expect(await setKeyEnabled(place(), id, false)).toMatchObject({ ok: false, error: { code: 'no-such-key' } })
    unwrap(await revokeKey(place(), id))
  }
  expect(await readPlaygroundKey(place().clients, endpointName)).toMatch(/.{20}/)
})

it('is changed by nobody whom AWS refuses', async () => {
  const response = await fetch(`${account.url}/_sandbox/accounts/${account.accountId}/keys`, {
    method: 'POST',
    body: JSON.stringify({ deny: ['apigateway:PATCH'] }),
  })
  const credentials = (await response.json()) as { accessKeyId: string; secretAccessKey: string }
  const clients = createClients({ region: account.region, endpointUrl: account.url, credentials })
  const [first] = (await list()).keys
  await expect(setKeyEnabled({ ...place(), clients }, first?.id ?? '', false)).rejects.toMatchObject({
    name: 'AccessDeniedException',
  })
  expect((await listKeys(clients, endpointName, new Date())).keys.length).toBeGreaterThan(0)
})

it('has nothing to be made for once the URL is gone', async () => {
  unwrap(await runRemove(testContext(account), endpointName, quiet))
  expect(await list()).toEqual({ keys: [] })
  expect(await createKey(place(), 'Late')).toMatchObject({ ok: false, error: { code: 'no-usage-plan' } })
  expect(await readPlaygroundKey(place().clients, endpointName)).toBeUndefined()
})

/** A URL that is not open to all is called as an allowed caller; if the console cannot be one, that is said. */

import { DeleteApiKeyCommand, GetApiKeysCommand, UpdateApiKeyCommand } from '@aws-sdk/client-api-gateway'
import { CreateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider'
import { DeleteFunctionCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { defaultSpec } from '../spec/defaults'
import type { FlatSpec } from '../spec/flat-spec'
import { authorizerNamesOf } from '../spec/names'
import { onlyRoute } from '../spec/spec'
import { withFields } from '../spec/testing'
import { runDeploy } from '../wiring/engine'
import { testContext, unwrap } from '../wiring/testing'
import { repairingSpec } from './fix'
import { runTrace } from './run'
import { testEventsOf } from './test-events'
import type { Diagnosis, HopOutcome } from './types'

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const specOf = (change: Partial<FlatSpec>) =>
  withFields(defaultSpec(endpointName, 'Real-time' as const), { sampleRow: row, ...change })

async function traced(change: Partial<FlatSpec>, eventId: string) {
  unwrap(await runDeploy(testContext(account), specOf(change), () => {}))
  return trace(change, eventId)
}

/** @param headers beside those of the event */
async function trace(change: Partial<FlatSpec>, eventId: string, headers: Record<string, string> = {}) {
  const context = testContext(account)
  const spec = specOf(change)
  const { resourcePath, queryParameter, request, contract } = onlyRoute(spec)
  const place = { resourcePath, stage: spec.stage, queryParameter, request, contract }
  const facts = { ...place, origin: context.consoleOrigin, streaming: false }
  const found = testEventsOf(facts, row).find(({ id }) => id === eventId)?.event ?? expect.unreachable()
  const event = { ...found, headers: { ...found.headers, ...headers }, multiValueHeaders: null }
  const outcomes: HopOutcome[] = []
  let diagnosis: Diagnosis | undefined
  for await (const one of runTrace(context, endpointName, event)) {
    if (one.type === 'hop') outcomes.push(one.outcome)
    if (one.type === 'ended') diagnosis = one.diagnosis
  }
  return { outcomes, diagnosis, states: outcomes.map(({ hop, state }) => `${hop} ${state}`) }
}

const whole = ['endpoint answered', 'function answered', 'method answered', 'url answered', 'browser answered']
const keyed = { access: { kind: 'key' as const, rateLimit: 10, burstLimit: 20 } }
const bearer = { access: { ...keyed.access, header: 'authorization' as const } }
const signedOnly = { access: { kind: 'iam' as const } }

it.each([
  ['with the playground’s key', keyed, 'get'],
  ['with the playground’s key in Authorization', bearer, 'get'],
  ['with a signature over the query', signedOnly, 'get'],
  ['with a signature over the body', signedOnly, 'post-csv'],
])('%s', async (_, access, eventId) => {
  const { states, diagnosis, outcomes } = await traced(access, eventId)
  expect(diagnosis).toBeUndefined()
  expect(states).toEqual(whole)
  // Neither key nor signature is in what the page gets.
  expect(JSON.stringify(outcomes.find(({ hop }) => hop === 'url'))).not.toMatch(/AWS4-HMAC|x-api-key|Bearer/i)
})

it.each<[string, (key: string) => Promise<unknown>, RegExp]>([
  [
    'disabled',
    (apiKey) =>
      account.apiGateway.send(
        new UpdateApiKeyCommand({ apiKey, patchOperations: [{ op: 'replace', path: '/enabled', value: 'false' }] }),
      ),
    /enabled as false/,
  ],
  ['deleted', (apiKey) => account.apiGateway.send(new DeleteApiKeyCommand({ apiKey })), /lists no key/],
])('with the playground’s key %s, that is named and put back', async (_, change, proof) => {
  await traced(keyed, 'get')
  const { items = [] } = await account.apiGateway.send(new GetApiKeysCommand({}))
  await change(items[0]?.id ?? '')
  const { diagnosis } = await trace(keyed, 'get')
  expect(diagnosis).toMatchObject({ hop: 'url', id: 'playground-key', proof: expect.stringMatching(proof) })
  expect(diagnosis?.fix).toMatchObject({ kind: 'repair' })
  // A key of a caller that is refused is another matter.
  const own = await trace(keyed, 'get', { 'X-Api-Key': 'a'.repeat(40) })
  expect(own.diagnosis).toMatchObject({ id: 'api-key' })
  unwrap(
    await runDeploy(
      testContext(account),
      unwrap(await repairingSpec(testContext(account), endpointName, 'repair')),
      () => {},
    ),
  )
  expect((await trace(keyed, 'get')).diagnosis).toBeUndefined()
})

it('says which part of the way reads no key, and puts the authorizer back', async () => {
  await traced(bearer, 'get')
  const other = await trace(bearer, 'get', { Authorization: 'Basic a' })
  expect(other.diagnosis).toMatchObject({ hop: 'url', id: 'key-form' })
  const wrong = await trace(bearer, 'get', { Authorization: `Bearer ${'a'.repeat(40)}` })
  expect(wrong.diagnosis).toMatchObject({ hop: 'url', id: 'api-key' })
  const { functionName } = authorizerNamesOf(endpointName, testContext(account).target)
  await account.lambda.send(new DeleteFunctionCommand({ FunctionName: functionName }))
  await account.pass(61_000)
  const { diagnosis } = await trace(bearer, 'get')
  expect(diagnosis).toMatchObject({
    hop: 'url',
    id: 'authorizer-failed',
    proof: `The gateway answers AuthorizerConfigurationException; ${functionName} is missing.`,
    fix: { kind: 'repair' },
  })
  const spec = unwrap(await repairingSpec(testContext(account), endpointName, 'repair'))
  unwrap(await runDeploy(testContext(account), spec, () => {}))
  expect((await trace(bearer, 'get')).diagnosis).toBeUndefined()
})

it('without a token of the user pool its 401 is as the spec says, and the rest is called', async () => {
  const pool = await account.cognito.send(new CreateUserPoolCommand({ PoolName: 'callers' }))
  const access = { kind: 'cognito' as const, userPoolArn: pool.UserPool?.Arn ?? '' }
  const { states, diagnosis, outcomes } = await traced({ access }, 'get')
  expect(diagnosis).toBeUndefined()
  expect(states).toEqual(whole.map((one) => (one === 'url answered' ? 'url skipped' : one)))
  expect(outcomes.find(({ hop }) => hop === 'url')).toMatchObject({
    why: expect.stringMatching(/401 without a token, as the spec says.*header Authorization/),
  })
})

it('from an address that the list keeps out, that is as the spec says', async () => {
  const { states, diagnosis } = await traced({ allowedIps: ['203.0.113.0/24'] }, 'get')
  expect(diagnosis).toBeUndefined()
  expect(states.slice(2)).toEqual(['method answered', 'url skipped', 'browser skipped'])
})

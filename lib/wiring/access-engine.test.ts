/** Who gets through a deployed URL, by each way of access: through the engine, and called like by a caller. */

import { createHash } from 'node:crypto'
import { UpdateRestApiCommand } from '@aws-sdk/client-api-gateway'
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { signed } from '../../sandbox/testing/signed'
import { until } from '../../sandbox/testing/wait'
import { signRequest } from '../aws/sign-request'
import { listUserPools } from '../aws/user-pools'
import { defaultSpec } from '../spec/defaults'
import type { FlatSpec } from '../spec/flat-spec'
import { onlyRoute, type WiringSpec } from '../spec/spec'
import { withFields } from '../spec/testing'
import { planDeploy, runDeploy } from './engine'
import { readWiring } from './read/current'
import { ownUrl } from './read/own-url'
import type { JobStep } from './state/plan'
import { testContext, unwrap } from './testing'

const row = '5.1,3.5,1.4,0.2'
const here = '127.0.0.1'
const elsewhere = '203.0.113.0/24'

let account: TestAccount
let other: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
  other = await createTestAccount({ seed: false })
})
afterAll(() => {
  account.close()
  other.close()
})

async function deployed(change: Partial<FlatSpec>, keys = account.credentials) {
  const steps = new Map<string, JobStep>()
  const spec: WiringSpec = withFields(defaultSpec('iris-xgboost', 'Real-time'), { sampleRow: row, ...change })
  const context = testContext({ ...account, credentials: keys })
  const outcome = unwrap(await runDeploy(context, spec, (step) => steps.set(step.id, step)))
  const url = `${outcome.invokeUrl}?data=${encodeURIComponent(row)}`
  return {
    url,
    invokeUrl: outcome.invokeUrl ?? '',
    outcome,
    said: (id: string) => steps.get(id)?.detail ?? '',
    context,
    spec,
  }
}

const seen = async (url: string, request: RequestInit = {}) => {
  const response = await fetch(url, request)
  const text = await response.text()
  return response.status === 200 ? '200' : `${response.status} ${(JSON.parse(text) as { message: string }).message}`
}

/** Nothing to write, nothing that differs. */
async function settled({ context, spec }: Awaited<ReturnType<typeof deployed>>) {
  expect(unwrap(await runDeploy(context, spec, () => {})).writes).toBe(0)
  const { state, resources } = await readWiring(context, onlyRoute(spec).endpointName)
  expect([state, ...resources.filter(({ health }) => health !== 'healthy')]).toEqual(['live'])
}

describe('a URL for signed requests', () => {
  let wired: Awaited<ReturnType<typeof deployed>>
  beforeAll(async () => {
    wired = await deployed({ access: { kind: 'iam' } })
  })
  const ago = (ms: number) => new Date(Date.now() - ms).toISOString().replace(/[-:]|\.\d{3}/g, '')

  it('is proved by the console’s own signature, the model too', async () => {
    expect(wired.said('probe')).toMatch(/^200 from version 1/)
    expect(wired.outcome.sample?.status).toBe(200)
    await settled(wired)
  })

  it.each<[string, () => Promise<RequestInit>, string | RegExp]>([
    ['unsigned', async () => ({}), '403 Missing Authentication Token'],
    ['signed', () => signed(account.credentials, wired.url), '200'],
    [
      'signed with another secret',
      () => signed({ ...account.credentials, secretAccessKey: 'x' }, wired.url),
      /^403 The request signature we calculated does not match/,
    ],
    [
      'signed with an unknown key',
      () => signed({ ...account.credentials, accessKeyId: 'AKIAUNKNOWN000000000' }, wired.url),
      '403 The security token included in the request is invalid.',
    ],
    [
      'signed ten minutes ago',
      () => signed(account.credentials, wired.url, { datetime: ago(600_000) }),
      /^403 Signature expired/,
    ],
    [
      'signed for another row',
      () => signed(account.credentials, `${wired.invokeUrl}?data=1`),
      /^403 The request signature/,
    ],
    [
      'signed by whom a policy denies it',
      async () => signed((await account.restrictedKeys(['execute-api:*'])).keys, wired.url),
      /^403 User: arn:aws:iam::\d+:user\/restricted-\w+ is not authorized to perform: execute-api:Invoke .* with an explicit deny$/,
    ],
    [
      'signed in another account',
      () => signed(other.credentials, wired.url),
      /^403 User: .* is not authorized to perform: execute-api:Invoke/,
    ],
  ])('%s', async (_, request, response) => {
    expect(await seen(wired.url, await request())).toMatch(
      typeof response === 'string' ? new RegExp(`^${response}$`) : response,
    )
  })

  it('takes a signature over the hash of a body that somebody else sends, at the address of the tags', async () => {
    const { context } = wired
    const url = (await ownUrl(context, 'iris-xgboost')) ?? ''
    expect(url).toBe(wired.invokeUrl)
    expect(await ownUrl(context, 'nothing-here')).toBeUndefined()
    const body = `${row}\n${row}`
    const bodySha256 = createHash('sha256').update(body).digest('hex')
    const headers = await signRequest(context.clients, { method: 'POST', url, bodySha256 })
    expect(await seen(url, { method: 'POST', headers: { ...headers, 'content-type': 'text/csv' }, body })).toBe('200')
    expect(await seen(url, { method: 'POST', headers, body: 'other' })).toMatch(/^403 The request signature/)
    expect(JSON.stringify(headers)).not.toContain(account.credentials.secretAccessKey)
  })

  it('allows a browser to send the signature', async () => {
    const preflight = await fetch(wired.url, { method: 'OPTIONS' })
    expect(preflight.headers.get('access-control-allow-headers')).toContain('X-Amz-Date,X-Amz-Security-Token')
    const refused = await fetch(wired.url)
    expect(refused.headers.get('access-control-allow-origin')).toBe('http://localhost:3000')
  })

  it('is proved behind the door where the console itself cannot call', async () => {
    const { keys } = await account.restrictedKeys(['execute-api:Invoke'])
    const again = await deployed({ access: { kind: 'iam' }, memoryMb: 320 }, keys)
    expect(again.said('probe')).toMatch(/lack execute-api:Invoke.*version 2 answers the gateway's own test/)
    expect(again.outcome.sample?.status).toBe(200)
  })
})

describe('a URL for some addresses', () => {
  it('keeps others out, says that it does so to the console, and allows them once they are in the list', async () => {
    const outside = await deployed({ allowedIps: [elsewhere] })
    expect(outside.said('probe')).toMatch(
      /^The allow-list keeps this console's address out, as the spec says; behind it version/,
    )
    expect(outside.outcome.sample?.status).toBe(200)
    const denied = /^403 User: anonymous is not authorized to perform: execute-api:Invoke .* with an explicit deny$/
    expect(await seen(outside.url)).toMatch(denied)
    expect(await seen(outside.url, { headers: { 'x-forwarded-for': '203.0.113.7' } })).toMatch(denied)
    expect((await fetch(outside.url, { method: 'OPTIONS' })).status).toBe(200)
    await settled(outside)
    const inside = await deployed({ allowedIps: [elsewhere, here] })
    expect(inside.said('probe')).toMatch(/^200 from version/)
    expect(await seen(inside.url)).toBe('200')
    await settled(inside)
  })

  it('shows the whole policy before anything is written, and its drift after', async () => {
    const wired = await deployed({ allowedIps: [here] })
    const spec = { ...wired.spec, allowedIps: [elsewhere] }
    const plan = unwrap(await planDeploy(wired.context, spec))
    const documents = plan.items.flatMap((item) => item.documents ?? [])
    expect(documents.find(({ name }) => name === 'Resource policy')?.text).toMatch(
      /"NotIpAddress"[\s\S]*203\.0\.113\.0\/24/,
    )
    const restApiId = new URL(wired.url).pathname.split('/')[3] ?? ''
    const open = { op: 'replace' as const, path: '/policy', value: '' }
    await account.apiGateway.send(new UpdateRestApiCommand({ restApiId, patchOperations: [open] }))
    const { resources } = await readWiring(wired.context, 'iris-xgboost')
    expect(resources.filter(({ health }) => health === 'changed').map(({ why }) => why)).toEqual([
      'policy (not published)',
    ])
  })

  it('holds beside a signature', async () => {
    const { url } = await deployed({ access: { kind: 'iam' }, allowedIps: [elsewhere] })
    expect(await seen(url, await signed(account.credentials, url))).toMatch(
      /user\/admin is not authorized .* with an explicit deny/,
    )
    const again = await deployed({ access: { kind: 'iam' }, allowedIps: [here] })
    expect(await seen(again.url, await signed(account.credentials, again.url))).toBe('200')
    expect(await seen(again.url)).toBe('403 Missing Authentication Token')
  })
})

const password = 'Second-1234'
async function newPool(name: string) {
  const { cognito } = account
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: name }))
  const UserPoolId = UserPool?.Id ?? ''
  const minutes = { AccessToken: 'minutes', IdToken: 'minutes' } as const
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'app',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      IdTokenValidity: 5,
      AccessTokenValidity: 5,
      TokenValidityUnits: minutes,
    }),
  )
  await cognito.send(new AdminCreateUserCommand({ UserPoolId, Username: 'ana' }))
  await cognito.send(
    new AdminSetUserPasswordCommand({ UserPoolId, Username: 'ana', Password: password, Permanent: true }),
  )
  const tokens = async () => {
    const { AuthenticationResult } = await cognito.send(
      new InitiateAuthCommand({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: UserPoolClient?.ClientId ?? '',
        AuthParameters: { USERNAME: 'ana', PASSWORD: password },
      }),
    )
    return { id: AuthenticationResult?.IdToken ?? '', access: AuthenticationResult?.AccessToken ?? '' }
  }
  return { arn: UserPool?.Arn ?? '', tokens }
}

describe('a URL for people of a user pool', () => {
  let pool: Awaited<ReturnType<typeof newPool>>
  let strangers: Awaited<ReturnType<typeof newPool>>
  beforeAll(async () => {
    pool = await newPool('people')
    strangers = await newPool('strangers')
  })
  const withToken = (token: string) => ({ headers: { authorization: token } })

  it('refuses the console, as the spec says, and is proved behind the door', async () => {
    const wired = await deployed({ access: { kind: 'cognito', userPoolArn: pool.arn } })
    expect(wired.said('probe')).toMatch(/^401 without a token, as the spec says.*behind it version \d+ answers/)
    expect(wired.outcome.sample?.status).toBe(200)
    await settled(wired)
  })

  it('takes its own people’s tokens while they hold, and nobody else’s', async () => {
    const { url } = await deployed({ access: { kind: 'cognito', userPoolArn: pool.arn } })
    const { id, access } = await pool.tokens()
    expect(await seen(url, withToken(id))).toBe('200')
    expect(await seen(url, withToken(`Bearer ${id}`))).toBe('200')
    for (const token of [access, (await strangers.tokens()).id, 'abc'])
      expect(await seen(url, withToken(token))).toBe('401 Unauthorized')
    expect(await seen(url)).toBe('401 Unauthorized')
    // Five minutes of AWS's time.
    const late = await until(
      () => seen(url, withToken(id)),
      (response) => response !== '200',
      { everyMs: 500 },
    )
    expect(late).toBe('401 The incoming token has expired')
  })

  it('with scopes takes access tokens that have one', async () => {
    const { tokens, arn } = pool
    const scope = 'aws.cognito.signin.user.admin'
    const scoped = await deployed({ access: { kind: 'cognito', userPoolArn: arn, scopes: [scope, 'iris/predict'] } })
    const { id, access } = await tokens()
    expect(await seen(scoped.url, withToken(access))).toBe('200')
    expect(await seen(scoped.url, withToken(id))).toBe('401 Unauthorized')
    await settled(scoped)
    const other = await deployed({ access: { kind: 'cognito', userPoolArn: arn, scopes: ['iris/predict'] } })
    expect(await seen(other.url, withToken((await tokens()).access))).toBe('401 Unauthorized')
  })

  it('is listed for the form, and named in the plan where it does not exist', async () => {
    const context = testContext(account)
    const pools = await listUserPools(context.clients.cognito, context.target)
    expect(pools.map(({ name }) => name)).toEqual(['people', 'strangers'])
    expect(pools[0]?.arn).toBe(pool.arn)
    const spec = defaultSpec('iris-xgboost', 'Real-time')
    const blockersOf = async (userPoolArn: string, clients = context) =>
      unwrap(await planDeploy(clients, { ...spec, access: { kind: 'cognito', userPoolArn } })).blockers
    expect(await blockersOf(pool.arn)).toEqual([])
    const missing = pool.arn.replace(/_.*$/, '_nothing00')
    expect(await blockersOf(missing)).toMatchObject([
      { message: 'There is no user pool us-east-1_nothing00 in us-east-1.' },
    ])
    // Who cannot look can still name one.
    const { keys } = await account.restrictedKeys(['cognito-idp:*'])
    expect(await blockersOf(missing, testContext({ ...account, credentials: keys }))).toEqual([])
  })

  it('can be opened again', async () => {
    const { url } = await deployed({})
    expect(await seen(url)).toBe('200')
  })
})

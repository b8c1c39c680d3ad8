/** Keys in `Authorization: Bearer`, through the engine, and called by OpenAI's client as its users call. */
import {
  DeleteAuthorizerCommand,
  GetAuthorizersCommand,
  GetRestApiCommand,
  UpdateAuthorizerCommand,
  UpdateRestApiCommand,
} from '@aws-sdk/client-api-gateway'
import { AttachRolePolicyCommand, GetRoleCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam'
import {
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../../sandbox/testing/account'
import { functionZip } from '../../../../sandbox/testing/function-zip'
import { until } from '../../../../sandbox/testing/wait'
import { createClients } from '../../../aws/client/create-clients'
import { createKey, revokeKey } from '../../../keys/change-keys'
import type { KeyAccess } from '../../../spec/api-parts/access'
import { defaultSpec } from '../../../spec/defaults'
import { authorizerNamesOf, namesOf } from '../../../spec/names'
import type { WiringSpec } from '../../../spec/spec'
import { withFields } from '../../../spec/testing'
import { planDeploy, planRemove, runDeploy, runRemove } from '../../engine'
import type { WiringContext } from '../../run/context'
import { testContext, unwrap } from '../../testing'
import { authorizerRead } from './read'

const endpointName = 'sagemaker-chat-lmi'
const messages = [{ role: 'user' as const, content: 'What is a pipeline?' }]
const short = { model: 'sage', messages, max_tokens: 1 }

let account: TestAccount
let context: WiringContext
beforeAll(async () => {
  account = await createTestAccount()
  context = testContext(account, { callers: true })
})
afterAll(() => account.close())

const specWith = (header?: KeyAccess['header'], access: Partial<KeyAccess> = {}): WiringSpec => ({
  ...withFields(defaultSpec(endpointName, 'Real-time'), {
    contract: { features: [], input: { kind: 'chat', stream: false, parameters: [] } },
    sampleRow: 'What is a pipeline?',
    throttle: { rateLimit: 200, burstLimit: 400 },
    access: { kind: 'key', rateLimit: 200, burstLimit: 400, ...(header ? { header } : {}), ...access },
  }),
  openAi: { model: 'sage', container: 'openai' },
})
const deploy = async (spec: WiringSpec) => unwrap(await runDeploy(context, spec, () => {}))
const plan = async (spec: WiringSpec) => unwrap(await planDeploy(context, spec))
const changes = async (spec: WiringSpec) =>
  (await plan(spec)).items
    .filter(({ change }) => change !== 'none')
    .map(({ change, type, fields }) => [change, type, ...fields.map(({ field }) => field)].join(' '))
const newKey = async (name: string) =>
  unwrap(await createKey({ clients: context.clients, endpointName, person: 'ana@acme.dev' }, name))
const revoke = (id: string) => revokeKey({ clients: context.clients, endpointName, person: 'ana@acme.dev' }, id)

const clientOf = (baseURL: string, apiKey: string) => new OpenAI({ baseURL, apiKey, maxRetries: 0 })
/** `200`, or the status and code of the refusal. */
const called = (baseURL: string, apiKey: string) =>
  clientOf(baseURL, apiKey)
    .chat.completions.create(short)
    .then(
      () => '200',
      (error: InstanceType<typeof OpenAI.APIError>) => `${error.status} ${error.code}`,
    )
/** A new key takes some seconds until it opens anything. */
const opens = (url: string, key: string) =>
  until(
    () => called(url, key),
    (status) => status === '200',
  )
const sentAs = async (url: string, headers: Record<string, string>) => {
  const response = await fetch(`${url}/models`, { headers })
  return [response.status, response.headers.get('x-amzn-errortype'), (await response.json()).error?.code]
}
const names = () => authorizerNamesOf(endpointName, context.target)
const look = () => ({
  ...{ endpointName, target: context.target, names: namesOf(endpointName, context.target), apis: [], everything: true },
})

describe('a key in Authorization', () => {
  let url: string
  let restApiId: string
  let key: { id: string; value: string }
  beforeAll(async () => {
    const rows = (await changes(specWith('authorization'))).filter((row) => row.includes('authorizer'))
    expect(rows).toEqual(['create authorizer-role', 'create authorizer-function', 'create authorizer-permission'])
    const outcome = await deploy(specWith('authorization'))
    url = outcome.invokeUrl ?? ''
    restApiId = outcome.restApiId ?? ''
    key = await newKey('client')
    await opens(url, key.value)
  })

  it('is deployed as planned: the same deploy writes nothing more', async () => {
    expect((await deploy(specWith('authorization'))).writes).toBe(0)
    expect(await changes(specWith('authorization'))).toEqual([])
  })

  it('is read by a function whose role allows nothing, and that the authorizers of this API alone can call', async () => {
    const { functionName, roleName } = names()
    const { items } = await account.apiGateway.send(new GetAuthorizersCommand({ restApiId }))
    expect(items).toEqual([
      expect.objectContaining({ type: 'TOKEN', authorizerResultTtlInSeconds: 60, name: 'bearer' }),
    ])
    expect((await account.apiGateway.send(new GetRestApiCommand({ restApiId }))).apiKeySource).toBe('AUTHORIZER')
    const { Policy = '' } = await account.lambda.send(new GetPolicyCommand({ FunctionName: functionName }))
    const { Statement } = JSON.parse(Policy)
    expect(Statement).toHaveLength(1)
    expect(Statement[0].Condition.ArnLike['AWS:SourceArn']).toBe(
      `arn:aws:execute-api:${account.region}:${account.accountId}:${restApiId}/authorizers/*`,
    )
    const { PolicyNames } = await account.iam.send(new ListRolePoliciesCommand({ RoleName: roleName }))
    expect(PolicyNames).toEqual([])
  })

  it('opens the URL for OpenAI’s client as it is; a wrong or a missing one gets 401', async () => {
    expect(await called(url, key.value)).toBe('200')
    expect(await called(url, 'wrong-wrong-wrong-wrong')).toBe('401 invalid_api_key')
    const refused = [401, 'UnauthorizedException', 'invalid_api_key']
    expect(await sentAs(url, {})).toEqual(refused)
    expect(await sentAs(url, { authorization: `Basic ${key.value}` })).toEqual(refused)
    expect(await sentAs(url, { authorization: `Bearer ${key.value} more` })).toEqual(refused)
    expect(await sentAs(url, { 'x-api-key': key.value })).toEqual(refused)
    expect((await sentAs(url, { authorization: `bearer  ${key.value}` }))[0]).toBe(200)
    // Another path than the first call's, within the time that the answer is kept.
    expect((await fetch(`${url}/models`, { headers: { authorization: `Bearer ${key.value}` } })).status).toBe(200)
    const elsewhere = `${url}x`
    const unknown = await fetch(elsewhere)
    expect([unknown.status, (await unknown.json()).error.code]).toEqual([404, 'unknown_url'])
    // On no path of the API the gateway reads Authorization as a signature, whatever the paths that there are want.
    const signed = await fetch(elsewhere, { headers: { authorization: `Bearer ${key.value}` } })
    expect([signed.status, (await signed.json()).error.type]).toEqual([403, 'invalid_request_error'])
  })

  it('opens nothing from the moment that it is revoked, though the authorizer’s answer is kept', async () => {
    const other = await newKey('leaver')
    await opens(url, other.value)
    expect(await called(url, other.value)).toBe('200')
    unwrap(await revoke(other.id))
    expect(await called(url, other.value)).toBe('401 invalid_api_key')
    expect(await called(url, key.value)).toBe('200')
  })

  const drift: [point: string, change: () => Promise<unknown>, rows: string[]][] = [
    [
      'kept longer',
      async () =>
        account.apiGateway.send(
          new UpdateAuthorizerCommand({
            restApiId,
            authorizerId: (await account.apiGateway.send(new GetAuthorizersCommand({ restApiId }))).items?.[0]?.id,
            patchOperations: [{ op: 'replace', path: '/authorizerResultTtlInSeconds', value: '3600' }],
          }),
        ),
      ['update api-definition authorizers'],
    ],
    [
      'read from the other header',
      () =>
        account.apiGateway.send(
          new UpdateRestApiCommand({
            restApiId,
            patchOperations: [{ op: 'replace', path: '/apiKeySource', value: 'HEADER' }],
          }),
        ),
      ['update api-definition apiKeySource'],
    ],
    [
      'judged by other code',
      () =>
        account.lambda.send(
          new UpdateFunctionCodeCommand({
            FunctionName: names().functionName,
            ZipFile: functionZip('export const handler = async () => ({})'),
          }),
        ),
      ['update authorizer-function CodeSha256'],
    ],
    [
      'judged by a function that is gone',
      () => account.lambda.send(new DeleteFunctionCommand({ FunctionName: names().functionName })),
      ['create authorizer-function', 'create authorizer-permission'],
    ],
    [
      'judged by a function that the API cannot call',
      async () => {
        const { Policy = '' } = await account.lambda.send(new GetPolicyCommand({ FunctionName: names().functionName }))
        const StatementId = JSON.parse(Policy).Statement[0].Sid
        await account.lambda.send(new RemovePermissionCommand({ FunctionName: names().functionName, StatementId }))
      },
      ['create authorizer-permission'],
    ],
    [
      'judged by a function that can do more',
      () =>
        account.iam.send(
          new AttachRolePolicyCommand({
            RoleName: names().roleName,
            PolicyArn: 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess',
          }),
        ),
      ['update authorizer-role attached policy AmazonSageMakerFullAccess'],
    ],
  ]
  it.each(drift)('%s by hand is drift, and repaired', async (_, change, rows) => {
    await change()
    expect(await changes(specWith('authorization'))).toEqual(rows)
    await deploy(specWith('authorization'))
    expect(await changes(specWith('authorization'))).toEqual([])
    await opens(url, key.value)
  })

  it('keeps the reserved concurrency that its owner set, which bounds what wrong keys can cost', async () => {
    const { functionName: FunctionName } = names()
    await account.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 5 }))
    expect(await changes(specWith('authorization'))).toEqual([])
    const { items } = await plan(specWith('authorization'))
    expect(items.find(({ type }) => type === 'authorizer-function')?.fact).toMatch(/, reserved concurrency 5, set by /)
    await deploy(specWith('authorization', { quotaPerDay: 5_000 }))
    const { Concurrency } = await account.lambda.send(new GetFunctionCommand({ FunctionName }))
    expect(Concurrency?.ReservedConcurrentExecutions).toBe(5)
  })

  it.each(['lambda:GetFunction', 'lambda:GetPolicy', 'iam:GetRole'])(
    'is not known without %s, which is named',
    async (action) => {
      const { keys } = await account.restrictedKeys([action])
      const { region, url: endpointUrl } = account
      const clients = createClients({ region, endpointUrl, credentials: keys })
      const { functionName, roleName } = names()
      expect(await authorizerRead.read(clients, [functionName, roleName], look())).toEqual({
        denied: [expect.stringContaining(` is not allowed to call ${action} on arn:aws:`)],
      })
    },
  )

  it('has its role found again once the account names roles in another way, and nothing else does', async () => {
    const target = { ...context.target, roleNames: { prefix: 'acme-' } }
    const { roleName } = authorizerNamesOf(endpointName, target)
    const found = await authorizerRead.read(context.clients, ['portico-none_authorizer', roleName], {
      ...look(),
      target,
    })
    expect(found).toMatchObject({ function: undefined, roles: [{ name: names().roleName }] })
  })

  it('AWS keeps an authorizer that methods name', async () => {
    const { items = [] } = await account.apiGateway.send(new GetAuthorizersCommand({ restApiId }))
    const remove = new DeleteAuthorizerCommand({ restApiId, authorizerId: items[0]?.id })
    await expect(account.apiGateway.send(remove)).rejects.toThrow('in use by a method')
  })

  it('calls too often get 429 in OpenAI’s form', async () => {
    const limited = specWith('authorization', { quotaPerDay: 40 })
    await deploy(limited)
    const client = clientOf(url, key.value)
    let error: unknown
    for (let left = 50; left > 0 && !error; left -= 1)
      error = await client.models.list().then(
        () => undefined,
        (refused) => refused,
      )
    expect(error).toBeInstanceOf(OpenAI.RateLimitError)
    expect(error).toMatchObject({ status: 429, code: 'insufficient_quota' })
    expect((error as InstanceType<typeof OpenAI.APIError>).headers?.get('retry-after')).toBe('3600')
  })

  it('is changed for another access and back: a stage serves a deployment of before', async () => {
    await deploy(specWith('authorization'))
    const open: WiringSpec = { ...specWith(), access: { kind: 'open' } }
    expect((await changes(open)).filter((row) => row.includes('authorizer-'))).toEqual([
      'delete authorizer-function',
      'delete authorizer-role',
    ])
    await deploy(open)
    expect(await changes(open)).toEqual([])
    expect(await called(url, 'unused')).toBe('200')
    await deploy(specWith('authorization'))
    const again = await newKey('again')
    await opens(url, again.value)
    expect(await sentAs(url, {})).toEqual([401, 'UnauthorizedException', 'invalid_api_key'])
  })

  it('is removed with all that it has', async () => {
    const removal = unwrap(await planRemove(context, endpointName))
    const rows = removal.items.filter(({ type }) => type.startsWith('authorizer'))
    expect(rows.map(({ change, name }) => [change, name])).toEqual([
      ['delete', names().functionName],
      ['delete', names().roleName],
    ])
    unwrap(await runRemove(context, endpointName, () => {}))
    expect(unwrap(await planRemove(context, endpointName)).changeCount).toBe(0)
    await expect(account.lambda.send(new GetFunctionCommand({ FunctionName: names().functionName }))).rejects.toThrow()
    await expect(account.iam.send(new GetRoleCommand({ RoleName: names().roleName }))).rejects.toThrow()
  })
})

describe('the header of a URL that has callers', () => {
  /** Calls on and on while the work runs, and gives what came of each call that was no success. */
  async function whileCalling(url: string, headers: Record<string, string>, work: () => Promise<unknown>) {
    const failed = new Set<string>()
    let [calls, working] = [0, true]
    const caller = async () => {
      while (working) {
        const { status } = await fetch(`${url}/models`, { headers })
        calls += 1
        if (status !== 200) failed.add(String(status))
      }
    }
    const callers = Promise.all([caller(), caller()])
    await work().finally(() => {
      working = false
    })
    await callers
    return { calls, failed: [...failed] }
  }
  const whyOf = async (spec: WiringSpec) =>
    (await plan(spec)).items.find(({ type }) => type === 'api-definition')?.why ?? ''

  it('is changed through both without a failed call of a header that both accept', async () => {
    const url = (await deploy(specWith())).invokeUrl ?? ''
    const { value } = await newKey('steady')
    const [own, bearer] = [{ 'x-api-key': value }, { authorization: `Bearer ${value}` }]
    await until(
      () => sentAs(url, own),
      ([status]) => status === 200,
    )
    const steps: [KeyAccess['header'], object, RegExp][] = [
      ['both', own, /^From the switch on, callers send the key in either header/],
      ['authorization', bearer, /^From the switch on, a key in x-api-key gets 401: [^.]*$/],
      ['both', bearer, /^From the switch on, callers send the key in either header/],
      [undefined, own, /^From the switch on, a key in Authorization alone gets 401: callers send x-api-key$/],
    ]
    for (const [header, headers, why] of steps) {
      expect(await whyOf(specWith(header))).toMatch(why)
      const { calls, failed } = await whileCalling(url, { ...headers }, () => deploy(specWith(header)))
      expect([header, failed]).toEqual([header, []])
      expect(calls).toBeGreaterThan(10)
      expect(await changes(specWith(header))).toEqual([])
    }
    expect(await whyOf(specWith('authorization'))).toMatch(/To change without failed calls, deploy both headers first$/)
  })

  it('of both is judged at each call, and x-api-key counts if both are sent', async () => {
    const outcome = await deploy(specWith('both'))
    const url = outcome.invokeUrl ?? ''
    const { id, value } = await newKey('either')
    await opens(url, value)
    expect((await sentAs(url, { 'X-Api-Key': value }))[0]).toBe(200)
    expect((await sentAs(url, { 'x-api-key': value, authorization: 'Bearer unused' }))[0]).toBe(200)
    expect(await sentAs(url, {})).toEqual([401, 'UnauthorizedException', 'invalid_api_key'])
    expect((await sentAs(url, { 'x-api-key': 'wrong-wrong-wrong-wrong' })).slice(1)).toEqual([
      'ForbiddenException',
      'invalid_api_key',
    ])
    const { items } = await account.apiGateway.send(new GetAuthorizersCommand({ restApiId: outcome.restApiId }))
    expect(items).toEqual([expect.objectContaining({ type: 'REQUEST', authorizerResultTtlInSeconds: 0 })])
    expect((await deploy(specWith('both'))).writes).toBe(0)
    unwrap(await revoke(id))
    expect(await called(url, value)).toBe('401 invalid_api_key')
  })

  it('of a deploy that stopped leaves nothing that the spec of before does not find', async () => {
    await deploy(specWith())
    const stop = new AbortController()
    const stopped = await runDeploy(
      context,
      specWith('authorization'),
      ({ id, state }) => id === 'authorizer' && state === 'done' && stop.abort(),
      { stop: stop.signal },
    )
    expect(stopped).toMatchObject({ ok: false, error: { code: 'stopped' } })
    await account.lambda.send(new GetFunctionCommand({ FunctionName: names().functionName }))
    expect((await changes(specWith())).sort()).toEqual(['delete authorizer-function', 'delete authorizer-role'])
    await deploy(specWith())
    expect(await changes(specWith())).toEqual([])
    await expect(account.lambda.send(new GetFunctionCommand({ FunctionName: names().functionName }))).rejects.toThrow()
    await expect(account.iam.send(new GetRoleCommand({ RoleName: names().roleName }))).rejects.toThrow()
  })
})

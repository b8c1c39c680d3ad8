/** The OpenAI-compatible URL, switched on and off for a public API that callers use, changed by hand, and removed. */
import {
  GetGatewayResponsesCommand,
  GetResourcesCommand,
  PutGatewayResponseCommand,
  UpdateIntegrationCommand,
} from '@aws-sdk/client-api-gateway'
import { GetPolicyCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { defaultSpec } from '../spec/defaults'
import { aliasName, namesOf } from '../spec/names'
import type { OpenAi } from '../spec/route-parts/openai'
import { onlyRoute, type WiringSpec } from '../spec/spec'
import { withFields } from '../spec/testing'
import { planDeploy, runDeploy, runRemove } from './engine'
import { readWiring } from './read/current'
import type { WiringContext } from './run/context'
import { testContext, unwrap } from './testing'

const endpointName = 'sagemaker-chat-lmi'
const specWith = (openAi?: OpenAi): WiringSpec => ({
  ...withFields(defaultSpec(endpointName, 'Real-time'), {
    contract: { features: [], input: { kind: 'chat', stream: false, parameters: [] } },
    sampleRow: 'What is a pipeline?',
  }),
  ...(openAi ? { openAi } : {}),
})
const on = specWith({ model: 'sage', container: 'openai' })
const off = specWith()

let account: TestAccount
let context: WiringContext
beforeAll(async () => {
  account = await createTestAccount()
  context = testContext(account, { callers: true })
})
afterAll(() => account.close())

const deploy = async (spec: WiringSpec) => unwrap(await runDeploy(context, spec, () => {}))
const read = () => readWiring(context, endpointName)
const unhealthy = async () =>
  (await read()).resources
    .filter(({ health }) => health !== 'healthy')
    .map(({ type, fields }) => [type, fields.map(({ field }) => field)])
const restApiId = async () => (await read()).restApiId ?? ''
const resources = async () =>
  (await account.apiGateway.send(new GetResourcesCommand({ restApiId: await restApiId() }))).items ?? []
const paths = async () => (await resources()).map(({ path }) => path).sort()
const ownResponses = async () =>
  ((await account.apiGateway.send(new GetGatewayResponsesCommand({ restApiId: await restApiId() }))).items ?? [])
    .filter(({ defaultResponse }) => !defaultResponse)
    .map(({ responseType }) => responseType)
    .sort()
const sources = async () => {
  const { functionName } = namesOf(endpointName, context.target)
  const { Policy = '' } = await account.lambda.send(
    new GetPolicyCommand({ FunctionName: functionName, Qualifier: aliasName }),
  )
  return (JSON.parse(Policy) as { Statement: { Condition: { ArnLike: Record<string, string> } }[] }).Statement.map(
    ({ Condition }) => Condition.ArnLike['AWS:SourceArn']?.split(':').at(-1)?.split('/').slice(1).join('/'),
  )
}

const path = `/${onlyRoute(on).resourcePath}`
/** Calls the URL's own path until the work is done, and says what callers got. */
async function statusesDuring(work: () => Promise<unknown>): Promise<number[]> {
  const url = (await read()).invokeUrl ?? ''
  const body = JSON.stringify({ messages: [{ role: 'user', content: 'Hi' }], max_tokens: 1 })
  const headers = { 'content-type': 'application/json' }
  let done = false
  const statuses = new Set<number>()
  const calling = (async () => {
    while (!done) statuses.add((await context.fetch(url, { method: 'POST', headers, body })).status)
  })()
  try {
    await work()
  } finally {
    done = true
    await calling
  }
  return [...statuses]
}

const models = async () => (await context.fetch(`${(await read()).invokeUrl}/models`)).status

describe('an OpenAI-compatible URL', () => {
  it('is switched on and off, and callers of the URL’s own path notice nothing', async () => {
    await deploy(off)
    const before = { paths: await paths(), responses: await ownResponses(), sources: await sources() }
    expect(await models()).toBe(403)
    expect(await statusesDuring(() => deploy(on))).toEqual([200])
    expect(await paths()).toEqual(['/', path, `${path}/{proxy+}`])
    expect(await sources()).toEqual([`*/*${path}*`])
    expect(await models()).toBe(200)
    expect(await unhealthy()).toEqual([])
    expect(await statusesDuring(() => deploy(off))).toEqual([200])
    expect({ paths: await paths(), responses: await ownResponses(), sources: await sources() }).toEqual(before)
    expect(await models()).toBe(403)
    expect(await unhealthy()).toEqual([])
  })

  it('is seen and repaired if somebody changes its path or its refusals', async () => {
    await deploy(on)
    const api = await restApiId()
    const below = (await resources()).find(({ path: one }) => one === `${path}/{proxy+}`)
    await account.apiGateway.send(
      new UpdateIntegrationCommand({
        restApiId: api,
        resourceId: below?.id ?? '',
        httpMethod: 'ANY',
        patchOperations: [{ op: 'replace', path: '/timeoutInMillis', value: '5000' }],
      }),
    )
    await account.apiGateway.send(
      new PutGatewayResponseCommand({
        restApiId: api,
        responseType: 'THROTTLED',
        statusCode: '503',
        responseTemplates: { 'application/json': '{}' },
      }),
    )
    expect(await unhealthy()).toEqual([
      [
        'api-definition',
        expect.arrayContaining([`${path}/{proxy+} ANY integration.timeoutInMillis`, 'THROTTLED statusCode']),
      ],
    ])
    expect((await deploy(on)).writes).toBeGreaterThan(0)
    expect(await unhealthy()).toEqual([])
    expect(await models()).toBe(200)
  })

  it('gets another name by the function alone', async () => {
    const { items } = unwrap(await planDeploy(context, specWith({ model: 'other', container: 'openai' })))
    const changed = items.filter(({ change }) => change !== 'none')
    expect(changed.map(({ type }) => type)).toEqual(['lambda-function', 'lambda-alias'])
    expect(changed[0]?.fields).toContainEqual({ field: 'Environment.OPENAI_MODEL', from: 'sage', to: 'other' })
  })

  it('leaves nothing behind', async () => {
    unwrap(await runRemove(context, endpointName, () => {}))
    expect((await read()).state).toBe('none')
  })
})

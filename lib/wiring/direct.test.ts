/** URLs without a function, from the deploy to what callers get: SageMaker itself, and an address that somebody runs. */

import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  FlushStageCacheCommand,
  GetStageCommand,
  UpdateGatewayResponseCommand,
  UpdateIntegrationCommand,
  UpdateIntegrationResponseCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway'
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { DeleteRolePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { until } from '../../sandbox/testing/wait'
import { defaultSpec } from '../spec/defaults'
import type { FlatSpec } from '../spec/flat-spec'
import { onlyRoute, type WiringSpec, wiringSpecSchema } from '../spec/spec'
import { withFields } from '../spec/testing'
import { planDeploy, runDeploy, runRemove } from './engine'
import { readWiring } from './read/current'
import { readDeploymentHistory } from './read/deployment-history'
import { observe } from './read/observe'
import { specOnRecord } from './repair'
import type { WiringContext } from './run/context'
import { testContext, unwrap } from './testing'

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'
const direct: WiringSpec = withFields(defaultSpec(endpointName, 'Real-time'), {
  integration: { kind: 'direct' },
  sampleRow: row,
})
const byFunction: WiringSpec = withFields(direct, { integration: undefined })
const deployed = async (context: WiringContext, spec: WiringSpec) => unwrap(await runDeploy(context, spec, () => {}))
const changes = async (context: WiringContext, spec: WiringSpec) =>
  unwrap(await planDeploy(context, spec))
    .items.filter(({ change }) => change !== 'none')
    .map(({ type, change }) => `${change} ${type}`)

const send = async (url: string, init?: RequestInit) => {
  const response = await fetch(url, init)
  const body = await response.text()
  return { status: response.status, body, type: response.headers.get('content-type'), headers: response.headers }
}
const csv = { 'content-type': 'text/csv' }

describe('SageMaker called directly', () => {
  let account: TestAccount
  let context: WiringContext
  let url = ''
  beforeAll(async () => {
    account = await createTestAccount()
    context = testContext(account)
  })
  afterAll(() => account.close())

  it('plans a role, an API and a stage, and no function', async () => {
    expect(await changes(context, direct)).toEqual([
      'create iam-role',
      'create rest-api',
      'create api-definition',
      'create deployment',
      'create stage',
    ])
  })

  it('deploys it, proved by the sample row', async () => {
    const outcome = await deployed(context, direct)
    expect(outcome.sample).toMatchObject({ status: 200 })
    url = outcome.invokeUrl ?? ''
    const observed = await observe(context.clients, context.target, endpointName)
    expect(observed.function).toBeUndefined()
    expect(observed.logGroup).toBeUndefined()
  })

  it('writes nothing the second time', async () => {
    expect(await changes(context, direct)).toEqual([])
    expect(await deployed(context, direct)).toMatchObject({ writes: 0 })
  })

  it('answers a row in the query and rows in a body as the model does', async () => {
    const one = await send(`${url}?data=${row}`, { headers: { origin: context.consoleOrigin } })
    expect(one).toMatchObject({ status: 200, type: expect.stringMatching(/^text\/csv/) })
    expect(one.headers.get('access-control-allow-origin')).toBe(context.consoleOrigin)
    expect(one.body.trim().split(',')).toHaveLength(3)
    const two = await send(url, { method: 'POST', headers: csv, body: `${row}\n6.7,3.0,5.2,2.3` })
    expect(two.status).toBe(200)
    expect(two.body.trim().split('\n')).toHaveLength(2)
    const json = await send(`${url}?data=${row}`, { headers: { accept: 'application/json' } })
    expect(json).toMatchObject({ status: 200, type: expect.stringMatching(/json/) })
  })

  it.each([
    ['a row', row],
    ['two rows', `${row}\n6.7,3.0,5.2,2.3`],
    ['a row that is encoded in the parameter’s field', `data=${encodeURIComponent(row)}`],
  ])('reads %s that curl -d sends as a form', async (_, body) => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const got = await send(url, { method: 'POST', headers: form, body })
    expect(got.status).toBe(200)
    expect(got.body.trim().split('\n')).toHaveLength(body.split('\n').length)
  })

  it.each(['data=5.1,3.5,1.4,2%', 'data=5.1,3.5,1.4,%zz', 'data=%ff'])(
    'gives %s to the model, whose refusal it is',
    async (body) => {
      const form = { 'content-type': 'application/x-www-form-urlencoded' }
      const got = await send(url, { method: 'POST', headers: form, body })
      expect(got.status).toBe(415)
      expect(JSON.parse(got.body)).toMatchObject({ code: 'model_refused' })
    },
  )

  it('a form with a file is refused by the model, and the response says what to send instead', async () => {
    const body = new FormData()
    body.set('file', new Blob([row], { type: 'text/csv' }), 'rows.csv')
    const got = await send(url, { method: 'POST', body })
    expect(got.status).toBe(415)
    expect(JSON.parse(got.body)).toMatchObject({
      code: 'model_refused',
      message: expect.stringContaining('multipart/form-data'),
      hint: expect.stringMatching(/curl --data-binary, not as a form/),
    })
  })

  it.each<[string, Record<string, string>, RegExp]>([
    ['who names nothing', {}, /^text\/csv/],
    ['who names anything', { accept: '*/*' }, /^text\/csv/],
    ['browsers', { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9' }, /^text\/csv/],
    ['who names JSON, with a capital', { Accept: 'application/json' }, /^application\/json/],
  ])('answers %s by GET and by POST in a type that the model has', async (_, headers, type) => {
    // `fetch` always names something.
    const requestTo = (method: string, query: string, body?: string) =>
      new Promise((resolve, reject) =>
        request(`${url}${query}`, { method, headers: { ...headers, ...(body ? csv : {}) } }, (response) => {
          response.resume()
          response.on('end', () => resolve({ status: response.statusCode, type: response.headers['content-type'] }))
        })
          .on('error', reject)
          .end(body),
      )
    const wanted = { status: 200, type: expect.stringMatching(type) }
    expect(await requestTo('GET', `?data=${row}`)).toEqual(wanted)
    expect(await requestTo('POST', '', row)).toEqual(wanted)
  })

  it.each<[string, string, RequestInit, number, RegExp]>([
    ['no parameter', '', {}, 400, /Missing required request parameters: \[data\]/],
    ['an empty one', '?data=', {}, 400, /Missing required request parameters/],
    ['too few columns', '?data=5.1,3.5', {}, 400, /"code":"model_refused".*"message":".+"/],
    ['a text for a number', '?data=a,b,c,d', {}, 415, /model_refused.*could not convert string to float/],
    [
      'a type that the model does not take',
      '',
      { method: 'POST', headers: { 'content-type': 'image/png' }, body: 'x' },
      415,
      /model_refused/,
    ],
    [
      'another type of a GET',
      `?data=${row}`,
      { headers: { 'content-type': 'image/png' } },
      415,
      /Unsupported Media Type/,
    ],
    ['an accept that it has not', `?data=${row}`, { headers: { accept: 'image/png' } }, 406, /model_refused/],
    [
      'a body that is too large',
      '',
      { method: 'POST', headers: csv, body: '1,'.repeat(3_500_000) },
      400,
      /request_refused/,
    ],
    ['another method', '', { method: 'DELETE' }, 403, /Missing Authentication Token/],
  ])('refuses %s', async (_, query, init, status, words) => {
    const response = await send(`${url}${query}`, init)
    expect(response).toMatchObject({ status, body: expect.stringMatching(words) })
    // A browser reads why, and no stranger the account's number.
    expect(response.headers.get('access-control-allow-origin')).toBeTruthy()
    expect(response.body).not.toContain(account.accountId)
  })

  it.each<[string, string, number, RegExp]>([
    ['throttles', 'throttle', 429, /"code":"throttled"/],
    ['fails', '500', 500, /sagemaker_failed/],
    ['denies the role with a 400', 'denied', 502, /role_denied/],
  ])('says that SageMaker %s, and when to come again', async (_, kind, status, words) => {
    await account.orderFaults([{ operation: 'InvokeEndpoint', kind }])
    const response = await send(`${url}?data=${row}`)
    await account.orderFaults([])
    expect(response).toMatchObject({ status, body: expect.stringMatching(words) })
    expect(response.headers.get('retry-after')).toBe(status === 429 ? '1' : null)
    expect(response.headers.get('access-control-allow-origin')).toBeTruthy()
  })

  it('says that the role is denied, and is fixed by the same click', async () => {
    const { role } = await observe(context.clients, context.target, endpointName)
    await account.iam.send(new DeleteRolePolicyCommand({ RoleName: role?.name, PolicyName: 'portico' }))
    expect(await send(`${url}?data=${row}`)).toMatchObject({ status: 502, body: expect.stringMatching(/role_denied/) })
    expect((await readWiring(context, endpointName)).resources.find((one) => one.type === 'iam-role')).toMatchObject({
      health: 'changed',
    })
    await deployed(context, unwrap(await specOnRecord(context, endpointName)))
    expect(await send(`${url}?data=${row}`)).toMatchObject({ status: 200 })
  })

  it('finds what was changed by hand in the integration and its answers', async () => {
    const { restApiId = '', resourceId = '', spec } = await readWiring(context, endpointName)
    expect(spec).toEqual({ ...direct })
    const place = { restApiId, resourceId, httpMethod: 'GET' }
    const replace = (path: string, value: string) => ({ patchOperations: [{ op: 'replace' as const, path, value }] })
    await account.apiGateway.send(new UpdateIntegrationCommand({ ...place, ...replace('/timeoutInMillis', '5000') }))
    await account.apiGateway.send(
      new UpdateIntegrationResponseCommand({ ...place, statusCode: '502', ...replace('/selectionPattern', '404') }),
    )
    const drifted = await readWiring(context, endpointName)
    const fields = drifted.resources.flatMap((one) => one.fields.map(({ field }) => field))
    expect(fields).toEqual(['/iris GET integration.timeoutInMillis', '/iris GET integration.responses'])
    await deployed(context, direct)
    expect((await readWiring(context, endpointName)).resources.every((one) => one.health === 'healthy')).toBe(true)
  })

  it('changes the throttle without a deployment, keeps both specs, and goes back', async () => {
    const slower = { ...direct, throttle: { rateLimit: 5, burstLimit: 10 } }
    expect(await changes(context, slower)).toEqual(['update stage'])
    await deployed(context, slower)
    const [newest, before] = await readDeploymentHistory(context, endpointName)
    expect(newest).toMatchObject({
      version: 'w2',
      live: true,
      publishedBy: 'ana@acme.dev',
      changes: [
        { field: 'rate', from: '50 req/s', to: '5 req/s' },
        { field: 'burst', from: '100 requests', to: '10 requests' },
      ],
    })
    expect(before).toMatchObject({ version: 'w1', live: false })
    await deployed(context, unwrap(await specOnRecord(context, endpointName, 'w1')))
    expect((await readWiring(context, endpointName)).spec?.throttle).toEqual(direct.throttle)
  })

  it('enforces the columns of JSON bodies, says so to callers and in the plan, and finds what was changed', async () => {
    const features = ['a', 'b', 'c', 'd'].map((name) => ({ name, type: 'number' as const }))
    const enforcing = withFields(direct, {
      contract: { features },
      request: { ...onlyRoute(direct).request, enforce: true },
    })
    const planned = unwrap(await planDeploy(context, enforcing)).items
    expect(planned.find(({ type }) => type === 'api-definition')).toMatchObject({
      change: 'update',
      fact: expect.stringContaining('rows in JSON bodies enforced'),
      why: expect.stringContaining('calls that pass today can get 400'),
    })
    await deployed(context, enforcing)
    expect(await deployed(context, enforcing)).toMatchObject({ writes: 0 })
    const json = (body: unknown) =>
      send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: context.consoleOrigin },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
    for (const wrong of [{ instances: [[1, 2, 3, 4], [1]] }, [[1, 2, 3, 4, 5]], '{"instances": [[1, 2']) {
      const { status, body, headers } = await json(wrong)
      expect([status, JSON.parse(body)]).toEqual([
        400,
        {
          code: 'wrong_columns',
          message: expect.stringMatching(
            /Send the values of a row in this order: a, b, c, d\. The model was not called\./,
          ),
          expected: ['a (number)', 'b (number)', 'c (number)', 'd (number)'],
          requestId: expect.any(String),
        },
      ])
      expect(headers.get('access-control-allow-origin')).toBe(context.consoleOrigin)
    }
    // The model itself judges what fits, and every other type.
    expect((await json({ instances: [[1, 2, 3, 4]] })).body).toContain('model_refused')
    expect(await send(url, { method: 'POST', headers: csv, body: row })).toMatchObject({ status: 200 })
    expect((await send(url, { method: 'POST', headers: csv, body: '1,2' })).body).toContain('model_refused')
    expect(await send(`${url}?data=${row}`)).toMatchObject({ status: 200 })
    const { restApiId = '' } = await readWiring(context, endpointName)
    const patchOperations = [{ op: 'replace' as const, path: '/responseTemplates/application~1json', value: '{}' }]
    await account.apiGateway.send(
      new UpdateGatewayResponseCommand({ restApiId, responseType: 'BAD_REQUEST_BODY', patchOperations }),
    )
    const drifted = await readWiring(context, endpointName)
    expect(drifted.resources.flatMap((one) => one.fields.map(({ field }) => field))).toEqual([
      'BAD_REQUEST_BODY body application/json',
    ])
    await deployed(context, direct)
    expect(await changes(context, direct)).toEqual([])
    expect((await json({ instances: [[1]] })).body).toContain('model_refused')
  })

  it('is removed without a trace', async () => {
    unwrap(await runRemove(context, endpointName, () => {}))
    const left = await observe(context.clients, context.target, endpointName, { everything: true })
    expect(left).toMatchObject({ apis: [], usagePlans: [], apiKeys: [] })
    expect([left.role, left.function, left.logGroup]).toEqual([undefined, undefined, undefined])
  })
})

describe('the Accept that reaches the container', () => {
  const name = 'anybody'
  const spec: WiringSpec = withFields(defaultSpec(name, 'Real-time'), { integration: { kind: 'direct' } })
  const image = { features: [], input: { kind: 'image' as const, contentType: 'image/png' } }
  const browsers = 'text/html,application/xhtml+xml,application/xml;q=0.9'
  const reached: { accept?: string; body: Buffer }[] = []
  const container = createServer(async (sent, response) => {
    const pieces: Buffer[] = []
    for await (const piece of sent) pieces.push(piece as Buffer)
    if (sent.url !== '/ping') reached.push({ accept: sent.headers.accept, body: Buffer.concat(pieces) })
    response.writeHead(200, { 'content-type': 'application/json' }).end('[1]')
  })
  let account: TestAccount
  beforeAll(async () => {
    await once(container.listen(0, '127.0.0.1'), 'listening')
    const url = `http://127.0.0.1:${(container.address() as AddressInfo).port}`
    account = await createTestAccount({ endpoints: [{ name, url }] })
  })
  afterAll(() => {
    account.close()
    container.close()
  })

  it.each<[string, Partial<FlatSpec>, string, Record<string, string>]>([
    [
      'a picture, of which the model chooses',
      { contract: image },
      'image/png',
      { none: '*/*', [browsers]: '*/*', 'application/json': '*/*' },
    ],
    [
      'JSON to a model of pictures',
      { contract: image },
      'application/json',
      { none: '*/*', [browsers]: '*/*', 'application/json;verbose': 'application/json;verbose' },
    ],
    [
      'tables as bytes, which go on as they came',
      { request: { ...onlyRoute(spec).request, form: 'raw' } },
      'application/x-npy',
      { none: 'application/json', 'application/x-npy': 'application/x-npy' },
    ],
    [
      'JSON',
      { contract: { features: [], input: { kind: 'json' } } },
      'application/json; charset=utf-8',
      { none: '*/*', [browsers]: '*/*', 'text/csv': 'text/csv' },
    ],
  ])('of %s', async (_, change, contentType, expected) => {
    const { invokeUrl = '' } = await deployed(testContext(account), withFields(spec, change))
    // No text in any encoding, unless it has to be.
    const body = contentType.includes('json') ? Buffer.from('[1]') : Buffer.from([0x89, 0x50, 0xff, 0xfe, 0x00])
    for (const [accept, reaches] of Object.entries(expected)) {
      // `fetch` always names something.
      const sent = request(invokeUrl, {
        method: 'POST',
        headers: { 'content-type': contentType, ...(accept === 'none' ? {} : { accept }) },
      }).end(body)
      const [response] = await once(sent, 'response')
      response.resume()
      expect([response.statusCode, reached.at(-1)]).toEqual([200, { accept: reaches, body }])
    }
  })
})

describe('from a function to none, and back', () => {
  let account: TestAccount
  let context: WiringContext
  beforeAll(async () => {
    account = await createTestAccount()
    context = testContext(account, { callers: true })
  })
  afterAll(() => account.close())

  it('never fails a caller', async () => {
    const { invokeUrl } = await deployed(context, byFunction)
    const seen: Record<string, number> = {}
    let going = true
    const callers = Array.from({ length: 3 }, async () => {
      while (going) {
        const { status, body } = await send(`${invokeUrl}?data=${row}`)
        const words = status === 200 ? '200' : `${status} ${body}`
        seen[words] = (seen[words] ?? 0) + 1
        await new Promise((done) => setTimeout(done, 60))
      }
    })
    expect(await changes(context, direct)).toEqual([
      'update iam-role',
      'update api-definition',
      'replace deployment',
      'delete lambda-function',
      'delete log-group',
    ])
    await deployed(context, direct)
    const without = await observe(context.clients, context.target, endpointName)
    expect([without.function, without.logGroup]).toEqual([undefined, undefined])
    expect(decodeURIComponent(without.role?.trust ?? '')).not.toContain('lambda')
    expect(await changes(context, direct)).toEqual([])
    await deployed(context, byFunction)
    const again = await observe(context.clients, context.target, endpointName)
    expect(decodeURIComponent(again.role?.trust ?? '')).not.toContain('apigateway')
    expect(again.alias?.live).toBeDefined()
    expect(await changes(context, byFunction)).toEqual([])
    going = false
    await Promise.all(callers)
    expect(Object.keys(seen)).toEqual(['200'])
    expect(seen['200']).toBeGreaterThan(20)
  })

  it('keeps every spec of both', async () => {
    const history = await readDeploymentHistory(context, endpointName)
    expect(history.map(({ spec, live }) => [spec?.routes[0].integration?.kind ?? 'lambda', live])).toEqual([
      ['lambda', true],
      ['direct', false],
      ['lambda', false],
    ])
  })
})

describe('answers that the stage keeps', () => {
  let account: TestAccount
  let context: WiringContext
  beforeAll(async () => {
    account = await createTestAccount()
    context = testContext(account)
  })
  afterAll(() => account.close())
  const cached: WiringSpec = withFields(direct, {
    request: { ...onlyRoute(direct).request, methods: 'get' },
    cache: { sizeGb: '0.5', ttlSeconds: 300 },
  })
  const calls = async () => {
    const group = `/aws/sagemaker/Endpoints/${endpointName}`
    const { events = [] } = await account.logs.send(new FilterLogEventsCommand({ logGroupName: group }))
    return events.filter(({ message }) => message?.includes('POST /invocations')).length
  }

  it('are planned with the stage, kept by the row, and dropped by the next deployment', async () => {
    const { invokeUrl, restApiId = '' } = await deployed(context, { ...cached, cache: undefined })
    const [item] = unwrap(await planDeploy(context, cached)).items.filter(({ type }) => type === 'stage')
    expect(item).toMatchObject({
      change: 'update',
      fact: '50 req/s, burst 100, 0.5 GB cache by the hour',
      fields: [
        { field: 'cacheClusterSize', to: '0.5' },
        { field: 'cacheTtlInSeconds', to: '300' },
      ],
    })
    await deployed(context, cached)
    expect(await changes(context, cached)).toEqual([])
    await until(
      () => account.apiGateway.send(new GetStageCommand({ restApiId, stageName: 'prod' })),
      ({ cacheClusterStatus }) => cacheClusterStatus === 'AVAILABLE',
    )
    const first = await send(`${invokeUrl}?data=${row}`)
    const before = await calls()
    expect((await send(`${invokeUrl}?data=${row}`)).body).toBe(first.body)
    expect(await calls()).toBe(before)
    expect((await send(`${invokeUrl}?data=6.7,3.0,5.2,2.3`)).body).not.toBe(first.body)
    expect((await send(`${invokeUrl}?data=${row}`, { headers: { accept: 'application/json' } })).type).toMatch(/json/)
    await account.orderFaults([{ operation: 'InvokeEndpoint', kind: 'denied' }])
    for (let time = 1; time <= 2; time++)
      expect(await send(`${invokeUrl}?data=4.9,3.0,1.4,0.2`)).toMatchObject({ status: 502 })
    await account.orderFaults([])
    // The deploy's own sample row would be answered from the cache, were it not emptied.
    const beforeDeploy = await calls()
    // A refusal is kept as any answer, and the deploy that meets one calls again all the same.
    await account.orderFaults([{ operation: 'InvokeEndpoint', kind: 'denied' }])
    expect((await deployed(context, { ...cached, apiName: 'another' })).sample).toMatchObject({ status: 200 })
    expect(await calls()).toBeGreaterThan(beforeDeploy)
    const third = { ...cached, apiName: 'third' }
    await account.orderFaults([{ operation: 'FlushStageCache', kind: 'denied' }])
    expect(await runDeploy(context, third, () => {})).toMatchObject({ ok: false, error: { step: 'stage' } })
    await account.orderFaults([])
    const beforeFixing = await calls()
    await deployed(context, third)
    expect(await account.callsMade()).toContain('FlushStageCache')
    expect(await calls()).toBeGreaterThan(beforeFixing)
    expect(await deployed(context, third)).toMatchObject({ writes: 0 })
    // Another size is another cache, which is empty: while it is made nothing is emptied.
    await account.orderFaults([])
    const resized: WiringSpec = { ...third, cache: { sizeGb: '1.6', ttlSeconds: 300 } }
    await deployed(context, resized)
    expect(await account.callsMade()).not.toContain('FlushStageCache')
    expect(await changes(context, { ...resized, cache: undefined })).toEqual([
      'update api-definition',
      'replace deployment',
      'update stage',
    ])
    await account.apiGateway.send(
      new UpdateStageCommand({
        restApiId,
        stageName: 'prod',
        patchOperations: [{ op: 'replace', path: '/cacheClusterEnabled', value: 'false' }],
      }),
    )
    expect(await changes(context, resized)).toEqual(['update stage'])
  })

  it('come after the limits of a new stage, whatever AWS says to them', async () => {
    const other = await createTestAccount()
    const own = testContext(other)
    await other.orderFaults([{ operation: 'UpdateStage', kind: 'denied', nth: 2 }])
    expect(await runDeploy(own, cached, () => {})).toMatchObject({ ok: false, error: { step: 'stage' } })
    const { api } = await observe(own.clients, own.target, endpointName)
    expect(api?.stages).toMatchObject([{ rateLimit: 50, burstLimit: 100, cache: undefined }])
    await deployed(own, cached)
    expect(await changes(own, cached)).toEqual([])
    other.close()
  })

  it.each<[Partial<FlatSpec>, RegExp]>([
    [{ integration: undefined }, /from SageMaker directly/],
    [{ request: onlyRoute(direct).request }, /Choose GET only/],
  ])('are not offered with %o', (change, message) => {
    const { error } = wiringSpecSchema.safeParse(withFields(cached, change))
    expect(error?.issues).toMatchObject([{ path: ['cache'], message: expect.stringMatching(message) }])
  })

  it('are refused by AWS in a size that there is none of', async () => {
    const { restApiId = '' } = await readWiring(context, endpointName)
    const stage = { restApiId, stageName: 'prod' }
    const patchOperations = [{ op: 'replace' as const, path: '/cacheClusterSize', value: '2' }]
    await expect(account.apiGateway.send(new UpdateStageCommand({ ...stage, patchOperations }))).rejects.toMatchObject({
      name: 'BadRequestException',
    })
    await expect(
      account.apiGateway.send(new FlushStageCacheCommand({ ...stage, stageName: 'absent' })),
    ).rejects.toMatchObject({ name: 'NotFoundException' })
  })
})

describe('an address that somebody runs', () => {
  const received: { method?: string; url?: string; body: string; headers: IncomingHttpHeaders }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    const { method, url, headers } = request
    received.push({ method, url, body, headers })
    if (url?.includes('broken')) return request.socket.destroy()
    response.writeHead(url?.includes('teapot') ? 418 : 200, {
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
    })
    response.end(JSON.stringify({ predictions: [{ score: 0.9 }] }))
  })
  let account: TestAccount
  let context: WiringContext
  let spec: WiringSpec
  let url = ''
  beforeAll(async () => {
    account = await createTestAccount()
    context = testContext(account)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    // The sandbox's own name for a port of this machine.
    spec = withFields(direct, {
      integration: { kind: 'http', url: `https://${port}.loopback.sandbox.example/models/iris` },
    })
  })
  afterAll(async () => {
    server.close()
    await account.close()
  })

  it('plans an API and a stage, without role or function', async () => {
    expect(await changes(context, spec)).toEqual([
      'create rest-api',
      'create api-definition',
      'create deployment',
      'create stage',
    ])
  })

  it('hands each request on, and its answer back', async () => {
    const outcome = await deployed(context, spec)
    expect(outcome.sample).toMatchObject({ status: 200, body: '{"predictions":[{"score":0.9}]}' })
    url = outcome.invokeUrl ?? ''
    expect(await changes(context, spec)).toEqual([])
    expect((await observe(context.clients, context.target, endpointName)).role).toBeUndefined()
    // What the form warns of: callers' own secrets reach the address.
    const secrets = { 'x-api-key': 'k', authorization: 'Bearer t' }
    const response = await send(`${url}?data=${row}&unit=cm`, {
      method: 'POST',
      headers: { ...csv, ...secrets },
      body: row,
    })
    expect(response).toMatchObject({ status: 200, type: 'application/json' })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(received.at(-1)).toMatchObject({
      method: 'POST',
      url: `/models/iris?data=${encodeURIComponent(row)}&unit=cm`,
      body: row,
      headers: { 'content-type': 'text/csv', ...secrets },
    })
  })

  it('gives its refusals on, and names what is no answer', async () => {
    expect(await send(`${url}?data=teapot`)).toMatchObject({ status: 418 })
    expect(await send(`${url}?data=broken`)).toMatchObject({
      status: 504,
      body: expect.stringMatching(/Network error communicating with endpoint/),
    })
  })

  it('goes to SageMaker and back without an error in between', async () => {
    const seen = new Set<number>()
    let going = true
    const caller = (async () => {
      while (going) {
        seen.add((await send(`${url}?data=${row}`)).status)
        await new Promise((done) => setTimeout(done, 40))
      }
    })()
    expect(await changes(context, direct)).toEqual(['create iam-role', 'update api-definition', 'replace deployment'])
    await deployed(context, direct)
    expect((await send(`${url}?data=${row}`)).type).toMatch(/csv/)
    expect(await changes(context, spec)).toEqual(['update api-definition', 'replace deployment', 'delete iam-role'])
    await deployed(context, spec)
    going = false
    await caller
    expect([...seen]).toEqual([200])
    expect((await observe(context.clients, context.target, endpointName)).role).toBeUndefined()
  })

  it('is removed without a trace', async () => {
    unwrap(await runRemove(context, endpointName, () => {}))
    expect(await observe(context.clients, context.target, endpointName)).toMatchObject({ apis: [] })
  })
})

describe('who can call a URL without a function', () => {
  it('holds for it as for any other', async () => {
    const account = await createTestAccount()
    const context = testContext(account)
    const keyed: WiringSpec = { ...direct, access: { kind: 'key', rateLimit: 10, burstLimit: 20 } }
    const { invokeUrl, sample } = await deployed(context, keyed)
    expect(sample).toMatchObject({ status: 200 })
    expect(await send(`${invokeUrl}?data=${row}`)).toMatchObject({ status: 403 })
    await deployed(context, { ...direct, access: { kind: 'iam' } })
    expect(await send(`${invokeUrl}?data=${row}`)).toMatchObject({ status: 403 })
    const { resources, state } = await readWiring(context, endpointName)
    expect(state).toBe('live')
    expect(resources.every((one) => one.health === 'healthy')).toBe(true)
    await account.close()
  })
})

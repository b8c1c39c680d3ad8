/** Each target, deployed by the engine and called at its public API: what it should answer, and what it should refuse. */

import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { CreateEndpointConfigCommand, DescribeEndpointCommand, UpdateEndpointCommand } from '@aws-sdk/client-sagemaker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, raiseIntegrationTimeout, type TestAccount } from '../../sandbox/testing/account'
import { createComponent, createEndpoint, createModel, variantOf } from '../../sandbox/testing/endpoints'
import { until } from '../../sandbox/testing/wait'
import { defaultSpec } from '../spec/defaults'
import type { FlatSpec } from '../spec/flat-spec'
import { namesOf, rolePolicyName } from '../spec/names'
import type { Target } from '../spec/route-parts/target'
import type { WiringSpec } from '../spec/spec'
import { withFields } from '../spec/testing'
import { planDeploy, runDeploy, runRemove } from './engine'
import { readWiring } from './read/current'
import { permissionsPolicy, trustPolicy } from './resources/role/policy'
import type { WiringContext } from './run/context'
import { testContext, unwrap } from './testing'

const row = '5.1,3.5,1.4,0.2'
const bucket = 'targets-bucket'
const later: Target = { kind: 'async', input: `s3://${bucket}/requests`, timeoutSeconds: 600 }
/** What the two models say of the row. */
const percents = /^0\.99\d+,/
const label = /^\[0\]$/

let account: TestAccount
let context: WiringContext
beforeAll(async () => {
  account = await createTestAccount()
  context = testContext(account)
  await Promise.all([
    createModel(account, 'a', 'iris-xgboost'),
    createModel(account, 'b', 'iris-forest'),
    createModel(account, 'zoo', '', true),
    account.s3.send(new CreateBucketCommand({ Bucket: bucket })),
  ])
  const OutputConfig = { S3OutputPath: `s3://${bucket}/out`, S3FailurePath: `s3://${bucket}/failed/` }
  await Promise.all([
    createEndpoint(account, 'two', [variantOf('A', 'a'), variantOf('B', 'b', 0)]),
    createEndpoint(account, 'many', [variantOf('AllTraffic', 'zoo')]),
    createEndpoint(account, 'parts', [variantOf('AllTraffic')]),
    createEndpoint(account, 'later', [variantOf('AllTraffic', 'a')], { OutputConfig }),
  ])
  await createComponent(account, 'part-a', 'parts', 'a')
  await createComponent(account, 'part-b', 'parts', 'b')
})
afterAll(() => account.close())

const spec = (endpointName: string, target?: Target, more: Partial<FlatSpec> = {}): WiringSpec =>
  withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow: row, target, ...more })
const deployed = async (spec: WiringSpec) => unwrap(await runDeploy(context, spec, () => {}))
const get = async (url: string | undefined, query: string) => {
  const response = await fetch(`${url}?${query}`)
  const text = (await response.text()).trim()
  return { status: response.status, text, code: text.startsWith('{') ? JSON.parse(text).code : undefined }
}
const permissionsOf = async (spec: WiringSpec) => {
  const { items } = unwrap(await planDeploy(context, spec))
  const documents = items.flatMap((item) => item.documents ?? [])
  return documents.find((one) => one.name === 'Permissions')?.text ?? ''
}

const models = ['iris-xgboost/model.tar.gz', 'iris-forest/model.tar.gz']

describe('a target that answers at once', () => {
  it.each<[string, string, Target | undefined, RegExp]>([
    ['the weights', 'two', undefined, percents],
    ['a variant without weight', 'two', { kind: 'variant', variant: 'B' }, label],
    ['a model', 'many', { kind: 'model', models: [models[1] ?? ''] }, label],
    [
      'a model of the caller’s, the first unless named',
      'many',
      { kind: 'model', models, parameter: 'model' },
      percents,
    ],
    ['a component', 'parts', { kind: 'component', component: 'part-b' }, label],
    ['another component', 'parts', { kind: 'component', component: 'part-a' }, percents],
  ])('%s', async (_, endpointName, target, response) => {
    const { invokeUrl, sample } = await deployed(spec(endpointName, target))
    expect(sample).toMatchObject({ status: 200, body: expect.stringMatching(response) })
    expect((await get(invokeUrl, `data=${row}`)).text).toMatch(response)
    expect((await deployed(spec(endpointName, target))).writes).toBe(0)
    expect((await readWiring(context, endpointName)).resources.every((one) => one.health === 'healthy')).toBe(true)
  })

  it('allows the caller to choose among the models that the deploy lists, and no other', async () => {
    const { invokeUrl } = await deployed(spec('many', { kind: 'model', models, parameter: 'model' }))
    expect((await get(invokeUrl, `data=${row}&model=${models[1]}`)).text).toMatch(label)
    for (const query of ['model=digits/model.tar.gz', `model=${models[0]}&model=${models[1]}`, 'model='])
      expect(await get(invokeUrl, `data=${row}&${query}`)).toMatchObject({ status: 400, code: 'unknown_model' })
    const fixed = await deployed(spec('many', { kind: 'model', models: models.slice(0, 1) }))
    expect((await get(fixed.invokeUrl, `data=${row}&model=${models[1]}`)).text).toMatch(percents)
  })

  it('allows the role to request those models only', async () => {
    const limited = spec('many', { kind: 'model', models: models.slice(0, 1) })
    expect(await permissionsOf(limited)).toContain('"sagemaker:TargetModel"')
    await deployed(limited)
    const { roleName } = namesOf('many', context.target)
    const policy = JSON.parse(await permissionsOf(limited))
    policy.Statement[0].Condition.StringEquals['sagemaker:TargetModel'] = models.slice(1)
    const { invokeUrl } = await deployed(limited)
    await account.iam.send(
      new PutRolePolicyCommand({
        RoleName: roleName,
        PolicyName: rolePolicyName,
        PolicyDocument: JSON.stringify(policy),
      }),
    )
    expect(await get(invokeUrl, `data=${row}`)).toMatchObject({ status: 502, code: 'role_denied' })
    await deployed(limited)
    expect((await get(invokeUrl, `data=${row}`)).status).toBe(200)
  })

  it('allows the role to request that component only, on its ARN and its endpoint’s', async () => {
    const text = await permissionsOf(spec('parts', { kind: 'component', component: 'part-b' }))
    expect(JSON.parse(text).Statement[0].Resource).toEqual([
      expect.stringMatching(/:endpoint\/parts$/),
      expect.stringMatching(/:inference-component\/part-b$/),
    ])
  })

  it.each<[string, string, Target, string]>([
    ['a variant that is gone', 'two', { kind: 'variant', variant: 'C' }, 'no production variant C'],
    ['a component that is gone', 'parts', { kind: 'component', component: 'none' }, 'no inference component none'],
    ['another endpoint’s component', 'two', { kind: 'component', component: 'part-a' }, 'belongs to parts'],
    ['S3 before an endpoint that answers at once', 'two', later, 'no AsyncInferenceConfig'],
  ])('is refused in the plan: %s', async (_, endpointName, target, message) => {
    const { blockers } = unwrap(await planDeploy(context, spec(endpointName, target)))
    expect(blockers.map((one) => one.message).join()).toContain(message)
  })

  it('is refused before any caller meets it where the endpoint has no such model', async () => {
    const { invokeUrl } = await deployed(spec('many', { kind: 'model', models }))
    const gone = spec('many', { kind: 'model', models: ['gone/model.tar.gz'] })
    for (const sampleRow of [row, undefined]) {
      expect(await runDeploy(context, withFields(gone, { sampleRow }), () => {})).toMatchObject({
        ok: false,
        error: { code: 'target-missing', step: 'function', message: expect.stringContaining('callers still reach') },
      })
      expect((await get(invokeUrl, `data=${row}`)).status).toBe(200)
    }
  })

  it('says to callers what the deploy named and the endpoint does not have', async () => {
    const gone = spec('many', { kind: 'model', models: [...models, 'gone/model.tar.gz'], parameter: 'model' })
    const { invokeUrl } = await deployed(gone)
    const response = await get(invokeUrl, `data=${row}&model=gone/model.tar.gz`)
    expect(response).toMatchObject({ status: 502, code: 'model_not_found' })
    expect(response.text).not.toContain('sandbox-models')
  })

  it('is not live where the endpoint needs one and none was chosen', async () => {
    unwrap(await runRemove(context, 'parts', () => {}))
    expect(await runDeploy(context, spec('parts'), () => {})).toMatchObject({
      ok: false,
      error: { code: 'target-missing', step: 'sample', cause: expect.stringContaining('component_needed') },
    })
  })
})

describe('a percentage of the traffic', () => {
  it('can go to another variant', async () => {
    await deployed(spec('two', { kind: 'variant', variant: 'A' }))
    const next = spec('two', { kind: 'variant', variant: 'B' })
    const { invokeUrl } = unwrap(await runDeploy(context, next, () => {}, { canaryPercent: 50 }))
    const responses: Awaited<ReturnType<typeof get>>[] = []
    for (let round = 0; round < 6; round++) {
      responses.push(...(await Promise.all(Array.from({ length: 5 }, () => get(invokeUrl, `data=${row}`)))))
    }
    const kinds = responses.map(({ text }) => (percents.test(text) ? 'A' : label.test(text) ? 'B' : text))
    expect([...new Set(kinds)].sort()).toEqual(['A', 'B'])
    expect((await deployed(next)).sample?.body).toMatch(label)
  })
  it('cannot go where a job would not be found', async () => {
    await deployed(spec('later', later))
    const next = spec('later', { ...later, input: `s3://${bucket}/elsewhere` })
    const { blockers } = unwrap(await planDeploy(context, next, { canaryPercent: 10 }))
    expect(blockers.map(({ message }) => message).join()).toContain('place of requests')
  })
})

describe('an asynchronous endpoint', () => {
  const send = async (url: string | undefined, body: string, headers = { 'content-type': 'text/csv' }) =>
    fetch(url ?? '', { method: 'POST', body, headers })
  const responseOf = async (url: string | undefined, job: string) =>
    until(
      () => fetch(`${url}?job=${job}`),
      (response) => response.status !== 202,
    )

  it('is deployed, proved by its sample, and found as it was made', async () => {
    const { sample, invokeUrl } = await deployed(spec('later', later))
    expect(sample).toMatchObject({ status: 200, body: expect.stringMatching(percents) })
    expect((await deployed(spec('later', later))).writes).toBe(0)
    const view = await readWiring(context, 'later')
    expect(view.spec?.routes[0].target).toMatchObject({
      output: `s3://${bucket}/out`,
      failure: `s3://${bucket}/failed/`,
    })
    expect(view.resources.every((one) => one.health === 'healthy')).toBe(true)
    expect(invokeUrl).toBeDefined()
  })

  it('can write requests and read records and answers, each below its prefix', async () => {
    const { Statement } = JSON.parse(await permissionsOf(spec('later', later)))
    const arn = (key: string) => `arn:aws:s3:::${bucket}/${key}`
    expect(Statement.slice(0, 3)).toMatchObject([
      { Action: 'sagemaker:InvokeEndpointAsync' },
      { Action: 's3:PutObject', Resource: arn('requests/*') },
      { Action: 's3:GetObject', Resource: [arn('requests/*.json'), arn('out/*'), arn('failed/*')] },
    ])
    expect(JSON.stringify(Statement)).not.toContain('"sagemaker:InvokeEndpoint"')
  })

  it('answers 202 with a job, and later the model’s own answer for it', async () => {
    const { invokeUrl } = await deployed(spec('later', later))
    await account.stopTime(true)
    const accepted = await send(invokeUrl, row)
    const body = await accepted.json()
    expect([accepted.status, accepted.headers.get('location'), accepted.headers.get('retry-after')]).toEqual([
      202,
      `?job=${body.job}`,
      '2',
    ])
    expect(new URL(accepted.headers.get('location') ?? '', invokeUrl).href).toBe(`${invokeUrl}?job=${body.job}`)
    const pending = await fetch(`${invokeUrl}?job=${body.job}`)
    expect([pending.status, (await pending.json()).status]).toEqual([202, 'pending'])
    await account.stopTime(false)
    const response = await responseOf(invokeUrl, body.job)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(await response.text()).toMatch(percents)
  })

  it('reports a model that refused, from the failure in S3', async () => {
    const { invokeUrl } = await deployed(spec('later', later))
    const { job } = await (await send(invokeUrl, 'no,numbers')).json()
    const response = await responseOf(invokeUrl, job)
    expect([response.status, (await response.json()).code]).toEqual([415, 'model_refused'])
  })

  it('gives no other object of the bucket away', async () => {
    const { invokeUrl } = await deployed(spec('later', later))
    const { Contents = [] } = await account.s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'out/' }))
    const output = (Contents[0]?.Key ?? '').replace('out/', '').replace('.out', '')
    expect(output).toMatch(/^[0-9a-f-]{36}$/)
    expect(await get(invokeUrl, `job=${output}`)).toMatchObject({ status: 404, code: 'job_not_found' })
    for (const job of ['', '..', '../out/x', encodeURIComponent(`../out/${output}`), `${output}&job=${output}`])
      expect(await get(invokeUrl, `job=${job}`)).toMatchObject({ status: 400, code: 'invalid_job' })
    expect((await send(invokeUrl, '')).status).toBe(400)
  })

  it('says that its role is refused where it cannot write there', async () => {
    const { invokeUrl } = await deployed(spec('later', later))
    const { roleName } = namesOf('later', context.target)
    const { Statement } = JSON.parse(await permissionsOf(spec('later', later)))
    const policy = { Version: '2012-10-17', Statement: Statement.slice(0, 1) }
    const put = (document: object) =>
      account.iam.send(
        new PutRolePolicyCommand({
          RoleName: roleName,
          PolicyName: rolePolicyName,
          PolicyDocument: JSON.stringify(document),
        }),
      )
    await put(policy)
    const denied = await send(invokeUrl, row)
    const said = await denied.text()
    expect(JSON.parse(said)).toMatchObject({ code: 'role_denied' })
    // Callers are strangers: neither the action nor the bucket is theirs to know.
    expect(said).not.toMatch(new RegExp(`s3:|${bucket}`))
    await deployed(spec('later', later))
    expect((await send(invokeUrl, row)).status).toBe(202)
  })

  it('is refused a role of one’s own that cannot do all of it', async () => {
    const { iam } = context.clients
    await iam.send(new CreateRoleCommand({ RoleName: 'own', AssumeRolePolicyDocument: JSON.stringify(trustPolicy()) }))
    const put = (document: object) =>
      iam.send(
        new PutRolePolicyCommand({ RoleName: 'own', PolicyName: 'own', PolicyDocument: JSON.stringify(document) }),
      )
    const role = { kind: 'existing' as const, arn: `arn:aws:iam::${account.accountId}:role/own` }
    const blockers = async () => unwrap(await planDeploy(context, spec('later', later, { role }))).blockers
    const endpointArn = `arn:aws:sagemaker:${account.region}:${account.accountId}:endpoint/later`
    await put(permissionsPolicy(endpointArn, 'arn:aws:logs:*'))
    expect((await blockers()).map((one) => one.message)).toEqual(['own is not allowed to invoke this endpoint.'])
    const whole = permissionsPolicy(endpointArn, 'arn:aws:logs:*', false, {
      ...later,
      output: `s3://${bucket}/out`,
      failure: `s3://${bucket}/failed/`,
    })
    await put({ ...whole, Statement: whole.Statement.filter((one) => one.Sid !== 'WriteRequests') })
    expect((await blockers()).map((one) => one.message)).toEqual(['own is not allowed to invoke this target.'])
    await put(whole)
    expect(await blockers()).toEqual([])
  })

  it('differs once an update of the endpoint moves its answers, and fixed by a deploy', async () => {
    const { sagemaker } = account
    await sagemaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName: 'moved',
        ProductionVariants: [variantOf('AllTraffic', 'a')],
        AsyncInferenceConfig: { OutputConfig: { S3OutputPath: `s3://${bucket}/moved` } },
      }),
    )
    await sagemaker.send(new UpdateEndpointCommand({ EndpointName: 'later', EndpointConfigName: 'moved' }))
    await until(
      () => sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'later' })),
      ({ EndpointStatus }) => EndpointStatus === 'InService',
    )
    const differing = async () =>
      (await readWiring(context, 'later')).resources.filter((one) => one.health !== 'healthy').map(({ type }) => type)
    expect(await differing()).toEqual(['iam-role'])
    const { sample } = await deployed(spec('later', later))
    expect(sample?.status).toBe(200)
    expect(await differing()).toEqual([])
  })

  it.each<[string, WiringSpec['access'], object]>([
    ['a key', { kind: 'key', rateLimit: 50, burstLimit: 100 }, { code: undefined, status: 403 }],
    ['a signature', { kind: 'iam' }, { code: undefined, status: 403 }],
  ])('is proved through a door that requires %s, and allows nobody without', async (_, access, refused) => {
    const { sample, invokeUrl } = await deployed(spec('later', later, { access }))
    expect(sample).toMatchObject({ status: 200, body: expect.stringMatching(percents) })
    expect(await get(invokeUrl, `data=${row}`)).toMatchObject(refused)
    expect(await get(invokeUrl, 'job=0a1b2c3d-0000-4000-8000-123456789abc')).toMatchObject(refused)
  })

  it('is not taken for one that answers at once', async () => {
    const { blockers } = unwrap(await planDeploy(context, spec('later')))
    expect(blockers.map((one) => one.remedy)).toEqual(['Choose the asynchronous target in the options.'])
  })
})

describe('a serverless endpoint', () => {
  it('answers after its cold start, and says what it refuses', async () => {
    const { invokeUrl, sample } = await deployed({
      ...spec('iris-serverless'),
      throttle: { rateLimit: 10, burstLimit: 20 },
    })
    expect(sample).toMatchObject({ status: 200, body: '[0]' })
    const large = await fetch(invokeUrl ?? '', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: '1'.repeat(4_194_305),
    })
    expect(await large.json()).toMatchObject({
      code: 'request_refused',
      message: expect.stringContaining('less than or equal to 4194304'),
    })
  })
})

describe('a wait beyond 29 s', () => {
  const slow = () => spec('iris-xgboost', undefined, { timeoutSeconds: 45 })

  it('is refused by an account whose quota is as AWS gives it, with what to do', async () => {
    const result = await runDeploy(context, slow(), () => {})
    expect(result).toMatchObject({ ok: false, error: { code: 'integration-timeout-quota', step: 'definition' } })
    expect(!result.ok && result.error.remedy).toContain('Maximum integration timeout in milliseconds')
  })

  it('moves function and gateway together once the quota is raised', async () => {
    await raiseIntegrationTimeout(account, 60_000)
    const plan = unwrap(await planDeploy(context, slow()))
    expect(plan.items.map((item) => item.fact).join()).toMatch(/45 s.*waits 46 s/)
    const { invokeUrl } = await deployed(slow())
    expect((await get(invokeUrl, `data=${row}`)).status).toBe(200)
    expect((await deployed(slow())).writes).toBe(0)
  })
})

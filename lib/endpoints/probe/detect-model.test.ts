import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../sandbox/testing/account'
import { until } from '../../../sandbox/testing/wait'
import { type AwsClients, createClients } from '../../aws/client/create-clients'
import { contractOfProfile } from '../../model/profile/profile'
import { sampleBodyOf } from '../../model/requests/sample-body'
import { ownMetric, ownNamespace } from '../../own-calls/metrics'
import { OwnCalls } from '../../own-calls/own-calls'
import { defaultSpec } from '../../spec/defaults'
import { onlyRoute } from '../../spec/spec'
import { describeEndpoint } from '../describe'
import { callCosts, callObstacle } from './call-costs'
import { callModel } from './call-model'
import { detectModel } from './detect-model'
import { takeProbe } from './probe-budget'
import { testSample } from './test-sample'

let account: TestAccount
let clients: AwsClients
beforeAll(async () => {
  account = await createTestAccount()
  clients = createClients({ region: account.region, endpointUrl: account.url, credentials: account.credentials })
})
afterAll(() => account.close())

it.each<[name: string, kind: string, line: string, calls: number, says?: RegExp]>([
  ['iris-xgboost', 'rows', 'Rows of features, 4 values each · proved by 2 calls', 2],
  ['penguin-species-ll', 'rows', 'Rows of features, 4 values each · detected from the Linear Learner container', 0],
  ['auto-mpg-forest', 'rows', 'Rows of features, 7 values each · detected from the model package’s content types', 0],
  ['iris-serverless', 'rows', 'Rows of features, 4 values each · proved by 2 calls', 2],
  ['language-id-hf', 'text', 'Text · detected from HF_TASK=text-classification', 0],
  ['digits-mxnet', 'image', 'Image · detected from the Image classification container', 0],
  ['declaration-chat', 'chat', 'Chat messages · likely, detected from the LMI 0.33 container', 0],
  ['sagemaker-chat-lmi', 'chat', 'Chat messages · likely, detected from the LMI 0.33 container', 0],
  [
    'co2-deepar',
    'series',
    'Time series · detected from the DeepAR container',
    0,
    /"mean":\[16\d\.\d.*"quantiles":\{"0\.1"/,
  ],
  ['digit-boxes-ssd', 'image', 'Image · detected from the Object detection container', 0, /\{"prediction":\[\[7,0\.9/],
  ['car-figures-forest', 'rows', 'Rows of features, 6 values each · proved by 2 calls', 2, /^\[\[[\d.]+,[\d.]+\]\]$/],
  ['paragraphs-tei', 'text', 'Text · likely, detected from the TEI 1.8.2 container', 0, /^\[\[-?0\.\d+,/],
  ['seattle-weather-rcf', 'rows', 'Rows of features, 4 values each · proved by 2 calls', 2, /\{"scores":\[\{"score":/],
  [
    'auto-mpg-clarify',
    'rows',
    'Rows of features, 7 values each · detected from the configuration of Clarify',
    0,
    /"predictions":\{"content_type":"text\/csv.*"feature_header":"horsepower"/,
  ],
])('%s takes %s, and answers the first sample', async (name, kind, line, calls, says = /./) => {
  const endpoint = await describeEndpoint(clients, name)
  const detected = await detectModel(clients, endpoint, undefined, 'if-open')
  const { profile, refused } = detected
  expect(refused).toEqual([])
  expect([profile.readings.map((one) => one.kind), detected.line, detected.calls]).toEqual([[kind], line, calls])
  const row = profile.sampleRow ?? ''
  const sample = sampleBodyOf(contractOfProfile(profile)) ?? { body: row, contentType: 'text/csv' }
  const { accept } = profile
  const called = { endpointName: name, endpointArn: endpoint.arn, accept, by: 'click' as const }
  const response = await callModel(clients, called, sample, new OwnCalls())
  expect(response).toMatchObject({ ok: true, body: expect.stringMatching(says) })
  // What was proved is known without another call.
  expect((await detectModel(clients, endpoint, undefined, 'if-open')).calls).toBe(0)
})

it('makes no more calls by itself in an hour whose calls were refused, and says what they came to', async () => {
  const found = await describeEndpoint(clients, 'iris-xgboost')
  // A budget of its own, of which the console by itself has one call left: a row of one value, which this model refuses.
  const endpoint = { ...found, arn: `${found.arn}-refused` }
  for (let call = 0; call < 2; call += 1) {
    const turn = await takeProbe(endpoint.arn, 'click')
    if (typeof turn === 'string') throw new Error(turn)
    await turn.end(1)
  }
  const first = await detectModel(clients, endpoint, undefined, 'if-open')
  expect(first).toMatchObject({ calls: 1, isOpen: true, wasRefused: true })
  expect(first.learned).toMatch(/^The model refused 1.call.*it leaves 2 of the 5 of an hour for clicks/)
  const { learned } = first
  for (const calls of ['never', 'if-open'] as const)
    expect(await detectModel(clients, endpoint, undefined, calls)).toMatchObject({
      calls: 0,
      wasRefused: true,
      learned,
    })
  // Two are left for a person. What was refused is not sent again, so this model needs one.
  expect(await detectModel(clients, endpoint, undefined, 'asked')).toMatchObject({
    calls: 1,
    line: expect.stringMatching(/proved by 1.call/),
  })
  const left = await takeProbe(endpoint.arn, 'click')
  if (typeof left === 'string') throw new Error(left)
  await left.end(1)
  expect(await takeProbe(endpoint.arn, 'click')).toBe('used-up')
})

it('makes a person’s calls too if those that the console makes by itself end first', async () => {
  const found = await describeEndpoint(clients, 'iris-xgboost')
  const endpoint = { ...found, arn: `${found.arn}-both` }
  for (let call = 0; call < 2; call += 1) {
    const turn = await takeProbe(endpoint.arn, 'click')
    if (typeof turn === 'string') throw new Error(turn)
    await turn.end(1)
  }
  const both = await Promise.all(
    (['if-open', 'asked'] as const).map((calls) => detectModel(clients, endpoint, undefined, calls)),
  )
  // What was refused before it is not sent again: which of the two began is open.
  expect(both[1]?.line).toMatch(/proved by [12].calls?$/)
})

it('publishes its calls as the console’s own, a refusal among them', async () => {
  const fresh = await createTestAccount()
  onTestFinished(() => fresh.close())
  const theirs = createClients({ region: fresh.region, endpointUrl: fresh.url, credentials: fresh.credentials })
  const endpointName = 'iris-xgboost'
  const sumOf = async (count: 'predictions' | 'modelRefused') => {
    const metric = ownMetric(count, { endpointName })
    const { Datapoints = [] } = await theirs.cloudWatch.send(
      new GetMetricStatisticsCommand({
        Namespace: ownNamespace,
        MetricName: metric?.name,
        Dimensions: Object.entries(metric?.dimensions ?? {}).map(([Name, Value]) => ({ Name, Value })),
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(Date.now() + 3_600_000),
        Period: 3_600,
        Statistics: ['Sum'],
      }),
    )
    return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0)
  }
  const { calls } = await detectModel(theirs, await describeEndpoint(theirs, endpointName), undefined, 'if-open')
  expect(calls).toBe(2)
  const sums = await until(
    async () => [await sumOf('predictions'), await sumOf('modelRefused')],
    ([predictions = 0, refused = 0]) => predictions > 0 && refused > 0,
  )
  expect(sums).toEqual([2, 1])
})

it('calls no endpoint that takes requests by way of S3, or is scaled to none, by itself', async () => {
  const endpoint = await describeEndpoint(clients, 'iris-xgboost')
  const none = { ...endpoint, variants: endpoint.variants.map((one) => ({ ...one, currentInstanceCount: 0 })) }
  expect(callObstacle({ ...endpoint, kind: 'Async' }, 'asked')).toMatch(/by way of S3/)
  expect(callObstacle(none, 'if-open')).toMatch(/start an instance/)
  expect(callObstacle(none, 'asked')).toBeUndefined()
  expect(callObstacle(endpoint, 'if-open', true)).toMatch(/start an instance/)
  expect(callObstacle(endpoint, 'if-open')).toBeUndefined()
})

it('says what a call costs besides itself', async () => {
  const endpoint = await describeEndpoint(clients, 'iris-xgboost')
  const none = { ...endpoint, variants: endpoint.variants.map((one) => ({ ...one, currentInstanceCount: 0 })) }
  expect(callCosts(endpoint)).toEqual({ uncalled: undefined })
  expect(callCosts(none)).toMatchObject({ starts: true, cost: expect.stringMatching(/\(ml\.\S+\), which is billed/) })
  const serverless = callCosts(await describeEndpoint(clients, 'iris-serverless'))
  expect(serverless).toEqual({
    uncalled: undefined,
    cost: expect.stringMatching(/billed by its duration.*has to start/),
  })
  expect(callCosts({ ...endpoint, kind: 'Async' }).uncalled).toMatch(/by way of S3/)
})

it('tests the sample of a deploy: a prediction, a refusal in the model’s words, and no call without a sample', async () => {
  const route = onlyRoute(defaultSpec('penguin-sample-test', 'Real-time'))
  const tested = (endpointName: string, sampleRow?: string) =>
    testSample(clients, { ...route, endpointName, sampleRow })
  expect(await tested('auto-mpg-forest', '8,307,130,3504,12,70,1')).toMatchObject({
    ok: true,
    value: { status: 200, body: expect.stringMatching(/\d/), latencyMs: expect.any(Number) },
  })
  const refused = await tested('auto-mpg-forest', '8,307')
  expect(refused.ok && refused.value.status).toBeGreaterThanOrEqual(400)
  expect(await tested('auto-mpg-forest')).toMatchObject({ ok: false, error: { code: 'no-sample' } })
})

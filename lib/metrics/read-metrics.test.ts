/** Traffic through a public API, as CloudWatch shows it of each hop. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { describeEndpoint } from '../endpoints/describe'
import { defaultSpec } from '../spec/defaults'
import { runDeploy } from '../wiring/engine'
import { testContext, unwrap } from '../wiring/testing'
import { readMetrics, variantsOf } from './read-metrics'
import { readSparks } from './read-sparks'
import type { MetricsView } from './types'

const endpointName = 'iris-xgboost'
let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const total = (view: MetricsView, panel: string, label: string) =>
  view.panels
    .find(({ id }) => id === panel)
    ?.lines.find((line) => line.label === label)
    ?.values.reduce<number>((sum, value) => sum + (value ?? 0), 0)

it('counts calls, refusals and latencies of all three hops on one axis, in one call', async () => {
  const context = testContext(account)
  const spec = defaultSpec(endpointName, 'Real-time')
  const { invokeUrl, restApiId } = unwrap(await runDeploy(context, spec, () => {}))
  const subject = {
    endpointName,
    variants: variantsOf(await describeEndpoint(context.clients, endpointName)),
    functionName: `portico-${endpointName}`,
    api: { id: restApiId ?? '', name: spec.apiName, stage: spec.stage },
  }
  // The console's own calls are a new metric, which spreads within two minutes.
  await account.pass(120_000)
  const before = await readMetrics(context.clients, subject, '1h', Date.now())
  for (const row of ['5.1,3.5,1.4,0.2', '6.3,3.3,6.0,2.5', '1,2']) await fetch(`${invokeUrl}?data=${row}`)
  await fetch(`${invokeUrl}?data=`)
  const after = await readMetrics(context.clients, subject, '1h', Date.now())
  const grown = (panel: string, label: string) => (total(after, panel, label) ?? 0) - (total(before, panel, label) ?? 0)
  expect([grown('requests', 'Public API'), grown('requests', 'Function'), grown('requests', 'Model')]).toEqual([
    4, 4, 3,
  ])
  expect([grown('errors', 'Public API 4xx'), grown('errors', 'Model 4xx'), grown('errors', 'Public API 5xx')]).toEqual([
    2, 1, 0,
  ])
  const most = (label: string) =>
    Math.max(
      ...(after.panels
        .find(({ id }) => id === 'latency')
        ?.lines.find((line) => line.label === label && line.percentile === 'p99')
        ?.values.map((value) => value ?? 0) ?? []),
    )
  expect(most('Model')).toBeGreaterThan(0)
  expect(most('Public API')).toBeGreaterThanOrEqual(most('Model'))
  const sparks = await readSparks(
    context.clients,
    [
      { name: endpointName, variants: ['AllTraffic'] },
      { name: 'absent', variants: ['A'] },
    ],
    Date.now(),
  )
  expect(sparks.absent).toEqual(Array.from({ length: 24 }, () => 0))
  // The request by which the deploy proved the model is taken off.
  expect(sparks[endpointName]?.reduce((sum, one) => sum + one, 0)).toBe(3)
})

it('throws AWS’s refusal to who cannot', async () => {
  const { cloudWatch } = await account.restricted(['cloudwatch:*'])
  await expect(
    readMetrics(
      { cloudWatch },
      { endpointName, variants: [{ name: 'AllTraffic', serverless: false, gpu: false }] },
      '1h',
      Date.now(),
    ),
  ).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } })
})

it('reads a page of endpoints with all their variants, which are more metrics than one call takes', async () => {
  const variants = Array.from({ length: 10 }, (_, index) => `variant-${index}`)
  const endpoints = Array.from({ length: 50 }, (_, index) => ({ name: `endpoint-${index}`, variants }))
  const sparks = await readSparks(testContext(account).clients, endpoints, Date.now())
  expect(Object.keys(sparks)).toHaveLength(50)
})

/** The console's own calls, through the real SDK: counted by whoever makes them, and taken off where callers are counted. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DeleteFunctionConcurrencyCommand, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { until } from '../../sandbox/testing/wait'
import { createClients } from '../aws/client/create-clients'
import { readCost } from '../cost/read-cost'
import { readDashboard } from '../dashboard/read-dashboard'
import { describeEndpoint } from '../endpoints/describe'
import type { Subject } from '../metrics/lines'
import { isQuiet } from '../metrics/queries'
import { readMetrics, variantsOf } from '../metrics/read-metrics'
import { readSparks } from '../metrics/read-sparks'
import { defaultSpec } from '../spec/defaults'
import { onlyRoute } from '../spec/spec'
import { withFields } from '../spec/testing'
import { runTrace } from '../trace/run'
import { testEventsOf } from '../trace/test-events'
import { runDeploy } from '../wiring/engine'
import { readOwnPlace } from '../wiring/prove/own-place'
import type { WiringContext } from '../wiring/run/context'
import { testContext, unwrap } from '../wiring/testing'
import { lostOf } from './lost'
import { OwnCalls } from './own-calls'

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'
const spec = withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow: row })

let account: TestAccount
let context: WiringContext
let url = ''
let restApiId = ''
beforeAll(async () => {
  account = await createTestAccount()
  context = testContext(account)
  const outcome = unwrap(await runDeploy(context, spec, () => {}))
  url = outcome.invokeUrl ?? ''
  restApiId = outcome.restApiId ?? ''
})
afterAll(() => account.close())

async function traced(from: WiringContext, data = row) {
  const { resourcePath, queryParameter, request, contract } = onlyRoute(spec)
  const facts = {
    resourcePath,
    stage: spec.stage,
    queryParameter,
    request,
    contract,
    origin: from.consoleOrigin,
    streaming: false,
  }
  const event = testEventsOf(facts, data).find(({ id }) => id === 'get')?.event ?? expect.unreachable()
  for await (const _ of runTrace(from, endpointName, event)) {
    // Its outcomes are for others to test.
  }
}

async function numbers() {
  const { clients, target } = context
  const endpoint = await describeEndpoint(clients, endpointName)
  const subject: Subject = {
    endpointName,
    variants: variantsOf(endpoint),
    functionName: `portico-${endpointName}`,
    api: { id: restApiId, name: spec.apiName, stage: spec.stage },
  }
  const costQuery = {
    region: account.region,
    endpoint,
    url: {
      function: { name: `portico-${endpointName}`, memoryMb: 256 },
      restApiId,
      apiName: spec.apiName,
      stage: spec.stage,
    },
  }
  const now = Date.now()
  const [reading, metrics, sparks, dashboard] = await Promise.all([
    readCost(clients, costQuery, now),
    readMetrics(clients, subject, '1h', now),
    readSparks(clients, [{ name: endpointName, variants: ['AllTraffic'] }], now),
    readDashboard(clients, target, now),
  ])
  return { ...reading, metrics, spark: sum(sparks[endpointName]), dashboard: dashboard.urls[0] }
}

const sum = (values: (number | null)[] = []) => values.reduce<number>((all, value) => all + (value ?? 0), 0)

const totals = ({ metrics }: Awaited<ReturnType<typeof numbers>>) =>
  Object.fromEntries(
    metrics.panels
      .filter(({ id }) => id !== 'latency')
      .flatMap(({ lines }) => lines.map(({ label, values }) => [label, sum(values)])),
  )

/** The p90 of a hop, and how many own calls are in it, over all periods. */
const latencyOf = ({ metrics }: Awaited<ReturnType<typeof numbers>>, label: string) => {
  const line = metrics.panels
    .find(({ id }) => id === 'latency')
    ?.lines.find((one) => one.label === label && one.percentile === 'p90')
  return { periods: line?.values.filter((value) => value !== null).length, own: sum(line?.own?.counts) }
}

/** A new metric is empty for a while, and that of the trace’s refusals is the newest. */
const settled = () => until(numbers, (now) => now.traffic.ownPredictions === 5 && totals(now)['Public API 4xx'] === 0)

describe('the console’s own calls', () => {
  it('of a URL that nobody else called are nobody’s: no requests, no predictions, and no price of one', async () => {
    await traced(context)
    const now = await settled()
    // The sample row, and the trace’s endpoint, function, method and URL.
    expect(now.traffic).toMatchObject({ predictions: 0, requests: 0, ownPredictions: 5 })
    expect(now.cost.perPrediction).toBeUndefined()
    expect(isQuiet(now.metrics)).toBe(true)
    expect(totals(now)).toMatchObject({ 'Public API': 0, 'Public API 4xx': 0, Function: 0, Model: 0 })
    expect(['Public API', 'Function', 'Model'].map((label) => latencyOf(now, label))).toEqual(
      Array.from({ length: 3 }, () => ({ periods: 0, own: 0 })),
    )
    expect(now.traffic).toMatchObject({ modelMs: undefined, lambdaMs: undefined })
    expect(now.spark).toBe(0)
    expect(sum(now.dashboard?.requests)).toBe(0)
    expect(now.dashboard).toMatchObject({ refused: 0, failed: 0 })
  })

  it('are taken off those of callers, and nothing else is', async () => {
    for (let call = 0; call < 3; call += 1) expect((await fetch(`${url}?data=${row}`)).status).toBe(200)
    expect((await fetch(`${url}?data=1`)).status).toBe(400)
    expect((await fetch(`${url}/nothing`)).status).toBe(403)
    await traced(context)
    const now = await until(numbers, ({ traffic }) => traffic.ownPredictions === 9)
    expect(now.traffic).toMatchObject({ predictions: 4, requests: 5 })
    expect(now.cost.perPrediction).toBeGreaterThan(0)
    expect(totals(now)).toMatchObject({ 'Public API': 5, 'Public API 4xx': 2, Function: 4, Model: 4 })
    expect(now.spark).toBe(4)
    expect(now.dashboard).toMatchObject({ refused: 2, failed: 0 })
    expect(sum(now.dashboard?.requests)).toBe(5)
    expect(lostOf(context.target, endpointName)).toBeUndefined()
  })

  it('are taken off what the model refused, and off errors and throttles of the function', async () => {
    const before = totals(await numbers())
    await traced(context, '1')
    const { clients } = context
    const { lambda } = clients.once
    const FunctionName = `portico-${endpointName}`
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }))
    await traced({ ...context, clients: { ...clients, lambda } })
    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }))
    // One of callers: only own ones are taken off.
    await until(
      () => fetch(`${url}?data=1`),
      ({ status }) => status === 400,
    )
    const settledOf = (now: Awaited<ReturnType<typeof numbers>>) => {
      const throttled = now.metrics.panels
        .flatMap(({ lines }) => lines)
        .find(({ label }) => label === 'Function throttled')
      return { throttled: sum(throttled?.values), unclear: sum(throttled?.own?.counts) }
    }
    // Invoke says that it was throttled. The gateway's 500 to a method's test and to a call of the URL does not.
    const after = await until(numbers, (now) => settledOf(now).throttled === 2 && settledOf(now).unclear === 2)
    expect(totals(after)['Model 4xx']).toBe((before['Model 4xx'] ?? 0) + 1)
  })

  it('of a page arrive where the server finds the URL, which it looks for once in a while', async () => {
    const requested: string[] = []
    const clients = createClients({
      region: account.region,
      endpointUrl: account.url,
      credentials: account.credentials,
      onCall: ({ operation }) => requested.push(operation),
    })
    const place = { api: { id: restApiId, stage: spec.stage }, functionName: `portico-${endpointName}`, endpointName }
    expect(await readOwnPlace({ ...context, clients }, endpointName)).toEqual(place)
    expect(requested.length).toBeLessThanOrEqual(2)
    const { length } = requested
    expect(await readOwnPlace({ ...context, clients }, endpointName)).toEqual(place)
    expect(requested).toHaveLength(length)
    expect(await readOwnPlace(context, 'churn-xgboost')).toBeUndefined()
  })

  it('that cannot be counted are made all the same, and what is missing is named', async () => {
    const { keys } = await account.restrictedKeys(['cloudwatch:PutMetricData'])
    const clients = createClients({ region: account.region, endpointUrl: account.url, credentials: keys })
    const denied = { ...context, clients }
    expect(unwrap(await runDeploy(denied, withFields(spec, { memoryMb: 512 }), () => {})).sample?.status).toBe(200)
    expect(lostOf(context.target, endpointName)).toMatchObject({
      message: expect.stringContaining('cloudwatch:PutMetricData'),
    })
  })

  it('hold up and fail nothing, whatever CloudWatch or the credentials do', async () => {
    let requests = 0
    const silent = createServer(() => {
      requests += 1
    }).listen(0)
    onTestFinished(() => {
      silent.closeAllConnections()
      silent.close()
    })
    const { port } = silent.address() as AddressInfo
    const { region, credentials } = account
    const mute = createClients({ region, endpointUrl: `http://127.0.0.1:${port}`, credentials, requestTimeoutMs: 50 })
    const broken = createClients({ region, credentials: () => Promise.reject(new TypeError('broken')) })
    for (const [name, clients] of Object.entries({ mute, broken })) {
      const ownCalls = new OwnCalls()
      ownCalls.add({ endpointName: name }, { predictions: 1 })
      await ownCalls.put({ clients, target: context.target })
      expect(lostOf(context.target, name)).toMatchObject({ message: expect.any(String) })
    }
    expect(requests).toBe(2)
  })
})

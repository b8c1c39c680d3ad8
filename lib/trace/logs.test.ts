/** The lines behind a hop, through the real SDK. */

import { CreateEndpointCommand } from '@aws-sdk/client-sagemaker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { until } from '../../sandbox/testing/wait'
import { describeEndpoint } from '../endpoints/describe'
import { defaultSpec } from '../spec/defaults'
import { withFields } from '../spec/testing'
import { runDeploy } from '../wiring/engine'
import { testContext, unwrap } from '../wiring/testing'
import { invocationOf } from './invocation-lines'
import { readContainerLog, readFunctionLog } from './logs'

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'

let account: TestAccount
let invokeUrl = ''
beforeAll(async () => {
  account = await createTestAccount()
  const spec = withFields(defaultSpec(endpointName, 'Real-time' as const), { sampleRow: row })
  invokeUrl = unwrap(await runDeploy(context(), spec, () => {})).invokeUrl ?? ''
})
afterAll(() => account.close())
const context = () => testContext(account)
const call = async (data: string) => {
  const response = await fetch(`${invokeUrl}?data=${data}`)
  return { status: response.status, requestId: response.headers.get('x-amzn-requestid') ?? '' }
}

describe('the function’s lines', () => {
  it('of a request by the gateway’s id, from START to REPORT', async () => {
    const at = Date.now()
    const [one, other] = await Promise.all([call(row), call(row)])
    const { lines, group } = await readFunctionLog(context(), endpointName, one.requestId, at)
    const text = lines.map((line) => line.text)
    expect(group).toBe('/aws/lambda/portico-iris-xgboost')
    expect(text[0]).toMatch(/^START RequestId: \S+ Version: 1$/)
    expect(text.filter((line) => line.includes(one.requestId))).toHaveLength(1)
    expect(text.some((line) => line.includes(other.requestId))).toBe(false)
    expect(text.at(-1)).toMatch(/^REPORT RequestId: .*Max Memory Used: \d+ MB/)
  })

  it('of the same seconds where none names it, and why', async () => {
    const at = Date.now()
    await call(row)
    const found = await readFunctionLog(context(), endpointName, 'nobody-said-this', at)
    expect(found.lines.length).toBeGreaterThan(0)
    expect(found.note).toMatch(/No line names this request/)
    const long = await readFunctionLog(context(), endpointName, 'nobody-said-this', Date.now() - 3_600_000)
    expect(long).toMatchObject({ lines: [], note: expect.stringMatching(/not called/) })
  })

  it('of a function that is not there', async () => {
    expect(await readFunctionLog(context(), 'auto-mpg-forest', 'any', Date.now())).toMatchObject({
      lines: [],
      note: 'There is no such log group.',
    })
  })
})

describe('the container’s lines', () => {
  it('have each invocation, and the words of a refusal', async () => {
    const since = Date.now()
    await call(row)
    await call('1,2')
    const { lines, group } = await readContainerLog(context(), endpointName, since)
    expect(group).toBe('/aws/sagemaker/Endpoints/iris-xgboost')
    expect(lines.map(({ text }) => text)).toEqual([
      expect.stringMatching(/"POST \/invocations HTTP\/1.1" 200 \d+/),
      expect.stringMatching(/Feature shape mismatch, expected: 4, got 2/),
      expect.stringMatching(/"POST \/invocations HTTP\/1.1" 400 \d+/),
    ])
    expect(lines[0]?.stream).toMatch(/^AllTraffic\/i-[0-9a-f]{17}$/)
  })

  it('of an endpoint that failed say why', async () => {
    const failed = await describeEndpoint(context().clients, 'house-prices-catboost')
    expect(failed.status).toBe('Failed')
    const { lines } = await readContainerLog(context(), failed.name, 0)
    const text = lines.map((line) => line.text).join('\n')
    expect(text).toMatch(/The model could not be loaded/)
    expect(text.match(/"GET \/ping HTTP\/1.1" 503/g)).toHaveLength(3)
  })

  it('of one that came up begin with its ping', async () => {
    const name = 'iris-second'
    const create = new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: 'iris-xgboost-config' })
    await account.sagemaker.send(create)
    expect(await readContainerLog(context(), name, 0)).toMatchObject({ lines: [], note: expect.any(String) })
    await until(
      () => describeEndpoint(context().clients, name),
      ({ status }) => status === 'InService',
    )
    const { lines } = await readContainerLog(context(), name, 0)
    expect(lines.map(({ text }) => text).at(-1)).toMatch(/"GET \/ping HTTP\/1.1" 200/)
  })
})

describe('one invocation out of a stream', () => {
  const lines = [
    'START RequestId: a Version: 1',
    '{"requestId":"gw-1","status":200}',
    'END RequestId: a',
    'REPORT RequestId: a\tDuration: 1 ms',
    'START RequestId: b Version: 1',
    '{"requestId":"gw-2","status":200}',
  ].map((text) => ({ at: '2026-11-24T10:00:00.000Z', stream: 's', text }))

  it.each<[string, number, number]>([
    ['gw-1', 0, 4],
    ['a', 0, 4],
    ['gw-2', 4, 6],
    ['gw-3', 0, 0],
  ])('by %s', (id, from, to) => expect(invocationOf(lines, id)).toEqual(lines.slice(from, to)))
})

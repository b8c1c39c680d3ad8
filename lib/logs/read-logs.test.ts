/** Lines of both hops of real requests, through the real SDK. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { defaultSpec } from '../spec/defaults'
import { runDeploy } from '../wiring/engine'
import { testContext, unwrap } from '../wiring/testing'
import { readLogs, readRequest } from './read-logs'
import { logSources } from './types'

const endpointName = 'iris-xgboost'
const of = { endpointName, servingEndpoint: endpointName }
let account: TestAccount
let invokeUrl = ''
beforeAll(async () => {
  account = await createTestAccount()
  invokeUrl =
    unwrap(await runDeploy(testContext(account), defaultSpec(endpointName, 'Real-time'), () => {})).invokeUrl ?? ''
})
afterAll(() => account.close())
const call = async (row: string) => {
  const response = await fetch(`${invokeUrl}?data=${row}`)
  return response.headers.get('x-amzn-requestid') ?? ''
}

describe('lines of both hops', () => {
  it('stand in the order of time', async () => {
    const since = Date.now()
    await call('5.1,3.5,1.4,0.2')
    const { entries, groups, complete } = await readLogs(testContext(account), { ...of, sources: logSources, since })
    expect(groups).toEqual([
      { source: 'gateway', name: '/aws/apigateway/portico-iris-xgboost', absent: true },
      { source: 'function', name: '/aws/lambda/portico-iris-xgboost', absent: false },
      { source: 'container', name: '/aws/sagemaker/Endpoints/iris-xgboost', absent: false },
    ])
    expect(complete).toBe(true)
    expect(new Set(entries.map(({ source }) => source))).toEqual(new Set(['function', 'container']))
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort())
  })

  it('are found by their text, in one hop or both', async () => {
    const since = Date.now()
    await call('1,2')
    const found = async (text: string, sources = logSources.slice()) =>
      (await readLogs(testContext(account), { ...of, sources, since, text })).entries
    expect((await found('Feature shape mismatch')).map(({ source }) => source)).toEqual(['container'])
    expect(await found('Feature shape mismatch', ['function'])).toEqual([])
    expect((await found('"status":400')).map(({ source }) => source)).toEqual(['function'])
  })

  it('of one request are its invocation and what the container wrote meanwhile', async () => {
    await call('5.1,3.5,1.4,0.2')
    const id = await call('1,2')
    const { entries } = await readRequest(testContext(account), of, id, { now: Date.now() })
    const own = entries.filter(({ source }) => source === 'function').map(({ text }) => text)
    expect(own[0]).toMatch(/^START RequestId/)
    expect(own.filter((text) => text.includes(id))).toHaveLength(1)
    expect(own.at(-1)).toMatch(/^REPORT RequestId/)
    expect(entries.some(({ source, text }) => source === 'container' && text.includes('Feature shape mismatch'))).toBe(
      true,
    )
    expect((await readRequest(testContext(account), of, 'nobody-knows-it', { now: Date.now() })).entries).toEqual([])
  })

  it('of what is not there are none, and it is said', async () => {
    const { entries, groups } = await readLogs(testContext(account), {
      endpointName: 'auto-mpg-forest',
      servingEndpoint: 'auto-mpg-forest',
      sources: ['function'],
      since: 0,
    })
    expect(entries).toEqual([])
    expect(groups).toMatchObject([{ absent: true }])
  })
})

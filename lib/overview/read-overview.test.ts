/** A region with a failed endpoint, a called URL and idle instances, at a glance. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { defaultSpec } from '../wiring/defaults'
import { runDeploy } from '../wiring/engine'
import { testContext, unwrap } from '../wiring/testing'
import { readOverview } from './read-overview'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

describe('readOverview', () => {
  it('counts endpoints, traffic and money, and says what needs somebody', async () => {
    const context = testContext(account)
    const { invokeUrl } = unwrap(await runDeploy(context, defaultSpec('iris-xgboost', 'Real-time'), () => {}))
    for (let call = 0; call < 12; call++) await fetch(`${invokeUrl}?data=${call < 6 ? '5.1,3.5,1.4,0.2' : '1,2'}`)
    const overview = await readOverview(context.clients, context.target, Date.now())
    expect(overview.endpoints).toContainEqual({ status: 'InService', count: 8 })
    expect(overview.endpoints).toContainEqual({ status: 'Failed', count: 1 })
    expect(overview.urls).toMatchObject([{ endpointName: 'iris-xgboost', state: 'live', refused: 6, failed: 0 }])
    expect(overview.urls[0]?.requests?.at(-1)).toBeGreaterThanOrEqual(12)
    expect(overview.month).toMatchObject({ priced: 7, of: 8 })
    expect(overview.attention.slice(0, 2).map(({ kind, endpointName }) => [kind, endpointName])).toEqual([
      ['endpoint-failed', 'house-prices-catboost'],
      ['url-refusing', 'iris-xgboost'],
    ])
    expect(overview.attention.map(({ endpointName }) => endpointName)).toContain('auto-mpg-forest')
    expect(overview.unread).toEqual([])
  })

  it('shows what it can where CloudWatch and prices are refused', async () => {
    const context = testContext(account)
    const { cloudWatch, pricing } = await account.restricted(['cloudwatch:*', 'pricing:*'])
    const overview = await readOverview({ ...context.clients, cloudWatch, pricing }, context.target, Date.now())
    expect(overview.urls).toEqual([{ endpointName: 'iris-xgboost', state: 'live' }])
    expect(overview.unread).toEqual([expect.stringMatching(/^Traffic: /), expect.stringMatching(/^Cost: /)])
  })
})

/** A region with a failed endpoint, a called URL and idle instances, at a glance. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { until } from '../../sandbox/testing/wait'
import { createClients } from '../aws/client/create-clients'
import { defaultSpec } from '../spec/defaults'
import { withFields } from '../spec/testing'
import { runDeploy } from '../wiring/engine'
import { testContext, unwrap } from '../wiring/testing'
import { readDashboard } from './read-dashboard'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

describe('readDashboard', () => {
  it('counts endpoints, traffic and money, and says what needs somebody', async () => {
    const context = testContext(account)
    const spec = withFields(defaultSpec('iris-xgboost', 'Real-time'), { sampleRow: '5.1,3.5,1.4,0.2' })
    const { invokeUrl } = unwrap(await runDeploy(context, spec, () => {}))
    for (let call = 0; call < 12; call++) await fetch(`${invokeUrl}?data=${call < 6 ? '5.1,3.5,1.4,0.2' : '1,2'}`)
    // A new metric is empty for a while: then the row is taken off by which the deploy reached the model, and six are left.
    const dashboard = await until(
      () => readDashboard(context.clients, context.target, Date.now()),
      ({ urls: [url] }) => url?.refused === 6,
    )
    expect(dashboard.endpoints).toContainEqual({ status: 'InService', count: 14 })
    expect(dashboard.endpoints).toContainEqual({ status: 'Failed', count: 1 })
    expect(dashboard.urls).toMatchObject([{ endpointName: 'iris-xgboost', state: 'live', refused: 6, failed: 0 }])
    expect(dashboard.urls[0]?.requests?.at(-1)).toBeGreaterThanOrEqual(12)
    expect(dashboard.month).toMatchObject({ priced: 13, of: 13 })
    expect(dashboard.attention.slice(0, 2).map(({ kind, endpointName }) => [kind, endpointName])).toEqual([
      ['endpoint-failed', 'house-prices-catboost'],
      ['url-refusing', 'iris-xgboost'],
    ])
    const idle = (name: string) =>
      dashboard.attention.find(({ kind, endpointName }) => kind === 'endpoint-idle' && endpointName === name)?.what
    expect(idle('auto-mpg-forest')).toMatch(/^Nobody has called the endpoint for 30 days or more, and it costs \$/)
    expect(idle('digits-mxnet')).toMatch(/^Nobody has called the endpoint since it was created 12 days ago, and it/)
    // Six days old.
    expect(idle('language-id-hf')).toBeUndefined()
    expect(dashboard.unread).toEqual({})
  })

  it('names each read that AWS denies where its data would stand, and shows the rest', async () => {
    const context = testContext(account)
    // No price of this region was kept by another test.
    const target = { ...context.target, region: 'eu-central-1' }
    const read = async (denied: string[]) => {
      const { keys } = await account.restrictedKeys(denied)
      const { region, url: endpointUrl } = account
      const clients = createClients({ region, endpointUrl, credentials: keys })
      const { unread, ...rest } = await readDashboard(clients, target, Date.now())
      return { ...rest, unread: Object.entries(unread).map(([part, { denied }]) => `${part}: ${denied?.action}`) }
    }
    const prices = await read(['pricing:*'])
    const [metrics, config, models] = await Promise.all([
      read(['cloudwatch:*']),
      read(['sagemaker:DescribeEndpointConfig']),
      read(['sagemaker:DescribeModel']),
    ])
    expect(metrics.unread).toEqual(['calls: cloudwatch:GetMetricData', 'traffic: cloudwatch:GetMetricData'])
    const live = { kind: 'answered', madeUp: false }
    expect(metrics.urls).toEqual([{ endpointName: 'iris-xgboost', state: 'live', live }])
    expect(metrics.month).toMatchObject({ priced: 13, of: 13 })
    expect(prices.unread).toEqual(['prices: pricing:GetProducts'])
    expect(prices.month).toBeUndefined()
    expect(config.unread).toEqual(['instances: sagemaker:DescribeEndpointConfig'])
    // A region's numbers need no model.
    expect(models.unread).toEqual([])
    expect(models.month).toMatchObject({ priced: 13, of: 13 })
  })
})

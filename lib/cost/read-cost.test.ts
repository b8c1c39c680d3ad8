/** Costs of a deployed URL, from the price list and what was really called. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { describeEndpoint } from '../endpoints/describe'
import { defaultSpec } from '../wiring/defaults'
import { runDeploy } from '../wiring/engine'
import { testContext, unwrap } from '../wiring/testing'
import { readCost } from './read-cost'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

const detail = (name: string) => describeEndpoint(testContext(account).clients, name)

describe('readCost', () => {
  it('knows what an endpoint costs while nobody calls', async () => {
    const { clients } = testContext(account)
    const endpoint = await detail('auto-mpg-forest')
    const { cost, traffic } = await readCost(clients, { region: account.region, endpoint }, Date.now())
    expect(cost.hour).toBeCloseTo(0.102, 6)
    expect(cost.month).toBeCloseTo(0.102 * 730, 4)
    expect(traffic).toMatchObject({ predictions: 0, idle: { days: 30, since: 'before' } })
  })

  it('knows what a prediction costs once some were made, by the URL and past it', async () => {
    const context = testContext(account)
    const spec = defaultSpec('iris-xgboost', 'Real-time')
    const { invokeUrl } = unwrap(await runDeploy(context, spec, () => {}))
    for (let call = 0; call < 5; call++) await fetch(`${invokeUrl}?data=5.1,3.5,1.4,0.2`)
    const asked = {
      region: account.region,
      endpoint: await detail('iris-xgboost'),
      url: {
        function: { name: 'portico-iris-xgboost', memoryMb: 256 },
        cacheGb: '0.5',
        apiName: spec.apiName,
        stage: spec.stage,
      },
    }
    const { cost, traffic } = await readCost(context.clients, asked, Date.now())
    // Five calls, and the request by which the deploy proved the model.
    expect(traffic).toMatchObject({ predictions: 6, idle: undefined })
    // It was created 26 hours ago, so its calls are those of 26 hours and not of a month.
    expect(traffic.days).toBeCloseTo(26 / 24, 1)
    expect(traffic.requests).toBeGreaterThanOrEqual(5)
    expect(cost.gatewayPerThousand).toBeCloseTo(0.0035, 6)
    expect(cost.lambdaPerThousand).toBeGreaterThan(0.0002)
    expect(cost.cacheMonth).toBeCloseTo(14.6, 8)
    expect(cost.perPrediction).toBeCloseTo(((0.115 + 0.02) * 24 * traffic.days) / 6, 2)
    expect(cost.asServerless?.month).toBeGreaterThan(0)
    const elsewhere = await readCost(context.clients, { ...asked, region: 'af-south-1' }, Date.now())
    expect(elsewhere.cost).toMatchObject({ hour: undefined, missing: ['ml.m5.large'], gatewayPerThousand: undefined })
  })

  it.each(['house-prices-catboost', 'fraud-autogluon-eu'])(
    'bills nothing of %s, whose instances do not run',
    async (name) => {
      const { clients } = testContext(account)
      const { cost } = await readCost(clients, { region: account.region, endpoint: await detail(name) }, Date.now())
      expect(cost).toMatchObject({ hour: 0, month: 0, perPrediction: undefined })
      expect(cost.hourAsConfigured).toBeGreaterThan(0.1)
    },
  )

  it('throws AWS’s refusal to who may not read prices', async () => {
    const { pricing, cloudWatch } = await account.restricted(['pricing:*'])
    const endpoint = await detail('digits-mxnet')
    await expect(
      readCost({ pricing, cloudWatch }, { region: 'eu-central-1', endpoint }, Date.now()),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' })
  })
})

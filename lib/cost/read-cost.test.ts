/** Costs of a deployed URL, from the price list and what was really called. */
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
} from '@aws-sdk/client-sagemaker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { until } from '../../sandbox/testing/wait'
import { createClients } from '../aws/client/create-clients'
import { readDashboard } from '../dashboard/read-dashboard'
import { describeEndpoint } from '../endpoints/describe'
import { defaultSpec } from '../spec/defaults'
import { runDeploy } from '../wiring/engine'
import { testContext, unwrap } from '../wiring/testing'
import { costOf } from './cost-of'
import { readCost } from './read-cost'
import { readWiringPrices } from './read-wiring-prices'
import { variantPrices } from './variant-prices'

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

  it('knows the prices of a public API that is not there yet', async () => {
    const prices = await readWiringPrices(testContext(account).clients, account.region)
    expect(prices).toMatchObject({ currency: 'USD', gatewayRequest: 0.0000035, lambdaRequest: 0.0000002 })
    expect(prices.cacheHour['0.5']).toBeCloseTo(0.02, 6)
    expect(prices.alarmMonth).toBeCloseTo(0.1, 6)
  })

  it('knows what a prediction costs once some were made, by the URL and past it', async () => {
    const context = testContext(account)
    const spec = defaultSpec('iris-xgboost', 'Real-time')
    const { invokeUrl, restApiId } = unwrap(await runDeploy(context, spec, () => {}))
    for (let call = 0; call < 5; call++) await fetch(`${invokeUrl}?data=5.1,3.5,1.4,0.2`)
    const costQuery = {
      region: account.region,
      endpoint: await detail('iris-xgboost'),
      url: {
        function: { name: 'portico-iris-xgboost', memoryMb: 256 },
        cacheGb: '0.5',
        alarms: 2,
        restApiId,
        apiName: spec.apiName,
        stage: spec.stage,
      },
    }
    const { cost, traffic } = await until(
      () => readCost(context.clients, costQuery, Date.now()),
      (now) => now.traffic.ownPredictions > 0,
    )
    // The request by which the deploy proved the model is taken off.
    expect(traffic).toMatchObject({ predictions: 5, ownPredictions: 1, requests: 5, idle: undefined })
    // It was created 26 hours ago, so its calls are those of 26 hours and not of a month.
    expect(traffic.days).toBeCloseTo(26 / 24, 1)
    expect(cost.gatewayPerThousand).toBeCloseTo(0.0035, 6)
    expect(cost.lambdaPerThousand).toBeGreaterThan(0.0002)
    expect(cost.cacheMonth).toBeCloseTo(14.6, 8)
    // Of a standard alarm, whose name in the list has the region's letters before it or not.
    expect(cost.alarmsMonth).toBeCloseTo(0.2, 8)
    const frankfurt = await readCost(context.clients, { ...costQuery, region: 'eu-central-1' }, Date.now())
    expect(frankfurt.cost.alarmsMonth).toBeCloseTo(0.24, 8)
    expect(cost.perPrediction).toBeCloseTo(((0.115 + 0.02) * 24 * traffic.days) / 5, 2)
    expect(cost.asServerless?.month).toBeGreaterThan(0)
    // Deleted, and made again under its name the day after next: the calls were another endpoint's.
    const hourMs = 3_600_000
    const again = { ...costQuery.endpoint, createdAt: new Date(Date.now() + 48 * hourMs).toISOString() }
    const later = await readCost(context.clients, { ...costQuery, endpoint: again }, Date.now() + 60 * hourMs)
    expect(later.traffic).toMatchObject({ predictions: 0, requests: 0 })
    const elsewhere = await readCost(context.clients, { ...costQuery, region: 'af-south-1' }, Date.now())
    expect(elsewhere.cost).toMatchObject({ hour: undefined, missing: ['ml.m5.large'], gatewayPerThousand: undefined })
    expect(elsewhere.cost.alarmsMonth).toBeUndefined()
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

  it('bills provisioned concurrency that nobody calls, past the free tier of the list', async () => {
    const { clients } = testContext(account)
    const seeded = await account.sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'iris-serverless' }))
    const before = await account.sagemaker.send(
      new DescribeEndpointConfigCommand({ EndpointConfigName: seeded.EndpointConfigName }),
    )
    const [variant] = before.ProductionVariants ?? []
    const warm = (ProvisionedConcurrency: number) => ({
      EndpointConfigName: 'kept-warm',
      ProductionVariants: [
        {
          VariantName: 'AllTraffic',
          ModelName: variant?.ModelName,
          ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 10, ProvisionedConcurrency },
        },
      ],
    })
    await expect(account.sagemaker.send(new CreateEndpointConfigCommand(warm(11)))).rejects.toMatchObject({
      name: 'ValidationException',
    })
    await account.sagemaker.send(new CreateEndpointConfigCommand(warm(2)))
    await account.sagemaker.send(
      new CreateEndpointCommand({ EndpointName: 'kept-warm', EndpointConfigName: 'kept-warm' }),
    )
    const endpoint = await until(
      () => detail('kept-warm'),
      ({ status }) => status === 'InService',
    )
    expect(endpoint.capacity).toBe('2 GB, max 10, 2 kept warm')
    const { cost } = await readCost(clients, { region: account.region, endpoint }, Date.now())
    expect(cost.hour).toBeCloseTo(2 * 3600 * 0.00004 * 0.21, 8)
    const dashboard = await readDashboard(clients, testContext(account).target, Date.now())
    expect(dashboard.month?.of).toBe(14)
    const called = { days: 1, predictions: 1, ownPredictions: 0, ownRuns: 0, requests: 0, modelMs: 1000 }
    const onDemand = { ...endpoint.variants[0], instanceCount: 0, serverlessGb: 2 }
    const prices = await variantPrices(clients, account.region, endpoint.variants)
    expect(costOf({ variants: [onDemand] }, prices, called).serverlessPerThousand).toBeCloseTo(0.04, 8)
  })

  it('reads the list of China in its own currency, with a call to its own endpoint', async () => {
    const region = 'cn-north-1'
    const clients = createClients({ region, endpointUrl: account.url, credentials: account.credentials })
    expect(await clients.pricing.config.region()).toBe('cn-northwest-1')
    const endpoint = await detail('auto-mpg-forest')
    const { cost } = await readCost(clients, { region, endpoint }, Date.now())
    expect(cost).toMatchObject({ currency: 'CNY', hour: 0.714, missing: [] })
  })

  it('says that prices cannot be read in GovCloud, without a call that its credentials cannot make', async () => {
    const region = 'us-gov-west-1'
    const clients = createClients({ region, endpointUrl: account.url, credentials: account.credentials })
    const endpoint = await detail('auto-mpg-forest')
    await account.orderFaults([])
    await expect(readCost(clients, { region, endpoint }, Date.now())).rejects.toThrow(
      'Prices cannot be read in AWS GovCloud (US).',
    )
    expect(await account.callsMade()).not.toContain('GetProducts')
  })

  it('throws AWS’s refusal to who cannot read prices', async () => {
    const { pricing, cloudWatch } = await account.restricted(['pricing:*'])
    const endpoint = await detail('digits-mxnet')
    await expect(
      readCost({ pricing, cloudWatch }, { region: 'eu-central-1', endpoint }, Date.now()),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' })
  })
})

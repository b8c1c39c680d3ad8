import { beforeAll, expect, it } from 'vitest'
import { createTestAccount } from '../../sandbox/testing/account'
import { type AwsClients, createClients } from '../aws/client/create-clients'
import { askFeatures } from './ask-features'

let clients: AwsClients
beforeAll(async () => {
  const account = await createTestAccount()
  clients = createClients({ region: account.region, endpointUrl: account.url, credentials: account.credentials })
})

it.each([
  ['iris-xgboost', 4, { task: 'classification' }],
  ['penguin-species-ll', 4, { task: 'classification' }],
  ['auto-mpg-forest', 7, { task: 'regression' }],
  ['iris-serverless', 4, undefined],
])('%s says that it takes %i features', async (name, width, output) => {
  const asked = await askFeatures(clients, name)
  expect(asked.calls).toBe(2)
  expect(asked.evidence?.features).toHaveLength(width)
  expect(asked.evidence?.output).toEqual(output)
})

it('of an endpoint that does not exist is AWS’s error', async () => {
  await expect(askFeatures(clients, 'nobody')).rejects.toThrow(/not found/)
})

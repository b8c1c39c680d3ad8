/** How long an integration can take, before and after the account's quota is raised. */
import {
  CreateRestApiCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  PutMethodCommand,
  PutRestApiCommand,
  UpdateIntegrationCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, raiseIntegrationTimeout, type TestAccount } from '../../testing/account'
import { retried } from '../../testing/wait'

let account: TestAccount
let place: { restApiId: string; resourceId: string; httpMethod: string }
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
  const { id = '' } = await account.apiGateway.send(new CreateRestApiCommand({ name: 'slow' }))
  const { items = [] } = await account.apiGateway.send(new GetResourcesCommand({ restApiId: id }))
  place = { restApiId: id, resourceId: items[0]?.id ?? '', httpMethod: 'GET' }
  await account.apiGateway.send(new PutMethodCommand({ ...place, authorizationType: 'NONE' }))
})
afterAll(() => account.close())

const put = (timeoutInMillis: number) =>
  account.apiGateway.send(new PutIntegrationCommand({ ...place, type: 'MOCK', timeoutInMillis }))
const update = (value: string) =>
  account.apiGateway.send(
    new UpdateIntegrationCommand({ ...place, patchOperations: [{ op: 'replace', path: '/timeoutInMillis', value }] }),
  )
const overwrite = (timeoutInMillis: number) =>
  account.apiGateway.send(
    new PutRestApiCommand({
      restApiId: place.restApiId,
      mode: 'overwrite',
      body: JSON.stringify({
        openapi: '3.0.1',
        info: { title: 'slow', version: '1' },
        paths: {
          '/': { get: { responses: {}, 'x-amazon-apigateway-integration': { type: 'mock', timeoutInMillis } } },
        },
      }),
    }),
  )

it('is 29 s until the quota is raised, and what the quota says from then on', async () => {
  await put(29_000)
  for (const refused of [() => put(45_000), () => update('45000'), () => overwrite(45_000)])
    await expect(refused()).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringMatching(/(^|: )Timeout should be between 50 ms and 29000 ms$/),
    })
  await raiseIntegrationTimeout(account, 60_000)
  await put(45_000)
  expect((await update('46000')).timeoutInMillis).toBe(46_000)
  await expect(put(61_000)).rejects.toThrow('Timeout should be between 50 ms and 60000 ms')
  await retried(() => overwrite(45_000), /Too Many Requests/)
})

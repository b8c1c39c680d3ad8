/** A throttled call of a row is made again by itself: what the row did before it is done once. */
import { CreateApiKeyCommand, GetApiKeysCommand } from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestAccount } from './account'
import { recordedAccount, responseOf } from './recorded'

let account: TestAccount
beforeAll(async () => {
  account = await recordedAccount()
})
afterAll(() => account.close())

it('a row of two calls makes each once, though the second is throttled', async () => {
  await account.orderFaults([{ operation: 'CreateApiKey', kind: 'throttle', nth: 2, times: 3 }])
  const create = (name: string) => account.apiGateway.send(new CreateApiKeyCommand({ name }))
  await responseOf(async () => {
    await create('one')
    return create('two')
  })
  const { items = [] } = await account.apiGateway.send(new GetApiKeysCommand({}))
  expect(items.map(({ name }) => name).sort()).toEqual(['one', 'two'])
  expect((await account.callsMade()).filter((call) => call === 'CreateApiKey').length).toBeGreaterThan(2)
})

/** The engine where API Gateway answers in the other way, in what the AWS documentation leaves open. */

import { CreateDocumentationPartCommand, GetApiKeysCommand } from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, respondUndocumented, type TestAccount } from '../../sandbox/testing/account'
import { listDocumentation } from '../aws/apigateway/documentation'
import { defaultSpec } from '../spec/defaults'
import type { FlatSpec } from '../spec/flat-spec'
import type { WiringSpec } from '../spec/spec'
import { withFields } from '../spec/testing'
import { testMethod } from '../trace/hops'
import { runDeploy } from './engine'
import { readWiring } from './read/current'
import { readDeploymentHistory } from './read/deployment-history'
import { findApiKeys } from './read/find-keys'
import type { WiringContext } from './run/context'
import { testContext, unwrap } from './testing'

const endpointName = 'iris-xgboost'
const row = '5.1,3.5,1.4,0.2'
const spec: WiringSpec = withFields(defaultSpec(endpointName, 'Real-time'), { sampleRow: row })

let account: TestAccount
let context: WiringContext
const deployed = async (change: Partial<FlatSpec>) =>
  unwrap(await runDeploy(context, withFields(spec, change), () => {}))

beforeAll(async () => {
  account = await createTestAccount()
  context = testContext(account)
  await respondUndocumented(account, {
    testsAnyByVerb: false,
    listsKeyTags: false,
    takesStaleDocumentation: false,
    documentationCharacters: 4_000,
  })
})
afterAll(() => account.close())

it('finds its keys by reading those that the list gives without tags', async () => {
  await deployed({ access: { kind: 'key', rateLimit: 50, burstLimit: 100 } })
  const { items = [] } = await account.apiGateway.send(new GetApiKeysCommand({}))
  expect(items.map(({ tags }) => tags)).toEqual([undefined])
  expect((await findApiKeys(context.clients, endpointName)).map(({ id }) => id)).toEqual([items[0]?.id])
  expect((await deployed({ access: { kind: 'key', rateLimit: 50, burstLimit: 100 } })).writes).toBe(0)
})

it('tests an ANY method by ANY where its verbs are not there, and the function answers', async () => {
  const { restApiId = '', resourceId = '' } = await readWiring(context, endpointName)
  const test = (httpMethod: string, query: string, body?: string) =>
    testMethod(context.clients, { restApiId, resourceId, httpMethod, pathWithQueryString: `/iris${query}`, body })
  expect(await test('GET', `?data=${row}`)).toMatchObject({ status: 200 })
  expect(await test('POST', '', `{"instances":[[${row}]]}`)).not.toMatchObject({ status: 405 })
  await expect(
    testMethod(context.clients, { restApiId, resourceId: 'none', httpMethod: 'GET', pathWithQueryString: '/' }),
  ).rejects.toThrow('Invalid Resource identifier specified')
})

it('leaves out what is written about a path that goes, and old specs that have no room', async () => {
  const { restApiId = '' } = await readWiring(context, endpointName)
  await account.apiGateway.send(
    new CreateDocumentationPartCommand({
      restApiId,
      location: { type: 'RESOURCE', path: '/iris' },
      properties: '{"description":"Flowers"}',
    }),
  )
  const direct = { integration: { kind: 'direct' as const } }
  for (const resourcePath of ['flowers', 'blossoms', 'plants']) await deployed({ ...direct, resourcePath })
  const parts = await listDocumentation(account.apiGateway, restApiId)
  expect(parts.map(({ location }) => location.type)).toEqual(['API'])
  const [newest, ...older] = await readDeploymentHistory(context, endpointName)
  expect(newest?.spec?.routes[0].resourcePath).toBe('plants')
  expect(older.length).toBeLessThan(4)
})

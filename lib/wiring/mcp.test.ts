/** The Model Context Protocol at `/mcp`, deployed, and called by its own client through the gateway. */
import { DeleteResourceCommand, GetResourcesCommand, GetRestApisCommand } from '@aws-sdk/client-api-gateway'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { readApiKeyValue } from '../aws/apigateway/api-key'
import { defaultSpec } from '../spec/defaults'
import { type WiringSpec, wiringSpecSchema } from '../spec/spec'
import { withFields } from '../spec/testing'
import { planDeploy, planRemove, runDeploy, runRemove } from './engine'
import { findApiKeys } from './read/find-keys'
import type { WiringContext } from './run/context'
import { testContext, unwrap } from './testing'

const iris = (fields: object = {}): WiringSpec =>
  withFields(defaultSpec('iris-xgboost', 'Real-time'), {
    contract: {
      features: ['sepal length', 'sepal width', 'petal length', 'petal width'].map((name) => ({
        name,
        type: 'number',
        unit: 'cm',
      })),
      output: { task: 'classification', name: 'species', labels: ['setosa', 'versicolor', 'virginica'] },
    },
    sampleRow: '5.1,3.5,1.4,0.2',
    mcp: {},
    ...fields,
  })

const flower = { sepal_length: 5.1, sepal_width: 3.5, petal_length: 1.4, petal_width: 0.2 }

let account: TestAccount
let context: WiringContext
beforeAll(async () => {
  account = await createTestAccount()
  context = testContext(account, { callers: true })
})
afterAll(() => account.close())

const deploy = async (spec: WiringSpec) => unwrap(await runDeploy(context, spec, () => {}))

async function connected<T>(url: string, headers: Record<string, string>, use: (client: Client) => Promise<T>) {
  const client = new Client({ name: 'test', version: '1.0.0' })
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } }))
  try {
    return await use(client)
  } finally {
    await client.close()
  }
}

describe('an open URL', () => {
  let url: string
  beforeAll(async () => {
    url = (await deploy(iris())).invokeUrl ?? ''
  })

  it('is deployed as planned: the same deploy writes nothing more', async () => {
    const plan = unwrap(await planDeploy(context, iris()))
    expect(plan.items.filter(({ change }) => change !== 'none')).toEqual([])
    expect((await deploy(iris())).writes).toBe(0)
  })

  it('is a tool with the features as arguments, and its prediction is the model’s', async () => {
    await connected(url, {}, async (client) => {
      const { tools } = await client.listTools()
      expect(tools[0]).toMatchObject({
        name: 'predict_iris',
        inputSchema: { required: ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'] },
      })
      const { structuredContent } = await client.callTool({ name: 'predict_iris', arguments: flower })
      expect(structuredContent).toMatchObject({ predictions: [{ label: 'setosa' }] })
      const refused = await client.callTool({
        name: 'predict_iris',
        arguments: { ...flower, petal_width: 'x' },
      })
      expect(refused).toMatchObject({ isError: true })
    })
  })

  it('still answers its own path, and no other below it', async () => {
    expect(await (await fetch(`${url}?data=5.1,3.5,1.4,0.2`)).text()).toMatch(/^0/)
    expect((await fetch(`${url}/other`)).status).toBe(403)
    expect((await fetch(`${url}/mcp`)).status).toBe(405)
  })

  it('lets pages of its origins in, and no other', async () => {
    const preflight = await fetch(`${url}/mcp`, { method: 'OPTIONS', headers: { Origin: 'https://a.dev' } })
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET,POST,DELETE,OPTIONS')
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: 'https://evil.dev' },
      body: '{}',
    }
    expect((await fetch(`${url}/mcp`, init)).status).toBe(403)
  })

  it('is repaired if somebody deletes the path', async () => {
    const { items: apis = [] } = await account.apiGateway.send(new GetRestApisCommand({}))
    const restApiId = apis.find(({ id }) => id && url.includes(id))?.id
    const { items = [] } = await account.apiGateway.send(new GetResourcesCommand({ restApiId }))
    const resourceId = items.find(({ path }) => path?.endsWith('/mcp'))?.id
    await account.apiGateway.send(new DeleteResourceCommand({ restApiId, resourceId }))
    const plan = unwrap(await planDeploy(context, iris()))
    expect(plan.items.flatMap(({ fields }) => fields.map(({ field }) => field))).toContain('resources')
    await deploy(iris())
    expect((await fetch(`${url}/mcp`)).status).toBe(405)
  })

  it('is a tool no more without the option, and nothing of it stays', async () => {
    await deploy(iris({ mcp: undefined }))
    expect((await fetch(`${url}/mcp`)).status).toBe(403)
    expect(await (await fetch(`${url}?data=5.1,3.5,1.4,0.2`)).text()).toMatch(/^0/)
    await runRemove(context, 'iris-xgboost', () => {})
    expect(unwrap(await planRemove(context, 'iris-xgboost')).items).toEqual([])
  })
})

it('with a key, takes who sends it in a header', async () => {
  const keyed = iris({ access: { kind: 'key', rateLimit: 10, burstLimit: 20, quotaPerDay: 1_000 } })
  const url = (await deploy(keyed)).invokeUrl ?? ''
  await expect(connected(url, {}, async () => {})).rejects.toThrow('Forbidden')
  const { apiGateway } = context.clients
  const [key] = await findApiKeys(context.clients, 'iris-xgboost')
  const value = await readApiKeyValue(apiGateway, key?.id ?? '')
  const result = await connected(url, { 'x-api-key': value ?? '' }, (client) =>
    client.callTool({ name: 'predict_iris', arguments: flower }),
  )
  expect(result.structuredContent).toMatchObject({ predictions: [{ label: 'setosa' }] })
})

it.each<[string, object]>([
  ['Only the Lambda function', { integration: { kind: 'direct' }, request: { methods: 'any', form: 'rows' } }],
  ['comes as a whole', { contract: { features: [], input: { kind: 'chat', stream: true } }, timeoutSeconds: 300 }],
])('is refused with a sentence: %s', (words, fields) => {
  const { error } = wiringSpecSchema.safeParse(iris(fields))
  expect(error?.issues.map(({ message }) => message).join()).toContain(words)
})

/** Endpoints that lack an operation: how they say so, through the real SDK, and a deploy that does not need it. */

import { createServer, type RequestListener, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import {
  GetDocumentationPartsCommand,
  GetGatewayResponsesCommand,
  GetRequestValidatorsCommand,
  GetResourcesCommand,
} from '@aws-sdk/client-api-gateway'
import { GetRoleCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, dropFromImports, type TestAccount } from '../../../sandbox/testing/account'
import { toFailure } from '../../errors'
import { defaultSpec } from '../../spec/defaults'
import { onlyRoute } from '../../spec/spec'
import { withFields } from '../../spec/testing'
import { planDeploy, runDeploy } from '../../wiring/engine'
import { testContext, unwrap } from '../../wiring/testing'
import { createClients } from './create-clients'

const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close()
})

async function serve(response: RequestListener): Promise<string> {
  const server = createServer(response)
  servers.push(server)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const page = '<!doctype html><title>404 Not Found</title>'
const clientsAt = (endpointUrl: string, credentials = { accessKeyId: 'a', secretAccessKey: 'b' }) =>
  createClients({ region: 'us-east-1', endpointUrl, credentials })

it.each([
  [404, 'text/html', page, 'unsupported'],
  [405, 'text/html', page, 'unsupported'],
  [404, 'text/plain', '', 'unsupported'],
  [501, 'text/plain', 'Not Implemented', 'unsupported'],
  [501, 'application/json', '{"__type":"InternalFailure","message":"pro feature"}', 'unsupported'],
  [500, 'application/json', '{"__type":"InternalFailure","message":"Not yet implemented"}', 'unsupported'],
  [500, 'text/html', '<html>Internal Server Error</html>', 'aws-unavailable'],
  [200, 'text/html', '<html>Welcome</html>', 'not-aws'],
])('%i %s %s names the operation', async (status, type, body, code) => {
  const { once } = clientsAt(
    await serve((sent, response) => {
      sent.resume()
      response.writeHead(status, { 'content-type': type }).end(body)
    }),
  )
  const failureOf = (call: Promise<unknown>) =>
    call.then(
      () => expect.unreachable(),
      (error: unknown) => toFailure(error, {}),
    )
  const rest = await failureOf(once.apiGateway.send(new GetDocumentationPartsCommand({ restApiId: 'a' })))
  expect(rest).toMatchObject({ code, aws: { operation: 'API Gateway GetDocumentationParts' } })
  expect(rest.message).toContain('API Gateway GetDocumentationParts')
  expect(`${rest.message} ${rest.cause}`).not.toMatch(/SyntaxError|Unexpected token/)
  // A well-formed page with status 200 is an empty answer to the XML protocols of the SDK.
  if (status === 200) return
  const query = await failureOf(once.iam.send(new GetRoleCommand({ RoleName: 'a' })))
  expect(query.aws?.operation).toBe('IAM GetRole')
  // An error of the wrong protocol is no AWS response either; what is empty or a page is the same to both.
  if (type !== 'application/json' && status !== 500) expect(query.code).toBe(code)
})

/** Says whether the endpoint answers with a page: 404 if `true`. */
type IsLacking = (method: string, path: string, body: string) => boolean | number

/** The sandbox behind an endpoint that lacks some operations. */
async function contextWithout(account: TestAccount, isLacking: IsLacking) {
  const { hostname, port } = new URL(account.url)
  const endpointUrl = await serve(async (sent, response) => {
    const { method = '', headers, url = '' } = sent
    const body = await buffer(sent)
    const lacking = isLacking(method, url, body.toString('utf8'))
    if (lacking) {
      response.writeHead(lacking === true ? 404 : lacking, { 'content-type': 'text/html' }).end(page)
      return
    }
    request({ hostname, port, method, headers, path: url }, (given) => {
      response.writeHead(given.statusCode ?? 502, given.headers)
      given.pipe(response)
    }).end(body)
  })
  return { ...testContext(account), clients: clientsAt(endpointUrl, account.credentials) }
}

const documentation = (_: string, path: string) => path.includes('/documentation/parts')
const spec = defaultSpec('iris-xgboost', 'Real-time')
const row = '5.1,3.5,1.4,0.2'

it('an endpoint without documentation parts takes a deploy with a function, and one without says what is lacking', async () => {
  const account = await createTestAccount()
  const context = await contextWithout(account, documentation)
  unwrap(await runDeploy(context, spec, () => {}))
  const direct = withFields(defaultSpec('auto-mpg-forest', 'Real-time'), { integration: { kind: 'direct' as const } })
  const refused = await runDeploy(context, direct, () => {})
  expect(refused.ok ? '' : refused.error).toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('API Gateway CreateDocumentationPart'),
  })
  account.close()
})

describe('an import that leaves validators and gateway responses out', () => {
  let account: TestAccount
  beforeAll(async () => {
    account = await createTestAccount()
    await dropFromImports(account, { validators: true, gatewayResponses: true })
  })
  afterAll(() => account.close())
  const readFields = async (restApiId: string) => {
    const validators = await account.apiGateway.send(new GetRequestValidatorsCommand({ restApiId }))
    const responses = await account.apiGateway.send(new GetGatewayResponsesCommand({ restApiId, limit: 500 }))
    return {
      validators: (validators.items ?? []).map(({ name }) => name),
      responses: (responses.items ?? []).filter((one) => !one.defaultResponse).map((one) => one.responseType),
    }
  }

  it('is completed by calls of their own: the gateway refuses as it should, and nothing differs', async () => {
    const context = await contextWithout(account, documentation)
    const checked = withFields(spec, { request: { ...onlyRoute(spec).request, required: true } })
    const { invokeUrl = '', restApiId = '' } = unwrap(await runDeploy(context, checked, () => {}))
    expect(await readFields(restApiId)).toEqual({ validators: ['portico'], responses: ['DEFAULT_4XX', 'DEFAULT_5XX'] })
    expect((await fetch(`${invokeUrl}?data=${row}`)).status).toBe(200)
    const refused = await fetch(invokeUrl, { headers: { origin: 'http://localhost:3000' } })
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('Missing required request')])
    expect(refused.headers.get('access-control-allow-origin')).toBeTruthy()
    expect(unwrap(await runDeploy(context, checked, () => {})).writes).toBe(0)
  })

  it('is deployed without what the endpoint has no operation for, and names it', async () => {
    const lacking = (method: string, path: string) =>
      documentation(method, path) || (method !== 'GET' && /\/(requestvalidators|gatewayresponses)/.test(path))
    const context = await contextWithout(account, lacking)
    const said: string[] = []
    const spec = defaultSpec('auto-mpg-forest', 'Real-time')
    const outcome = unwrap(await runDeploy(context, spec, ({ detail }) => said.push(detail ?? '')))
    expect((await fetch(`${outcome.invokeUrl}?data=8,304,193,4732,18.5,70,1`)).status).toBe(200)
    expect(await readFields(outcome.restApiId ?? '')).toEqual({ validators: [], responses: [] })
    expect(said.join('\n')).toMatch(
      /Read back, without requestValidators, \/\S+ ANY requestValidator, DEFAULT_4XX header access-control-allow-origin/,
    )
  })
})

describe('MOCK integrations', () => {
  let account: TestAccount
  beforeAll(async () => {
    account = await createTestAccount()
  })
  afterAll(() => account.close())
  const optionsOf = async (restApiId: string) => {
    const { items = [] } = await account.apiGateway.send(new GetResourcesCommand({ restApiId, embed: ['methods'] }))
    return items.find(({ path }) => path !== '/')?.resourceMethods?.OPTIONS?.methodIntegration
  }

  it('get an address where an import breaks without, and AWS drops it', async () => {
    const imports: string[] = []
    const context = await contextWithout(account, (method, path, body) => {
      // ListFunctionUrlConfigs, which moto lacks.
      if (/\/functions\/[^/]+\/urls/.test(path)) return 404
      if (method !== 'PUT' || !/^\/restapis\/\w+\?/.test(path)) return false
      imports.push(body)
      const { type, uri } = mockOf(body)
      return type === 'mock' && uri === undefined ? 500 : false
    })
    const { restApiId = '', invokeUrl = '' } = unwrap(await runDeploy(context, spec, () => {}))
    expect(mockOf(imports.at(-1) ?? '')).toMatchObject({
      type: 'mock',
      uri: 'https://mock.invalid/',
      httpMethod: 'POST',
    })
    expect(mockOf(imports[0] ?? '')).not.toHaveProperty('uri')
    const integration = await optionsOf(restApiId)
    expect(integration).toMatchObject({ type: 'MOCK' })
    expect([integration?.uri, integration?.httpMethod]).toEqual([undefined, undefined])
    const preflight = { method: 'OPTIONS', headers: { origin: 'http://localhost:3000' } }
    expect((await fetch(invokeUrl, preflight)).headers.get('access-control-allow-origin')).toBeTruthy()
    expect(unwrap(await planDeploy(context, spec)).changeCount).toBe(0)
    expect(unwrap(await runDeploy(context, spec, () => {})).writes).toBe(0)
  })

  it('are named by their method where an import leaves them out, and nothing is published', async () => {
    await dropFromImports(account, { mockIntegrations: true, validators: true })
    // moto's server answers 500 and a page where it lacks an operation.
    const noUpdate = (method: string, path: string) => (method === 'PATCH' && /\/methods\//.test(path) ? 500 : false)
    const context = await contextWithout(account, noUpdate)
    const refused = await runDeploy(context, defaultSpec('auto-mpg-forest', 'Real-time'), () => {})
    expect(refused.ok ? '' : refused.error).toMatchObject({
      code: 'read-back',
      step: 'definition',
      cause: expect.stringMatching(/^Dropped: the integration of \/\S+ OPTIONS/),
      remedy: expect.stringContaining('AWS_ENDPOINT_URL does not keep these parts'),
    })
  })
})

/** Reads the integration of OPTIONS in the document of an import. */
function mockOf(body: string): { type?: string; uri?: string; httpMethod?: string } {
  const { paths } = JSON.parse(body) as { paths: Record<string, { options?: Record<string, object> }> }
  return Object.values(paths)[0]?.options?.['x-amazon-apigateway-integration'] ?? {}
}

/** Endpoints that lack an operation: how they say so, through the real SDK, and a deploy that does not need it. */
import { createServer, type RequestListener, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GetDocumentationPartsCommand } from '@aws-sdk/client-api-gateway'
import { GetRoleCommand } from '@aws-sdk/client-iam'
import { afterAll, expect, it } from 'vitest'
import { createTestAccount } from '../../sandbox/testing/account'
import { toFailure } from '../errors'
import { defaultSpec } from '../wiring/defaults'
import { runDeploy } from '../wiring/engine'
import { testContext, unwrap } from '../wiring/testing'
import { createClients } from './create-clients'

const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close()
})

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
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
    await serve((asked, answer) => {
      asked.resume()
      answer.writeHead(status, { 'content-type': type }).end(body)
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

it('an endpoint without documentation parts takes a deploy with a function, and one without says what is lacking', async () => {
  const account = await createTestAccount()
  const { hostname, port } = new URL(account.url)
  const endpointUrl = await serve((asked, answer) => {
    const { method, headers, url = '' } = asked
    if (url.includes('/documentation/parts')) {
      asked.resume()
      answer.writeHead(404, { 'content-type': 'text/html' }).end(page)
      return
    }
    asked.pipe(
      request({ hostname, port, method, headers, path: url }, (given) => {
        answer.writeHead(given.statusCode ?? 502, given.headers)
        given.pipe(answer)
      }),
    )
  })
  const context = { ...testContext(account), clients: clientsAt(endpointUrl, account.credentials) }
  const spec = defaultSpec('iris-xgboost', 'Real-time')
  unwrap(await runDeploy(context, spec, () => {}))
  const direct = { ...defaultSpec('auto-mpg-forest', 'Real-time'), integration: { kind: 'direct' as const } }
  const refused = await runDeploy(context, direct, () => {})
  expect(refused.ok ? '' : refused.error).toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('API Gateway CreateDocumentationPart'),
  })
  await account.close()
})

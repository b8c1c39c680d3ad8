/** Documentation parts, and service integrations that are refused, through the real SDK. */
import {
  CreateDocumentationPartCommand,
  CreateRestApiCommand,
  GetDocumentationPartsCommand,
  PutRestApiCommand,
  UpdateDocumentationPartCommand,
} from '@aws-sdk/client-api-gateway'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from './testing/account'
import { retried } from './testing/wait'

let account: TestAccount
let restApiId = ''
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
  const api = await account.apiGateway.send(new CreateRestApiCommand({ name: 'documented' }))
  restApiId = api.id ?? ''
})
afterAll(() => account.close())

const location = { type: 'API' as const }
const parts = async () =>
  (await account.apiGateway.send(new GetDocumentationPartsCommand({ restApiId, type: 'API' }))).items ?? []
/** One document a second and account. */
const put = (document: object, mode: 'merge' | 'overwrite' = 'overwrite') =>
  retried(
    () =>
      account.apiGateway.send(
        new PutRestApiCommand({
          restApiId,
          mode,
          body: new TextEncoder().encode(
            JSON.stringify({ openapi: '3.0.1', info: { title: 'documented' }, paths: {}, ...document }),
          ),
        }),
      ),
    /TooManyRequests/,
  )
const documented = (properties: object) => ({
  'x-amazon-apigateway-documentation': { documentationParts: [{ location, properties }] },
})

describe('documentation parts', () => {
  it('are made, read and changed', async () => {
    const { apiGateway } = account
    const made = await apiGateway.send(
      new CreateDocumentationPartCommand({ restApiId, location, properties: '{"description":"one"}' }),
    )
    expect(await parts()).toEqual([{ id: made.id, location, properties: '{"description":"one"}' }])
    await apiGateway.send(
      new UpdateDocumentationPartCommand({
        restApiId,
        documentationPartId: made.id,
        patchOperations: [{ op: 'replace', path: '/properties', value: '{"description":"two"}' }],
      }),
    )
    expect((await parts())[0]?.properties).toBe('{"description":"two"}')
  })
  it('are refused where they are none', async () => {
    const create = (input: object) =>
      account.apiGateway.send(new CreateDocumentationPartCommand({ restApiId, location, properties: '{}', ...input }))
    await expect(create({})).rejects.toMatchObject({ name: 'ConflictException' })
    await expect(create({ properties: 'no JSON' })).rejects.toMatchObject({ name: 'BadRequestException' })
    await expect(create({ restApiId: 'absent0000' })).rejects.toMatchObject({ name: 'NotFoundException' })
    await expect(
      account.apiGateway.send(
        new UpdateDocumentationPartCommand({ restApiId, documentationPartId: 'absent', patchOperations: [] }),
      ),
    ).rejects.toMatchObject({ name: 'NotFoundException' })
    await expect(
      account.apiGateway.send(new GetDocumentationPartsCommand({ restApiId: 'absent0000' })),
    ).rejects.toMatchObject({ name: 'NotFoundException' })
  })
  it('go with an overwrite that does not name them, and stay with a merge', async () => {
    await put(documented({ description: 'three' }))
    await put({}, 'merge')
    expect((await parts())[0]?.properties).toBe('{"description":"three"}')
    await put({})
    expect(await parts()).toEqual([])
  })
})

describe('an integration with an AWS service', () => {
  const uri = 'arn:aws:apigateway:us-east-1:runtime.sagemaker:path/endpoints/iris/invocations'
  const withIntegration = (integration: object) =>
    put({
      paths: {
        '/iris': {
          get: {
            responses: { 200: { description: 'the answer' } },
            'x-amazon-apigateway-integration': { type: 'aws', httpMethod: 'POST', uri, ...integration },
          },
        },
      },
    })
  it.each([
    ['no role', {}, /Role ARN must be specified for AWS integrations/],
    ['a name for a role', { credentials: 'role' }, /Invalid ARN/],
    [
      'no method',
      { credentials: 'arn:aws:iam::123456789012:role/x', httpMethod: undefined },
      /HttpMethod must be non-empty/,
    ],
  ])('is refused with %s', async (_, integration, message) => {
    await expect(withIntegration(integration)).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringMatching(message),
    })
  })
})

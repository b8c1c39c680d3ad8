/** Signatures and unknown calls, as any AWS client meets them. */
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam'
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { ListEndpointsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker'
import { AwsClient } from 'aws4fetch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../testing/account'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
})
afterAll(() => account.close())

const signer = (service: string, change: { accessKeyId?: string; secretAccessKey?: string } = {}) =>
  new AwsClient({ ...account.credentials, ...change, service, region: account.region, retries: 0 })

const target = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'SageMaker.ListEndpoints' }

describe('a signature', () => {
  const options = () => ({ region: account.region, endpoint: account.url, maxAttempts: 1 })
  const wrong = () => ({ ...account.credentials, secretAccessKey: 'wrong' })
  const unknown = { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' }

  it('of a wrong secret is refused, as each protocol names it', async () => {
    const lambda = new LambdaClient({ ...options(), credentials: wrong() })
    await expect(lambda.send(new ListFunctionsCommand({}))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      $metadata: { httpStatusCode: 403 },
    })
    const iam = new IAMClient({ ...options(), credentials: wrong() })
    await expect(iam.send(new ListRolesCommand({}))).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
  })
  it('of a key that nobody has is refused', async () => {
    const sagemaker = new SageMakerClient({ ...options(), credentials: unknown })
    await expect(sagemaker.send(new ListEndpointsCommand({}))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    })
    const iam = new IAMClient({ ...options(), credentials: unknown })
    await expect(iam.send(new ListRolesCommand({}))).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
  })
  it('does not fit another body', async () => {
    const signed = await signer('sagemaker').sign(account.url, { method: 'POST', headers: target, body: '{}' })
    const send = (body: string) => fetch(account.url, { method: 'POST', headers: signed.headers, body })
    expect((await send('{}')).status).toBe(200)
    const tampered = await send('{"MaxResults":1}')
    expect(tampered.status).toBe(403)
    expect(await tampered.json()).toMatchObject({ __type: 'InvalidSignatureException' })
  })
  it('is required of every call', async () => {
    const response = await fetch(account.url, { method: 'POST', headers: target, body: '{}' })
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ message: 'Missing Authentication Token' })
  })
})

describe('a call that the sandbox does not know', () => {
  it('gets the unknown-operation error of its protocol, never a success', async () => {
    const json = await signer('sagemaker').fetch(account.url, {
      method: 'POST',
      headers: { ...target, 'x-amz-target': 'SageMaker.CreateHyperParameterTuningJob' },
      body: '{}',
    })
    expect([json.status, await json.json()]).toEqual([
      400,
      expect.objectContaining({ __type: 'UnknownOperationException' }),
    ])
    const query = await signer('iam').fetch(account.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=CreateUser&Version=2010-05-08&UserName=a',
    })
    expect(query.status).toBe(400)
    expect(await query.text()).toContain('<Code>InvalidAction</Code>')
    const rest = await signer('lambda').fetch(`${account.url}/2015-03-31/event-source-mappings`)
    expect(rest.status).toBe(404)
    expect(rest.headers.get('x-amzn-errortype')).toBe('UnknownOperationException')
  })
  it('nor a body that is no JSON', async () => {
    const response = await signer('sagemaker').fetch(account.url, { method: 'POST', headers: target, body: '{' })
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ __type: 'SerializationException' }),
    ])
  })
})

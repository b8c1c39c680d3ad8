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
    expect(tampered.status).toBe(400)
    expect(await tampered.json()).toMatchObject({ __type: 'InvalidSignatureException' })
  })
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const listRoles = { method: 'POST', headers: form, body: 'Action=ListRoles&Version=2010-05-08' }
  const listEndpoints = { method: 'POST', headers: target, body: '{}' }
  /** What came, in the form in which the service's clients read it. */
  const refusalOf = async (path: string, init: RequestInit, authorization?: string) => {
    const headers = { ...init.headers, ...(authorization === undefined ? {} : { authorization }) }
    const response = await fetch(`${account.url}${path}`, { ...init, headers })
    const text = await response.text()
    const type =
      response.headers.get('x-amzn-errortype') ??
      text
        .match(/<Code>(.*?)<|"__type":"(.*?)"/)
        ?.slice(1)
        .join('')
    return `${response.status} ${type}: ${text
      .match(/<Message>(.*?)<|"message":"(.*?)"[,}]/)
      ?.slice(1)
      .join('')}`
  }

  // https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html,
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html (JSON),
  // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
  it.each<[service: string, path: string, init: RequestInit, expected: string]>([
    ['IAM', '/', listRoles, '403 MissingAuthenticationToken: Request is missing Authentication Token'],
    ['SageMaker', '/', listEndpoints, '400 MissingAuthenticationTokenException: Missing Authentication Token'],
    ['Lambda', '/2015-03-31/functions', {}, '403 MissingAuthenticationTokenException: Missing Authentication Token'],
    ['S3', '/bucket/key', {}, '403 AccessDenied: Access Denied'],
  ])('is required by %s', async (_, path, init, expected) => {
    expect(await refusalOf(path, init)).toBe(expected)
  })
  it.each<[service: string, path: string, init: RequestInit, expected: RegExp]>([
    ['IAM', '/', listRoles, /^400 IncompleteSignature: Authorization header requires .Signature. parameter\./],
    [
      'SageMaker',
      '/',
      listEndpoints,
      /^400 IncompleteSignatureException: Authorization header requires 'Signature' parameter\./,
    ],
    [
      'Lambda',
      '/2015-03-31/functions',
      {},
      /^403 IncompleteSignatureException: Authorization header requires 'Signature'/,
    ],
    [
      'S3',
      '/bucket/key',
      {},
      /^400 AuthorizationHeaderMalformed: The authorization header that you provided is not valid\.$/,
    ],
  ])('is whole for %s', async (_, path, init, expected) => {
    const half = 'AWS4-HMAC-SHA256 Credential=AKIA/20261130/us-east-1/iam/aws4_request, SignedHeaders=host'
    // An apostrophe is written out in XML.
    expect((await refusalOf(path, init, half)).replaceAll('&apos;', "'")).toMatch(expected)
  })
  it.each<[service: string, path: string, init: RequestInit, expected: RegExp]>([
    ['IAM', '/', listRoles, /^400 IncompleteSignature: Invalid key=value pair \(missing equal-sign\)/],
    [
      'SageMaker',
      '/',
      listEndpoints,
      /^400 IncompleteSignatureException: Invalid key=value pair \(missing equal-sign\)/,
    ],
    [
      'Lambda',
      '/2015-03-31/functions',
      {},
      /^403 IncompleteSignatureException: Invalid key=value pair \(missing equal/,
    ],
    ['S3', '/bucket/key', {}, /^400 InvalidArgument: Unsupported Authorization Type$/],
  ])('is no bearer token for %s', async (_, path, init, expected) => {
    expect(await refusalOf(path, init, 'Bearer abc')).toMatch(expected)
  })
  it('is judged before what is called', async () => {
    const unknownOf = (service: string) => signer(service, unknown)
    const s3 = await unknownOf('s3').fetch(`${account.url}/bucket?policy`)
    expect([s3.status, await s3.text()]).toEqual([403, expect.stringContaining('<Code>InvalidAccessKeyId</Code>')])
    const rest = await unknownOf('lambda').fetch(`${account.url}/nothing`)
    expect([rest.status, rest.headers.get('x-amzn-errortype')]).toEqual([403, 'UnrecognizedClientException'])
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

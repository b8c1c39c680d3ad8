/** What a client that is not an SDK sees: the parts of a signature that are wrong, and the members and headers of each service's errors. */
import { AwsV4Signer } from 'aws4fetch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from './testing/account'

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
})
afterAll(() => account.close())

interface Target {
  service: string
  path?: string
  method?: string
  headers?: Record<string, string>
  body?: string
}

const json = (service: string, target: string, body: object = {}): Target => ({
  service,
  method: 'POST',
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
  body: JSON.stringify(body),
})
const targets = {
  sagemaker: json('sagemaker', 'SageMaker.ListEndpoints'),
  lambda: { service: 'lambda', path: '/2015-03-31/functions' },
  apigateway: { service: 'apigateway', path: '/restapis' },
  iam: {
    service: 'iam',
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=ListRoles&Version=2010-05-08',
  },
  s3: { service: 's3' },
} satisfies Record<string, Target>

/** @param change what is done to the headers of a request that was signed as it should be */
async function send(
  { service, path = '/', method = 'GET', headers, body }: Target,
  change: (headers: Headers) => void = () => {},
  datetime?: string,
) {
  const url = `${account.url}${path}`
  const region = account.region
  const signed = await new AwsV4Signer({
    ...account.credentials,
    url,
    method,
    headers,
    body,
    service,
    region,
    datetime,
  }).sign()
  change(signed.headers)
  const response = await fetch(signed.url, { method, headers: signed.headers, body })
  return { response, text: (await response.text()).replaceAll('&apos;', "'") }
}

const authorization = (from: string | RegExp, to: string) => (headers: Headers) =>
  headers.set('authorization', headers.get('authorization')!.replace(from, to))

const troubleshooting = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html'
const s3Errors = 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html'
const s3Records = 'https://github.com/localstack/localstack/blob/8b9a79f/tests/aws/services/s3/test_s3.snapshot.json'

type Fault = [
  fault: string,
  source: string,
  change: (headers: Headers) => void,
  words: string | RegExp,
  code?: 'Incomplete',
]

/** Services that say it alike; S3 has codes of its own below. */
const faults: Fault[] = [
  [
    'another date than that of the request',
    troubleshooting,
    authorization(/\/\d{8}\//, '/20200101/'),
    /^Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20200101' != '\d{8}', from '\d{8}T\d{6}Z'\.$/,
  ],
  [
    'another terminator',
    'https://github.com/mhart/dynalite/blob/main/index.js',
    authorization('/aws4_request', '/aws5_request'),
    "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'. ",
  ],
  [
    'no host among the signed headers',
    'https://github.com/aws/aws-sdk-php/issues/2469',
    authorization(/SignedHeaders=[^,]+/, 'SignedHeaders=x-amz-date'),
    "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
  ],
  [
    'no date',
    'https://github.com/AnWeber/httpyac/issues/769',
    (headers) => headers.delete('x-amz-date'),
    /^Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header\. \(Hashed with SHA-256 and encoded with Base64\) Authorization=/,
    'Incomplete',
  ],
]

/** The code and message of an error, in each service's own form. */
function errorIn(response: Response, text: string) {
  const type = response.headers.get('x-amzn-errortype')
  if (text.startsWith('{')) {
    const { __type, message, Message } = JSON.parse(text)
    return { code: type ?? __type, message: message ?? Message }
  }
  return { code: text.match(/<Code>(.*?)<\/Code>/)?.[1], message: text.match(/<Message>(.*?)<\/Message>/s)?.[1] }
}

describe.each([
  ['sagemaker', 400, 400, 'InvalidSignatureException', 'IncompleteSignatureException'],
  ['lambda', 403, 403, 'InvalidSignatureException', 'IncompleteSignatureException'],
  ['apigateway', 403, 403, 'InvalidSignatureException', 'IncompleteSignatureException'],
  ['iam', 403, 400, 'SignatureDoesNotMatch', 'IncompleteSignature'],
] as const)('%s refuses a signature with', (service, status, incompleteStatus, invalid, incomplete) => {
  it.each(faults)('%s', async (_, source, change, words, kind) => {
    expect(source).toMatch(/^https:\/\//)
    const { response, text } = await send(targets[service], change)
    expect({ status: response.status, ...errorIn(response, text) }).toEqual({
      status: kind ? incompleteStatus : status,
      code: kind ? incomplete : invalid,
      message: typeof words === 'string' ? words : expect.stringMatching(words),
    })
  })
  it.each([
    [
      '20200101T000000Z',
      /^Signature expired: 20200101T000000Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
    ],
    [
      '20990101T000000Z',
      /^Signature not yet current: 20990101T000000Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 5 min\.\)$/,
    ],
  ])('the time %s', async (datetime, words) => {
    const { response, text } = await send(targets[service], undefined, datetime)
    expect({ status: response.status, ...errorIn(response, text) }).toEqual({
      status,
      code: invalid,
      message: expect.stringMatching(words),
    })
  })
})

it('says all that is wrong with a scope at once, and what it should be for', async () => {
  const change = authorization(/\/\d{8}\/[^/]+\/lambda\/aws4_request/, '/20200101/moon-1/ec2/x')
  const { response, text } = await send(targets.lambda, change)
  expect(response.status).toBe(403)
  expect(JSON.parse(text).message).toMatch(
    /^Credential should be scoped to a valid region, not 'moon-1'\. Credential should be scoped to correct service: 'lambda'\. Credential should be scoped with a valid terminator: 'aws4_request', not 'x'\. Date in Credential scope does not match/,
  )
})

describe('S3 refuses a signature with', () => {
  it.each<[string, string, (headers: Headers) => void, number, string, string]>([
    [
      'another date',
      s3Errors,
      authorization(/\/\d{8}\//, '/20200101/'),
      400,
      'AuthorizationHeaderMalformed',
      'The authorization header that you provided is not valid.',
    ],
    [
      'another terminator',
      s3Errors,
      authorization('/aws4_request', '/aws5_request'),
      400,
      'AuthorizationHeaderMalformed',
      'The authorization header that you provided is not valid.',
    ],
    [
      'a header of its own that is not signed',
      s3Records,
      (headers) => headers.set('x-amz-meta-a', 'b'),
      403,
      'AccessDenied',
      'There were headers present in the request which were not signed',
    ],
    [
      'a host that is not signed',
      'https://github.com/coda/packs-sdk/pull/3093',
      authorization('SignedHeaders=host;', 'SignedHeaders='),
      403,
      'AccessDenied',
      'There were headers present in the request which were not signed',
    ],
    [
      'no date',
      'https://github.com/hubrick/vertx-s3-client/issues/5',
      (headers) => headers.delete('x-amz-date'),
      403,
      'AccessDenied',
      'AWS authentication requires a valid Date or x-amz-date header',
    ],
    [
      'no hash of the body',
      'https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html',
      (headers) => headers.delete('x-amz-content-sha256'),
      400,
      'InvalidRequest',
      'Missing required header for this request: x-amz-content-sha256',
    ],
  ])('%s', async (_, source, change, status, code, message) => {
    expect(source).toMatch(/^https:\/\//)
    const { response, text } = await send(targets.s3, change)
    expect({ status: response.status, ...errorIn(response, text) }).toEqual({ status, code, message })
  })
  it('headers that are not signed, and names them', async () => {
    const { text } = await send(targets.s3, (headers) => headers.set('x-amz-meta-a', 'b'))
    expect(text).toContain('<HeadersNotSigned>x-amz-meta-a</HeadersNotSigned>')
  })
  it('another value, and shows what it signed', async () => {
    const { text } = await send(targets.s3, authorization(/[0-9a-f]{64}$/, 'a'.repeat(64)))
    expect(errorIn(new Response(), text).code).toBe('SignatureDoesNotMatch')
    const names = [...text.matchAll(/<(\w+)>/g)].map(([, name]) => name)
    expect(names).toEqual([
      ...['Error', 'Code', 'Message', 'AWSAccessKeyId', 'StringToSign', 'SignatureProvided', 'StringToSignBytes'],
      ...['CanonicalRequest', 'CanonicalRequestBytes', 'RequestId', 'HostId'],
    ])
  })
  it('a time that is 16 minutes off, and none with 14', async () => {
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString().replace(/[-:]|\.\d+/g, '')
    expect((await send(targets.s3, undefined, at(14))).response.status).toBe(200)
    const { response, text } = await send(targets.s3, undefined, at(16))
    expect([response.status, errorIn(response, text).code]).toEqual([403, 'RequestTimeTooSkewed'])
  })
})

const records =
  'https://github.com/localstack/localstack/blob/8b9a79f/tests/aws/services/lambda_/test_lambda_api.snapshot.json'
const models = (service: string) => `https://github.com/boto/botocore/tree/1.43.107/botocore/data/${service}`

describe('an error has its message as the model names it', () => {
  it.each<[string, string, Target, string, 'message' | 'Message']>([
    [
      'Lambda, not found',
      records,
      { service: 'lambda', path: '/2015-03-31/functions/gone' },
      'ResourceNotFoundException',
      'Message',
    ],
    [
      'Lambda, a wrong value',
      records,
      { service: 'lambda', path: '/2015-03-31/functions?Marker=x' },
      'InvalidParameterValueException',
      'message',
    ],
    [
      'API Gateway',
      models('apigateway'),
      { service: 'apigateway', path: '/restapis/gone' },
      'NotFoundException',
      'message',
    ],
    [
      'SageMaker, not found',
      models('sagemaker'),
      json('sagemaker', 'SageMaker.DescribeTransformJob', { TransformJobName: 'gone' }),
      'ResourceNotFound',
      'Message',
    ],
    [
      'SageMaker, of the framework',
      models('sagemaker'),
      json('sagemaker', 'SageMaker.DescribeEndpoint', { EndpointName: 'gone' }),
      'ValidationException',
      'message',
    ],
    [
      'the runtime',
      models('sagemaker-runtime'),
      { service: 'sagemaker', path: '/endpoints/gone/invocations', method: 'POST', body: 'a' },
      'ValidationError',
      'Message',
    ],
    [
      'WAF',
      models('wafv2'),
      json('wafv2', 'AWSWAF_20190729.DisassociateWebACL', {
        ResourceArn: 'arn:aws:apigateway:us-east-1::/restapis/gone/stages/a',
      }),
      'WAFNonexistentItemException',
      'Message',
    ],
    [
      'Logs',
      models('logs'),
      json('logs', 'Logs_20140328.DescribeLogStreams', { logGroupName: 'gone' }),
      'ResourceNotFoundException',
      'message',
    ],
    [
      'pricing',
      models('pricing'),
      json('pricing', 'AWSPriceListService.GetProducts', { ServiceCode: 'gone' }),
      'NotFoundException',
      'Message',
    ],
  ])('%s', async (_, source, target, code, member) => {
    expect(source).toMatch(/^https:\/\//)
    const { response, text } = await send(target)
    const body = JSON.parse(text)
    expect(errorIn(response, text).code).toBe(code)
    expect(Object.keys(body).filter((name) => name.toLowerCase() === 'message')).toEqual([member])
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

it('responses that are whole have their length, and those of S3 two ids', async () => {
  for (const target of Object.values(targets)) {
    const { response, text } = await send(target)
    expect(response.status).toBe(200)
    expect([response.headers.get('content-length'), response.headers.get('transfer-encoding')]).toEqual([
      String(Buffer.byteLength(text)),
      null,
    ])
  }
  const { response, text } = await send({ service: 's3', path: '/gone-bucket/one' })
  expect(response.status).toBe(404)
  expect(text).toContain(`<HostId>${response.headers.get('x-amz-id-2')}</HostId>`)
  expect(text).toContain(`<RequestId>${response.headers.get('x-amz-request-id')}</RequestId>`)
})

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { handler } from '../src/handler'
import { runtimeUrl } from '../src/invoke'
import { credentials, type PlannedResponse, startRuntime } from './runtime-server'

let runtime: Awaited<ReturnType<typeof startRuntime>>

beforeAll(async () => {
  runtime = await startRuntime()
  vi.stubEnv('ENDPOINT_NAME', 'iris')
  vi.stubEnv('AWS_REGION', 'eu-central-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey)
  vi.stubEnv('AWS_SESSION_TOKEN', credentials.sessionToken)
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
})
afterAll(() => runtime.close())
beforeEach(() => vi.stubEnv('AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME', runtime.url))

const row = { httpMethod: 'GET', queryStringParameters: { data: '5.1,3.5' } }
const invoke = async (remainingMs = 28_000) => {
  const response = await handler(row, { awsRequestId: 'id', getRemainingTimeInMillis: () => remainingMs })
  return { ...response, json: JSON.parse(response.body) }
}

const refusal = (status: number, name: string, fields: object): PlannedResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': `${name}:http://internal.amazon.com/coral/` },
  body: JSON.stringify(fields),
})
const modelError = (originalStatus: number, originalMessage: string): PlannedResponse =>
  refusal(424, 'ModelError', {
    ErrorCode: originalStatus >= 500 ? 'SERVER_ERROR_FROM_MODEL' : 'CLIENT_ERROR_FROM_MODEL',
    LogStreamArn: 'arn:aws:logs:eu-central-1:123456789012:log-group:/aws/sagemaker/Endpoints/iris',
    Message: `Received error (${originalStatus}) from primary with message "${originalMessage}". See the log in account 123456789012 for more information.`,
    OriginalMessage: originalMessage,
    OriginalStatusCode: originalStatus,
  })

describe('how a refusal of SageMaker is reported', () => {
  it.each<[string, PlannedResponse, number, string, RegExp]>([
    ['415', modelError(415, 'text/csv not supported'), 415, 'model_refused', /\(415\): text\/csv not supported/],
    ['400', modelError(400, 'Unable to evaluate payload provided'), 400, 'model_refused', /Unable to evaluate/],
    ['406', modelError(406, ''), 406, 'model_refused', /\(406\)\.$/],
    ['its 429', modelError(429, 'busy'), 429, 'model_refused', /busy/],
    ['500', modelError(500, 'Traceback: secret'), 502, 'model_failed', /\(500\)\. The owner/],
    [
      '60 s',
      modelError(0, 'Your invocation timed out while waiting for a response from container primary.'),
      504,
      'model_too_slow',
      /60 s/,
    ],
    ['no status', refusal(424, 'ModelError', { Message: 'Received server error' }), 502, 'model_failed', /failed/],
    ['throttled', refusal(400, 'ThrottlingException', { message: 'Rate exceeded' }), 429, 'throttled', /second/],
    ['429', refusal(429, 'TooManyRequestsException', {}), 429, 'throttled', /second/],
    ['not ready', refusal(429, 'ModelNotReadyException', {}), 503, 'model_not_ready', /loaded/],
    [
      'denied',
      refusal(403, 'AccessDeniedException', {
        Message: 'User: arn:aws:sts::123456789012:assumed-role/r/s is not authorized',
      }),
      502,
      'role_denied',
      /is not allowed to call its model\. The owner/,
    ],
    [
      'expired',
      refusal(403, 'ExpiredTokenException', { message: 'The security token is expired' }),
      502,
      'credentials_refused',
      /refused the credentials/,
    ],
    [
      'signature',
      refusal(403, 'InvalidSignatureException', { message: 'Credential ASIAEXAMPLE' }),
      502,
      'credentials_refused',
      /refused the credentials/,
    ],
    [
      'gone',
      refusal(400, 'ValidationError', { Message: 'Endpoint iris of account 123456789012 not found.' }),
      404,
      'endpoint_not_found',
      /is not there/,
    ],
    [
      'creating',
      refusal(400, 'ValidationError', { Message: 'Endpoint iris is not InService' }),
      503,
      'endpoint_not_in_service',
      /not in service/,
    ],
    [
      'validation',
      refusal(400, 'ValidationError', { Message: 'Bad arn:aws:sagemaker:x:123456789012:y of Iris, not irises' }),
      400,
      'request_refused',
      /Bad \[arn\] of \[endpoint\], not irises/,
    ],
    [
      'too large',
      refusal(413, 'RequestEntityTooLargeException', { message: 'Too large.' }),
      413,
      'too_large',
      /Too large/,
    ],
    ['unavailable', refusal(503, 'ServiceUnavailable', {}), 503, 'sagemaker_unavailable', /unavailable/],
    ['dependency', refusal(530, 'InternalDependencyException', {}), 502, 'sagemaker_failed', /InternalDependency/],
    ['failure', refusal(500, 'InternalFailure', {}), 502, 'sagemaker_failed', /InternalFailure/],
    [
      'by __type',
      { status: 400, body: '{"__type":"com.amazon.coral#ThrottlingException"}' },
      429,
      'throttled',
      /second/,
    ],
    ['no JSON', { status: 500, body: '<html>' }, 502, 'sagemaker_failed', /500/],
  ])('%s', async (_, reply, status, code, message) => {
    runtime.respondWith(reply)
    const response = await invoke()
    expect(response).toMatchObject({
      statusCode: status,
      json: { code, message: expect.stringMatching(message), requestId: 'id' },
    })
    expect(response.body).not.toMatch(/arn:aws|\d{12}|ASIA|Traceback|\biris\b|log-?group|sagemaker:|\/aws\//i)
    expect(response.headers['Retry-After']).toEqual(
      [429, 503].includes(status) ? expect.stringMatching(/^\d+$/) : undefined,
    )
    expect(runtime.received).toHaveLength(1)
  })

  it.each<[PlannedResponse, RegExp]>([
    [modelError(500, 'Traceback: secret'), /log group \/aws\/sagemaker\/Endpoints\/iris has/],
    [refusal(403, 'AccessDeniedException', {}), /sagemaker:InvokeEndpoint on the endpoint iris/],
    [refusal(403, 'ExpiredTokenException', {}), /ExpiredTokenException/],
    [refusal(400, 'ValidationError', { Message: 'Endpoint iris of account 1 not found.' }), /no endpoint iris/],
    [refusal(400, 'ValidationError', { Message: 'Failed to download model data(key: x)' }), /iris has no such.*key: x/],
  ])('gives the owner the rest in the log, under the id of the request: %#', async (response, detail) => {
    runtime.respondWith(response)
    vi.mocked(console.log).mockClear()
    await invoke()
    const [[line]] = vi.mocked(console.log).mock.calls as [[string]]
    expect(JSON.parse(line)).toMatchObject({ requestId: 'id', detail: expect.stringMatching(detail) })
    expect(line).not.toMatch(/Traceback/)
  })

  it.each([
    'eu-central-1.console.aws.amazon.com',
    's3.cn-north-1.amazonaws.com.cn',
    'runtime.eusc-de-east-1.amazonaws.eu',
  ])('keeps a link to %s inside', async (host) => {
    runtime.respondWith(
      modelError(400, `Two columns, not four. See https://${host}/logs?account=123456789012 for more.`),
    )
    const { body } = await invoke()
    expect(body).toContain('Two columns, not four.')
    expect(body).toContain('[link]')
    expect(body).not.toContain('123456789012')
  })

  it.each<[string, string]>([
    [
      'No such key. Traceback (most recent call last):\n  File "/opt/ml/model/code/inference.py", line 9\nKeyError: 1',
      'No such key.',
    ],
    [
      'Traceback (most recent call last):\n  File "/opt/ml/model/code/inference.py", line 9\nKeyError: 1',
      'KeyError: 1',
    ],
    ['Cannot read /opt/ml/model/secret-name.bin, it is not there', 'Cannot read [file], it is not there'],
    ['upstream "http://127.0.0.1:27001/v1"', 'upstream "http://[address]/v1"'],
    ['no such object s3://rows-of-us/train.csv', 'no such object [bucket]'],
    ['version 1.2.3.4 takes text/csv and a/b', 'version 1.2.3.4 takes text/csv and a/b'],
    ['bad\n    at Object.parse (/home/model-server/app.js:3)', 'bad'],
  ])('keeps files, addresses and traces of the container inside: %#', async (words, shown) => {
    runtime.respondWith(modelError(400, words))
    expect((await invoke()).json.message).toBe(`The model refused the request (400): ${shown}`)
  })

  it('quotes a long refusal in part', async () => {
    runtime.respondWith(modelError(400, 'x'.repeat(100_000)))
    expect((await invoke()).body.length).toBeLessThan(2_500)
  })
})

describe('time and network', () => {
  it('gives up before Lambda does', async () => {
    runtime.respondWith({ silent: true })
    expect(await invoke(560)).toMatchObject({ statusCode: 504, json: { code: 'model_too_slow' } })
  })

  it('gives up after MODEL_TIMEOUT_MS', async () => {
    runtime.respondWith({ silent: true })
    vi.stubEnv('MODEL_TIMEOUT_MS', '50')
    expect(await invoke()).toMatchObject({ statusCode: 504, json: { message: expect.stringContaining('0.1 s') } })
    vi.stubEnv('MODEL_TIMEOUT_MS', 'soon')
    runtime.respondWith({})
    expect(await invoke()).toMatchObject({ statusCode: 200 })
  })

  it('calls nobody when no time is left', async () => {
    runtime.respondWith({})
    expect(await invoke(400)).toMatchObject({ statusCode: 504 })
    expect(runtime.received).toHaveLength(0)
  })

  it('tries once more over a connection that was closed meanwhile', async () => {
    runtime.respondWith({ hangUp: true }, {})
    expect(await invoke()).toMatchObject({ statusCode: 200 })
    runtime.respondWith({ hangUp: true })
    expect(await invoke()).toMatchObject({ statusCode: 502, json: { code: 'sagemaker_unreachable' } })
    expect(runtime.received).toHaveLength(2)
  })

  it('says that nobody listens', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME', 'http://127.0.0.1:9')
    expect(await invoke()).toMatchObject({ statusCode: 502, json: { code: 'sagemaker_unreachable' } })
  })
})

describe('where SageMaker is', () => {
  it.each<[string, Record<string, string>, string]>([
    ['us-east-1', {}, 'https://runtime.sagemaker.us-east-1.amazonaws.com'],
    ['us-gov-west-1', {}, 'https://runtime.sagemaker.us-gov-west-1.amazonaws.com'],
    ['cn-north-1', { DOMAIN_SUFFIX: 'amazonaws.com.cn' }, 'https://runtime.sagemaker.cn-north-1.amazonaws.com.cn'],
    ['eusc-de-east-1', { DOMAIN_SUFFIX: 'amazonaws.eu' }, 'https://runtime.sagemaker.eusc-de-east-1.amazonaws.eu'],
    ['us-east-1', { AWS_ENDPOINT_URL: 'http://a/' }, 'http://a'],
    ['us-east-1', { AWS_ENDPOINT_URL: 'http://a', AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: 'http://b' }, 'http://b'],
  ])('%s %o', (region, env, url) => {
    expect(runtimeUrl(region, env)).toBe(url)
  })
})

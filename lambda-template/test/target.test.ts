/** Targets: which headers reach the runtime, and the jobs of an asynchronous endpoint, against a server in AWS's place. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { handler } from '../src/handler'
import { credentials, startRuntime } from './runtime-server'

let runtime: Awaited<ReturnType<typeof startRuntime>>
beforeAll(async () => {
  runtime = await startRuntime()
})
afterAll(() => runtime.close())
beforeEach(() => {
  vi.unstubAllEnvs()
  setEnv({
    ENDPOINT_NAME: 'iris',
    ALLOWED_ORIGINS: '*',
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_ENDPOINT_URL: runtime.url,
  })
  vi.spyOn(console, 'log').mockImplementation(() => {})
  runtime.respondWith({})
})

const setEnv = (env: Record<string, string>) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
}
const context = { awsRequestId: 'id', getRemainingTimeInMillis: () => 28_000 }
const invoke = async (query: Record<string, string[]>, members: object = {}) => {
  const response = await handler({ httpMethod: 'GET', multiValueQueryStringParameters: query, ...members }, context)
  return { ...response, json: response.body.startsWith('{') ? JSON.parse(response.body) : undefined }
}
const data = { data: ['1,2'] }
const sent = (header: string) => runtime.received[0]?.headers[header]
const refusal = (message: string) => ({
  status: 400,
  headers: { 'x-amzn-errortype': 'ValidationError' },
  body: JSON.stringify({ message }),
})

describe('a part of the endpoint', () => {
  it.each([
    ['x-amzn-sagemaker-target-variant', { TARGET_VARIANT: 'B' }, 'B'],
    ['x-amzn-sagemaker-inference-component', { INFERENCE_COMPONENT: 'part' }, 'part'],
    ['x-amzn-sagemaker-target-model', { TARGET_MODELS: 'a.tar.gz' }, 'a.tar.gz'],
    ['x-amzn-sagemaker-target-model', { TARGET_MODELS: 'a,b', MODEL_PARAMETER: 'model' }, 'a'],
    ['x-amzn-sagemaker-target-model', {}, undefined],
  ])('is named in %s: %j', async (header, env: Record<string, string>, value) => {
    setEnv(env)
    expect((await invoke(data)).statusCode).toBe(200)
    expect([sent(header), runtime.received[0]?.signed]).toEqual([value, true])
  })
  it.each<[string, string[] | undefined, string | undefined]>([
    ['none', undefined, 'eu/a'],
    ['one of the list', ['b'], 'b'],
    ['another', ['c'], undefined],
    ['two', ['b', 'eu/a'], undefined],
    ['an empty one', [''], undefined],
    ['a wrong case', ['B'], undefined],
  ])('can be chosen by the caller: %s', async (_, wanted, model) => {
    setEnv({ TARGET_MODELS: 'eu/a,b', MODEL_PARAMETER: 'model' })
    const response = await invoke(wanted ? { ...data, model: wanted } : data)
    expect(sent('x-amzn-sagemaker-target-model')).toBe(model)
    if (model === undefined) expect(response.json).toMatchObject({ code: 'unknown_model' })
  })
  it.each([
    ['Variant B not found for Endpoint iris of account 123456789012.', 'variant_not_found'],
    ['Request 1 is missing a target model header.', 'model_needed'],
    ['Failed to download model data(bucket: secret, key: x).', 'model_not_found'],
    ['Inference Component Name header is required for endpoints to which you plan', 'component_needed'],
    ['Inference component x of account 123456789012 not found.', 'component_not_found'],
  ])('that is gone is the deploy’s fault: %s', async (message, code) => {
    runtime.respondWith(refusal(message))
    const response = await invoke(data)
    expect([response.statusCode, response.json.code]).toEqual([502, code])
    expect(response.body).not.toMatch(/secret|123456789012|iris/i)
  })
})

describe('an asynchronous endpoint', () => {
  const job = '0a1b2c3d-0000-4000-8000-123456789abc'
  beforeEach(() => setEnv({ ASYNC_INPUT: 's3://b-1/in/', ASYNC_TIMEOUT_SECONDS: '600' }))
  const places = {
    'x-amzn-sagemaker-outputlocation': 's3://b-1/out/x.out',
    'x-amzn-sagemaker-failurelocation': 's3://b-2/failed/x-error.out',
  }
  const record = (members: object = {}) => ({
    body: JSON.stringify({ output: 's3://b-1/out/x.out', failure: 's3://b-2/x-error.out', at: Date.now(), ...members }),
  })
  const noKey = { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' }
  const denied = (action: string) => ({
    status: 403,
    body: `<Error><Code>AccessDenied</Code><Message>User: arn:aws:sts::1:x is not authorized to perform: ${action} on resource: "arn:aws:s3:::b-1"</Message></Error>`,
  })

  it('gets the request by way of S3, and leaves a record that says where its answer will be', async () => {
    runtime.respondWith({}, { status: 202, headers: places, body: '{"InferenceId":"x"}' }, {})
    const response = await invoke({}, { httpMethod: 'POST', body: '1,2', headers: { 'Content-Type': 'text/csv' } })
    const { job: name } = response.json
    expect(runtime.received.map((one) => `${one.method} ${one.path} ${one.signed}`)).toEqual([
      `PUT /b-1/in/${name}.in true`,
      'POST /endpoints/iris/async-invocations true',
      `PUT /b-1/in/${name}.json true`,
    ])
    expect(runtime.received[0]?.body.toString()).toBe('1,2')
    expect(runtime.received[1]?.headers).toMatchObject({
      'x-amzn-sagemaker-content-type': 'text/csv',
      'x-amzn-sagemaker-inputlocation': `s3://b-1/in/${name}.in`,
      'x-amzn-sagemaker-invocationtimeoutseconds': '600',
    })
    expect(JSON.parse(runtime.received[2]?.body.toString() ?? '')).toMatchObject({
      output: 's3://b-1/out/x.out',
      failure: 's3://b-2/failed/x-error.out',
    })
    expect([response.statusCode, response.headers.Location, response.headers['Retry-After']]).toEqual([
      202,
      `?job=${name}`,
      '2',
    ])
  })
  it.each([
    ['the bucket is gone', [{ status: 404, body: '<Error><Code>NoSuchBucket</Code></Error>' }], 'bucket_not_found'],
    ['the role cannot write', [denied('s3:PutObject')], 'role_denied'],
    ['S3 fails', [{ status: 500, body: '' }], 's3_failed'],
    [
      'the endpoint is synchronous',
      [{}, refusal('Endpoint iris is not an asynchronous endpoint')],
      'endpoint_synchronous',
    ],
    ['the record cannot be kept', [{}, { status: 202, headers: places }, denied('s3:PutObject')], 'role_denied'],
  ])('answers 502 where %s', async (_, responses, code) => {
    runtime.respondWith(...responses)
    const response = await invoke(data)
    expect([response.statusCode, response.json.code]).toEqual([502, code])
    expect(response.body).not.toMatch(/b-1|arn:/)
  })

  /** The record, then output and failure side by side. */
  it.each<[string, object[], number, string]>([
    ['not there', [noKey], 404, 'job_not_found'],
    ['not there, to a role that cannot list', [denied('s3:ListBucket')], 404, 'job_not_found'],
    ['under way', [record(), noKey], 202, 'pending'],
    ['under way, to a role that cannot list', [record(), denied('s3:ListBucket')], 202, 'pending'],
    ['older than it can get', [record({ at: Date.now() - 22_300_000 }), noKey], 504, 'job_expired'],
    ['one whose answer cannot be read', [record(), denied('s3:GetObject')], 502, 'role_denied'],
    ['one whose answer cannot be decrypted', [record(), denied('kms:Decrypt')], 502, 'role_denied'],
  ])('has a job that is %s', async (_, responses, status, code) => {
    runtime.respondWith(...responses)
    const { statusCode, json } = await invoke({ job: [job] })
    expect([statusCode, json.code ?? json.status]).toEqual([status, code])
    expect(runtime.received[0]?.path).toBe(`/b-1/in/${job}.json`)
  })
  it.each([
    ['text/csv; charset=utf-8', '0.4', {}, 'text/csv; charset=utf-8'],
    ['binary/octet-stream', '{"a":1}', {}, 'application/json'],
    ['binary/octet-stream', '[0.4', {}, 'text/csv'],
    ['binary/octet-stream', '0.4', { accept: 'application/x-own' }, 'application/x-own'],
    ['application/octet-stream', Buffer.from([0xff, 0xfe]), {}, 'application/octet-stream'],
  ])('gives the answer on: kept as %s, %j', async (contentType, body, more, reported) => {
    runtime.respondWith(record({ failure: undefined, ...more }), { headers: { 'content-type': contentType }, body })
    const response = await invoke({ job: [job] })
    expect([response.statusCode, response.headers['Content-Type']]).toEqual([200, reported])
    expect(Buffer.from(response.body, response.isBase64Encoded ? 'base64' : 'utf8')).toEqual(Buffer.from(body))
  })
  it.each([
    ['Received client error (400) from primary with message "3 columns, not 4". See https://x', 400, 'model_refused'],
    ['Received server error (500) from primary with message "boom". See https://x', 502, 'model_failed'],
    ['Something else', 502, 'model_failed'],
  ])('reports a failure: %s', async (body, status, code) => {
    runtime.respondWith(record({ output: '' }), { body })
    const { statusCode, json } = await invoke({ job: [job] })
    expect([statusCode, json.code]).toEqual([status, code])
  })
  it.each([[['x']], [[`${job}/..`]], [[job.toUpperCase()]], [[job, job]], [['']]])(
    'requests nothing from S3 for %j',
    async (jobs) => {
      expect((await invoke({ job: jobs })).json).toMatchObject({ code: 'invalid_job' })
      expect(runtime.received).toEqual([])
    },
  )
  it('is no reason to read ?job= where the endpoint answers at once', async () => {
    vi.stubEnv('ASYNC_INPUT', '')
    expect((await invoke({ ...data, job: [job] })).statusCode).toBe(200)
  })
})

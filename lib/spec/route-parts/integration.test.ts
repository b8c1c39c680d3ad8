import { describe, expect, it } from 'vitest'
import { desiredOf } from '../../wiring/plan/desired-of'
import { defaultSpec } from '../defaults'
import { type FlatSpec, flatPath } from '../flat-spec'
import { onlyRoute, wiringSpecSchema } from '../spec'
import { withFields } from '../testing'
import { addressProblem, integrationSchema } from './integration'

const spec = defaultSpec('iris-xgboost', 'Real-time')
const problemsOf = (change: Partial<FlatSpec>) =>
  (wiringSpecSchema.safeParse(withFields(spec, change)).error?.issues ?? []).map(
    ({ path, message }) => `${flatPath(path).join('.')}: ${message}`,
  )
const direct = { kind: 'direct' } as const
const http = { kind: 'http', url: 'https://models.acme.dev/iris' } as const
const named = { ...onlyRoute(spec).request, form: 'named' as const }
const features = [{ name: 'sepal length', type: 'number' as const }]

describe('an address that the gateway hands on to', () => {
  it.each([
    'https://models.acme.dev/iris',
    'https://models.acme.dev:8443/v1/models/iris:predict',
    'https://models.acme.dev',
    'https://xn--mller-kva.example/a%20b',
  ])('can be %s', (url) => expect(addressProblem(url)).toBeUndefined())

  it.each([
    ['http://models.acme.dev/iris', /https/],
    ['models.acme.dev/iris', /https/],
    ['ftp://models.acme.dev', /https/],
    ['https://ana:secret@models.acme.dev/iris', /password/],
    ['https://models.acme.dev/iris?key=1', /query/],
    ['https://models.acme.dev/iris#top', /query/],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as a stage variable is written
    ['https://${stageVariables.host}/iris', /\$|https/],
    ['https://models.acme.dev/{proxy}', /\{/],
    ['https://127.0.0.1/iris', /IP/],
    ['https://0x7f.1/iris', /IP/],
    ['https://2130706433/iris', /IP/],
    ['https://169.254.169.254/latest/meta-data/', /IP/],
    ['https://10.0.0.8/iris', /IP/],
    ['https://[::1]/iris', /IP/],
    ['https://[fd00:ec2::254]/', /IP/],
    ['https://localhost/iris', /everybody/],
    ['https://api.localhost/iris', /everybody/],
    ['https://model.internal/iris', /everybody/],
    ['https://metadata.google.internal/', /everybody/],
    ['https://nas.local./iris', /everybody/],
    ['https://intranet/iris', /everybody/],
    ['https://models.acme.dev\\@evil.example/iris', /backslash/],
    ['https:\\\\models.acme.dev/iris', /backslash/],
    ['https://models.acme.dev/iris\u0000', /control/],
    ['https://models.acme.dev/\u0001', /control/],
    ['https:models.acme.dev/iris', /https/],
    ['https:///models.acme.dev/iris', /https/],
    ['https://%6d%6f%64%65%6c.internal/iris', /everybody/],
    ['https://models.test/', /everybody/],
    ['https://models.invalid/', /everybody/],
    ['https://1.0.0.10.in-addr.arpa/', /everybody/],
    ['https://vpce-0a1b.execute-api.us-east-1.vpce.amazonaws.com/', /everybody/],
    ['https://models.acme.local%2e/', /everybody/],
    ['https://models..acme.dev/', /letters/],
    ['https://-models.acme.dev/', /letters/],
  ])('cannot be %s', (url, why) => expect(addressProblem(url)).toMatch(why))

  it.each([
    ['https://models.acme.dev', 'https://models.acme.dev'],
    ['https://models.acme.dev/', 'https://models.acme.dev/'],
    ['  HTTPS://Models.ACME.dev:443/a/../iris ', 'https://models.acme.dev/iris'],
    ['https://müller.example/ä', 'https://xn--mller-kva.example/%C3%A4'],
    ['https://models.acme.dev/%2e%2e/iris', 'https://models.acme.dev/iris'],
  ])('%s is stored as %s', (url, stored) =>
    expect(integrationSchema.parse({ kind: 'http', url })).toEqual({ kind: 'http', url: stored }),
  )
})

describe('what only the function can do', () => {
  it.each<[string, Partial<FlatSpec>, string]>([
    [
      'named features',
      { request: named, contract: { features } },
      'request: Only the Lambda function puts named features in order',
    ],
    [
      'validated bodies',
      { request: { ...onlyRoute(spec).request, validateBody: true }, contract: { features } },
      'request: Bodies go on as they are, so the gateway has no model to hold them against',
    ],
    [
      'normalised answers',
      { response: { form: 'normalised' } },
      'response: Only the Lambda function normalizes responses',
    ],
    [
      'streams',
      { contract: { features: [], input: { kind: 'chat', stream: true, parameters: [] } }, timeoutSeconds: 300 },
      'integration: An answer that is streamed needs the Lambda function',
    ],
  ])('refuses %s of both', (_, change, message) => {
    expect(problemsOf({ ...change, integration: direct })).toContain(message)
    expect(problemsOf({ ...change, integration: http })).toContain(message)
    expect(problemsOf(change)).toEqual([])
  })
  it('enforces columns, but for the JSON bodies that the gateway can hold against a model', () => {
    const enforcing = (methods: 'any' | 'get') => ({
      request: { ...onlyRoute(spec).request, methods, enforce: true as const },
      contract: { features },
    })
    expect(problemsOf({ ...enforcing('any'), integration: direct })).toEqual([])
    expect(problemsOf({ ...enforcing('get'), integration: direct })).toEqual([
      'request: Without the Lambda function only JSON bodies are enforced, and GET has none',
    ])
    expect(problemsOf({ ...enforcing('any'), integration: http })).toEqual([
      expect.stringMatching(/^request: The address/),
    ])
  })
  it.each<[string, Partial<FlatSpec>, RegExp]>([
    ['a model of many', { target: { kind: 'model', models: ['a.tar.gz'] } }, /^target: Without the Lambda function/],
    [
      'asynchronous endpoints',
      { target: { kind: 'async', input: 's3://b-k-t/in/', timeoutSeconds: 900 } },
      /^target: /,
    ],
    ['several origins', { corsOrigins: ['https://acme.dev'] }, /^corsOrigins: The gateway answers every origin alike/],
    ['a required parameter', { request: { ...onlyRoute(spec).request, required: true } }, /^request: Here a GET/],
  ])('refuses %s directly', (_, change, message) =>
    expect(problemsOf({ ...change, integration: direct })).toEqual([expect.stringMatching(message)]),
  )
  it.each<[string, Partial<FlatSpec>, RegExp]>([
    ['a variant', { target: { kind: 'variant', variant: 'AllTraffic' } }, /^target: The address answers/],
    ['another endpoint', { targetEndpoint: 'iris-2' }, /^targetEndpoint: The address answers/],
    ['origins', { corsOrigins: ['*'] }, /^corsOrigins: The address answers browsers/],
    ['a role', { role: { kind: 'existing', arn: 'arn:aws:iam::123456789012:role/a' } }, /^role: /],
  ])('refuses %s of an address', (_, change, message) =>
    expect(problemsOf({ ...change, integration: http })).toEqual([expect.stringMatching(message)]),
  )
  it('allows direct calls of a variant', () =>
    expect(problemsOf({ target: { kind: 'variant', variant: 'AllTraffic' }, integration: direct })).toEqual([]))
})

describe('what there is without a function', () => {
  const desiredFor = (change: Partial<FlatSpec>) =>
    desiredOf({
      spec: withFields(spec, change),
      target: { accountId: '123456789012', region: 'eu-west-1', partition: 'aws' },
      endpointArn: 'arn:aws:sagemaker:eu-west-1:123456789012:endpoint/iris-xgboost',
      consoleOrigin: 'https://portico.acme.dev',
      zip: { bytes: new Uint8Array(), sha256: 'hash' },
      deployedBy: 'ana@acme.dev',
    })

  it('calls SageMaker as a role that is allowed to do this alone, trusted to API Gateway', () => {
    const desired = desiredFor({ integration: direct })
    expect(desired).not.toHaveProperty('function')
    expect(desired).not.toHaveProperty('logGroup')
    expect(desired).not.toHaveProperty('permissionSource')
    expect(desired.api.definition.integrationUri).toBe(
      'arn:aws:apigateway:eu-west-1:runtime.sagemaker:path/endpoints/iris-xgboost/invocations',
    )
    expect(desired.role).toMatchObject({
      trust: { Statement: [{ Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
      policy: {
        Statement: [
          {
            Action: 'sagemaker:InvokeEndpoint',
            Resource: 'arn:aws:sagemaker:eu-west-1:123456789012:endpoint/iris-xgboost',
          },
        ],
      },
    })
  })
  it('calls a variant by the header that names it', () => {
    const desired = desiredFor({ integration: direct, target: { kind: 'variant', variant: 'blue' } })
    expect(JSON.stringify(desired.api.openApi)).toContain(
      `"integration.request.header.X-Amzn-SageMaker-Target-Variant":"'blue'"`,
    )
  })
  it('needs no role for an address', () => {
    const desired = desiredFor({ integration: http })
    expect(desired.role).toEqual({ kind: 'none' })
    expect(desired.api.definition.integrationUri).toBe(http.url)
  })
})

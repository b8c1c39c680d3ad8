import { describe, expect, it } from 'vitest'
import { samePolicy } from '../../aws/iam/policy'
import type { InputForm } from '../../model/contract/contract'
import { defaultSpec } from '../../spec/defaults'
import type { FlatSpec } from '../../spec/flat-spec'
import { namesOf } from '../../spec/names'
import type { Options } from '../../spec/options'
import { wiringSpecSchema } from '../../spec/spec'
import { withFields } from '../../spec/testing'
import { openApiOf } from '../openapi/document'
import { apiFieldsOf } from '../openapi/fields'
import { modelNameOf, modelOf } from '../openapi/model'
import { resources } from '../resources'
import { fingerprintOf } from '../resources/rest-api/fingerprint'
import type { DesiredInput } from '../state/desired'
import { desiredOf } from './desired-of'

const target = { accountId: '123456789012', region: 'us-east-1', partition: 'aws' }

function input(change: Partial<FlatSpec> = {}, rest: Partial<DesiredInput> = {}): DesiredInput {
  return {
    spec: withFields(defaultSpec('iris-xgboost', 'Real-time'), change),
    target,
    endpointArn: 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/iris-xgboost',
    consoleOrigin: 'https://portico.acme.dev',
    zip: { bytes: new Uint8Array([1]), sha256: 'hash' },
    deployedBy: 'ana@acme.dev',
    ...rest,
  }
}

describe('desired', () => {
  it.each<[string, string[], string]>([
    ['the console alone', [], 'https://portico.acme.dev'],
    ['others beside it', ['https://acme.dev'], 'https://portico.acme.dev,https://acme.dev'],
    ['each once', ['https://portico.acme.dev'], 'https://portico.acme.dev'],
    ['any', ['*'], '*'],
  ])('allows %s', (_name, corsOrigins, expected) =>
    expect(desiredOf(input({ corsOrigins })).function?.settings.environment.ALLOWED_ORIGINS).toBe(expected),
  )

  it('calls Lambda by the alias, in the partition of the account', () => {
    const desired = desiredOf(input({}, { target: { ...target, partition: 'aws-cn', region: 'cn-north-1' } }))
    expect(desired.api.definition.integrationUri).toBe(
      'arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/arn:aws-cn:lambda:cn-north-1:123456789012:function:portico-iris-xgboost:live/invocations',
    )
  })

  it.each([
    ['us-east-1', undefined],
    ['us-gov-west-1', undefined],
    ['cn-north-1', 'amazonaws.com.cn'],
    ['eusc-de-east-1', 'amazonaws.eu'],
  ])('gives the function of %s the end of host names if it is not the usual one', (region, domain) =>
    expect(desiredOf(input({}, { target: { ...target, region } })).function?.settings.environment.DOMAIN_SUFFIX).toBe(
      domain,
    ),
  )

  it('leaves a role of the person’s own alone', () => {
    const arn = 'arn:aws:iam::123456789012:role/theirs'
    const desired = desiredOf(input({ role: { kind: 'existing', arn } }))
    expect(desired.role).toMatchObject({ kind: 'existing', arn })
    expect(desired.function?.settings.roleArn).toBe(arn)
  })

  it('grants the endpoint by its ARN verbatim', () => {
    const endpointArn = 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/Iris-XGBoost'
    const { role } = desiredOf(input({}, { endpointArn }))
    expect(role.kind === 'create' && JSON.stringify(role.policy)).toContain(`"${endpointArn}"`)
    expect(role.kind === 'create' && samePolicy(role.policy, JSON.stringify(role.policy))).toBe(true)
  })
})

describe('fingerprint', () => {
  const before = fingerprintOf(desiredOf(input()))
  it('is the same for the same spec, whoever deploys it', () =>
    expect(fingerprintOf(desiredOf(input({}, { deployedBy: 'ben@acme.dev' })))).toBe(before))

  it.each<[string, Partial<FlatSpec>, Partial<DesiredInput>]>([
    ['path', { resourcePath: 'other' }, {}],
    ['parameter', { queryParameter: 'x' }, {}],
    ['stage', { stage: 'test' }, {}],
    ['throttle', { throttle: { rateLimit: 1, burstLimit: 2 } }, {}],
    ['origins', { corsOrigins: ['https://a.dev'] }, {}],
    ['memory', { memoryMb: 512 }, {}],
    ['retention', { logRetentionDays: 30 }, {}],
    ['role', { role: { kind: 'existing', arn: 'arn:aws:iam::123456789012:role/x' } }, {}],
    ['code', {}, { zip: { bytes: new Uint8Array(), sha256: 'other' } }],
  ])('changes with %s', (_name, change, rest) => expect(fingerprintOf(desiredOf(input(change, rest)))).not.toBe(before))
})

describe('OpenAPI', () => {
  const contract = {
    features: [
      { name: 'length', type: 'number' as const, unit: 'cm' },
      { name: 'kind', type: 'choice' as const },
    ],
  }
  const desired = desiredOf(input({ contract }))

  it('names everything that an overwrite would reset', () => {
    expect(openApiOf(desired.api.definition)).toMatchObject({
      openapi: '3.0.1',
      info: { title: 'iris-xgboost-api' },
      paths: {
        '/iris': {
          'x-amazon-apigateway-any-method': {
            parameters: [{ name: 'data', in: 'query', required: false }],
            'x-amazon-apigateway-request-validator': 'portico',
            'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST' },
          },
          options: { 'x-amazon-apigateway-integration': { type: 'mock' } },
        },
      },
      components: { schemas: { IrisXgboostInput: { type: 'object' } } },
      'x-amazon-apigateway-gateway-responses': { DEFAULT_4XX: {}, DEFAULT_5XX: {} },
      'x-amazon-apigateway-binary-media-types': [],
      'x-amazon-apigateway-api-key-source': 'HEADER',
    })
  })

  it.each<[InputForm | undefined, string[]]>([
    [undefined, []],
    [{ kind: 'text', wrap: 'inputs', parameters: [] }, []],
    [{ kind: 'image', contentType: 'application/x-image' }, ['application/x-image', 'multipart/form-data']],
    [{ kind: 'audio', contentType: 'audio/wav' }, ['audio/wav', 'multipart/form-data']],
    [
      { kind: 'image', contentType: 'image/*' },
      ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'multipart/form-data'],
    ],
  ])('of input %j only these are bytes: %j', (inputForm, types) => {
    const { definition, openApi } = desiredOf(input({ contract: { features: [], input: inputForm } })).api
    expect(openApi).toMatchObject({ 'x-amazon-apigateway-binary-media-types': types })
    expect(apiFieldsOf(definition).binaryMediaTypes).toBe([...types].sort().join(' '))
  })

  it('requests no security on OPTIONS', () => {
    expect(JSON.stringify(openApiOf(desired.api.definition))).not.toContain('security')
  })

  it('gives equal fields for equal specs and other fields for another path', () => {
    expect(apiFieldsOf(desired.api.definition)).toEqual(apiFieldsOf(desiredOf(input({ contract })).api.definition))
    const other = desiredOf(input({ contract, resourcePath: 'x' })).api.definition
    expect(apiFieldsOf(other)).not.toEqual(apiFieldsOf(desired.api.definition))
  })

  it('derives a model from the contract, within the part of JSON Schema that API Gateway keeps', () => {
    const model = modelOf('iris', contract)
    expect(JSON.stringify(model)).not.toMatch(/anyOf|oneOf|additionalProperties|exclusiveMinimum|example/)
    expect(model?.schema).toMatchObject({ properties: { data: { items: { minItems: 2, maxItems: 2 } } } })
    expect(modelOf('iris', { features: [] })).toBeUndefined()
  })

  it.each([
    ['iris', 'IrisInput'],
    ['iris-xgboost-2026-11', 'IrisXgboost202611Input'],
    ['A-b', 'ABInput'],
  ])('model name of %s is %s', (name, expected) => expect(modelNameOf(name)).toBe(expected))
})

it('the default spec is valid and keeps its meaning when parsed again', () => {
  const { spec } = input()
  expect(wiringSpecSchema.parse(JSON.parse(JSON.stringify(spec)))).toEqual(spec)
})

describe('each option of the API that a resource adds', () => {
  const options: Required<Omit<Options, 'cache' | 'openAi' | 'mcp'>> = {
    alarms: { errorPercent: 5, latencyMs: 900 },
    domain: { name: 'm.acme.dev', certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/one', basePath: '' },
    webAcl: `arn:aws:wafv2:us-east-1:123456789012:regional/webacl/a/${'1'.repeat(36)}`,
  }
  const { spec } = input({
    ...options,
    accessLog: true,
    access: { kind: 'key', rateLimit: 5, burstLimit: 10, header: 'authorization' },
  })
  const whole = desiredOf(input({}, { spec }))
  const names = namesOf('iris-xgboost', target)
  const parts = resources.flatMap(({ desired }) =>
    Object.keys(desired?.(spec, 'iris-xgboost', names, input({}, { spec })) ?? {}),
  )

  it('is one of these', () => expect(parts).toEqual(['accessLog', 'authorizer', 'keys', 'domain', 'webAcl', 'alarms']))

  it.each(parts)('%s is in the desired state, and changes the fingerprint', (part) => {
    expect(whole).toHaveProperty(part)
    expect(fingerprintOf({ ...whole, [part]: undefined })).not.toBe(fingerprintOf(whole))
  })

  it('is in the fingerprint if a later build adds it, wherever it stands', () => {
    const [later, other, reversed] = [
      { ...whole, budget: 5, quotas: [1] },
      { ...whole, budget: 5, quotas: [2] },
      { quotas: [1], ...whole, budget: 5 },
    ]
    expect(new Set([whole, later, other].map(fingerprintOf)).size).toBe(3)
    expect(fingerprintOf(reversed)).toBe(fingerprintOf(later))
  })
})

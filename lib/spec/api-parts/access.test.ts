import { describe, expect, it } from 'vitest'
import { apiFieldsOf } from '../../wiring/openapi/fields'
import { desiredOf } from '../../wiring/plan/desired-of'
import { fingerprintOf } from '../../wiring/resources/rest-api/fingerprint'
import { defaultSpec } from '../defaults'
import { type FlatSpec, flatSpec, recordedSpec } from '../flat-spec'
import { wiringSpecSchema } from '../spec'
import { withFields } from '../testing'
import { type Access, accessSchema, allowedIpsSchema, securityOf } from './access'

const userPoolArn = 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Ab1'
const key: Access = { kind: 'key', rateLimit: 10, burstLimit: 20, quotaPerDay: 1000 }

const desiredFor = (change: Partial<FlatSpec>) =>
  desiredOf({
    spec: withFields(defaultSpec('iris-xgboost', 'Real-time'), change),
    target: { accountId: '123456789012', region: 'us-east-1', partition: 'aws' },
    endpointArn: 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/iris-xgboost',
    consoleOrigin: 'https://portico.acme.dev',
    zip: { bytes: new Uint8Array([1]), sha256: 'hash' },
    deployedBy: 'ana@acme.dev',
  })
const openApiOf = (access: Access) => desiredFor({ access }).api.openApi

describe('a record from before there was a choice', () => {
  const { access: _, allowedIps: __, ...old } = flatSpec(defaultSpec('iris-xgboost', 'Real-time'))
  const spec = recordedSpec(JSON.parse(JSON.stringify(old))) ?? expect.unreachable()
  it('is open to any address', () => expect(spec).toMatchObject({ access: { kind: 'open' }, allowedIps: [] }))
  it('gives the very document and fingerprint of then', () => {
    const desired = desiredFor(flatSpec(spec))
    expect(desired.api.definitionHash).toBe('c9fb8f071ee1664e')
    expect(fingerprintOf(desired)).toBe('b33ebce832a30d30e81f8606e5d8d8f3')
  })
})

describe('access', () => {
  it.each<[Access, object, string[], string]>([
    [{ kind: 'open' }, { authorizationType: 'NONE', apiKeyRequired: false }, [], 'NONE false'],
    [key, { authorizationType: 'NONE', apiKeyRequired: true }, ['api_key'], 'NONE true'],
    [
      { ...key, header: 'authorization' },
      { authorizationType: 'CUSTOM', apiKeyRequired: true, keyHeader: 'authorization' },
      ['bearer', 'api_key'],
      'CUSTOM true',
    ],
    [
      { ...key, header: 'both' },
      { authorizationType: 'CUSTOM', apiKeyRequired: true, keyHeader: 'both' },
      ['bearer', 'api_key'],
      'CUSTOM true',
    ],
    [{ kind: 'iam' }, { authorizationType: 'AWS_IAM', apiKeyRequired: false }, ['sigv4'], 'AWS_IAM false'],
    [
      { kind: 'cognito', userPoolArn, scopes: ['iris/predict'] },
      { authorizationType: 'COGNITO_USER_POOLS', apiKeyRequired: false, userPoolArn, scopes: ['iris/predict'] },
      ['cognito'],
      'COGNITO_USER_POOLS false',
    ],
  ])('%o is %o, with schemes %j', (access, security, schemes, fields) => {
    expect(securityOf(access)).toEqual(security)
    const document = openApiOf(access) as {
      components?: { securitySchemes?: object }
      paths: Record<string, Record<string, { security?: object[] }>>
    }
    expect(Object.keys(document.components?.securitySchemes ?? {})).toEqual(schemes)
    const { options, ...others } = document.paths['/iris'] ?? {}
    const named = Object.values(others).flatMap((operation) => (operation.security ?? []).flatMap(Object.keys))
    expect(named).toEqual(schemes)
    expect(options).not.toHaveProperty('security')
    const read = apiFieldsOf(desiredFor({ access }).api.definition)
    expect(`${read['/iris ANY authorizationType']} ${read['/iris ANY apiKeyRequired']}`).toBe(fields)
    expect(read['/iris OPTIONS authorizationType']).toBe('NONE')
    expect(read['/iris OPTIONS apiKeyRequired']).toBe('false')
  })

  it('names the user pool and its scopes', () => {
    const document = JSON.stringify(openApiOf({ kind: 'cognito', userPoolArn, scopes: ['iris/predict'] }))
    expect(document).toContain(`"providerARNs":["${userPoolArn}"]`)
    expect(document).toContain('"security":[{"cognito":["iris/predict"]}]')
  })

  it.each<[string, object, boolean]>([
    ['a key without quota', { kind: 'key', rateLimit: 0.1, burstLimit: 1 }, true],
    ['a key without rate', { kind: 'key', burstLimit: 1 }, false],
    ['a quota of half a request', { ...key, quotaPerDay: 0.5 }, false],
    ['a rate beyond the account', { ...key, rateLimit: 10_001 }, false],
    ['a pool that is none', { kind: 'cognito', userPoolArn: 'arn:aws:iam::123456789012:role/x' }, false],
    ['another kind', { kind: 'password' }, false],
  ])('%s: %#', (_, access, valid) => expect(accessSchema.safeParse(access).success).toBe(valid))

  it.each<[string[], boolean]>([
    [[], true],
    [['203.0.113.0/24', '198.51.100.7', '2001:db8::/32'], true],
    [['203.0.113.0/40'], false],
    [['acme.dev'], false],
  ])('from %j', (ips, valid) => expect(allowedIpsSchema.safeParse(ips).success).toBe(valid))

  it('of an adopted URL stays its owner’s', () => {
    const adopted = { restApiId: 'a1', method: 'POST' as const, uri: 'arn:aws:apigateway:x:lambda:y', options: true }
    const spec = { ...defaultSpec('iris-xgboost', 'Real-time'), adopted }
    expect(wiringSpecSchema.safeParse(spec).success).toBe(true)
    expect(wiringSpecSchema.safeParse({ ...spec, access: key }).success).toBe(false)
    expect(wiringSpecSchema.safeParse({ ...spec, allowedIps: ['203.0.113.0/24'] }).success).toBe(false)
  })
})

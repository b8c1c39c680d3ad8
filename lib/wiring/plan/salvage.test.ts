import { describe, expect, it } from 'vitest'
import { defaultSpec } from '../../spec/defaults'
import type { FlatSpec } from '../../spec/flat-spec'
import { namesOf } from '../../spec/names'
import { onlyRoute, type WiringSpec } from '../../spec/spec'
import { withFields } from '../../spec/testing'
import { apiFieldsOf } from '../openapi/fields'
import type { Observed } from '../state/observed'
import { desiredOf } from './desired-of'
import { salvage } from './salvage'

const target = { accountId: '123456789012', region: 'us-east-1', partition: 'aws' }
const base = defaultSpec('Iris-XGBoost', 'Real-time')

/** What a finished deploy leaves where the function is deleted. */
function leftOf(change: Partial<FlatSpec>): Observed {
  const spec: WiringSpec = withFields(base, change)
  const { targetEndpoint = onlyRoute(base).endpointName } = change
  const endpointArn = `arn:aws:sagemaker:us-east-1:123456789012:endpoint/${targetEndpoint.toLowerCase()}`
  const zip = { bytes: new Uint8Array(), sha256: '' }
  const desired = desiredOf({ spec, target, endpointArn, consoleOrigin: 'https://c.dev', zip, deployedBy: 'ana' })
  const { definition } = desired.api
  const names = namesOf(onlyRoute(spec).endpointName, target)
  const { keys } = desired
  return {
    role:
      desired.role.kind === 'create'
        ? {
            id: 'AROAEXAMPLE',
            name: names.roleName,
            arn: '',
            createdAt: 1,
            tags: {},
            trust: '',
            policy: JSON.stringify(desired.role.policy),
          }
        : undefined,
    logGroup: { name: names.logGroupName, retentionDays: spec.logRetentionDays, tags: {} },
    accessLog: desired.accessLog && { name: names.accessLogName, tags: {} },
    permissions: [],
    apis: [],
    api: {
      id: 'abc1234567',
      name: definition.name,
      description: '',
      createdAt: 0,
      tags: { ...desired.tags, ...desired.record },
      binaryMediaTypes: definition.binaryMediaTypes,
      apiKeySource: 'HEADER',
      endpointType: 'REGIONAL',
      disableExecuteApiEndpoint: false,
      policy: definition.policy ? JSON.stringify(definition.policy) : '',
      status: 'AVAILABLE',
      fields: apiFieldsOf(definition),
      resourceIds: {},
      stages: [
        {
          ...desired.stage,
          cache: undefined,
          deploymentId: 'd',
          methods: {},
          tags: {},
          accessLog: desired.accessLog && { arn: desired.accessLog.arn, format: desired.accessLog.format },
        },
      ],
    },
    usagePlans: keys
      ? [
          {
            ...keys,
            id: 'p',
            name: keys.planName,
            tags: {},
            stages: [],
            methodLimits: [],
            keyIds: [],
            quota: keys.quotaPerDay ? { limit: keys.quotaPerDay, period: 'DAY' } : undefined,
          },
        ]
      : [],
    sharePlans: [],
    apiKeys: [],
  }
}

describe('a deleted function', () => {
  it.each<[string, Partial<FlatSpec>]>([
    ['the defaults', {}],
    [
      'name, path, stage, parameter',
      { apiName: 'flowers', resourcePath: 'flower', stage: 'v2', queryParameter: 'row' },
    ],
    ['throttle and retention', { throttle: { rateLimit: 7, burstLimit: 9 }, logRetentionDays: 90, accessLog: true }],
    [
      'a streaming chat of 300 s',
      { contract: { features: [], input: { kind: 'chat', parameters: [], stream: true } }, timeoutSeconds: 300 },
    ],
    ['a longer wait', { timeoutSeconds: 45 }],
    ['pictures', { contract: { features: [], input: { kind: 'image', contentType: 'image/*' } } }],
    ['keys', { access: { kind: 'key', rateLimit: 3, burstLimit: 4, quotaPerDay: 500 } }],
    ['signatures', { access: { kind: 'iam' }, allowedIps: ['203.0.113.0/24'] }],
    [
      'a user pool',
      {
        access: {
          kind: 'cognito',
          userPoolArn: 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbC',
          scopes: ['a/b'],
        },
      },
    ],
    ['a required GET', { request: { ...onlyRoute(base).request, methods: 'get', required: true } }],
    [
      'an address',
      {
        integration: { kind: 'http', url: 'https://models.acme.dev/predict' },
        request: { ...onlyRoute(base).request, methods: 'post' },
      },
    ],
    ['another endpoint', { targetEndpoint: 'iris-candidate' }],
    ['sites', { corsOrigins: ['https://a.dev', 'https://b.dev'] }],
    ['any site', { corsOrigins: ['*'] }],
  ])('leaves what was chosen of %s', (_name, change) => {
    expect(salvage(base, leftOf(change))?.spec).toEqual(withFields(base, change))
  })

  it('leaves that the gateway enforces the columns, if they can be read', () => {
    const features = [{ name: 'a', type: 'number' as const }]
    const change = {
      integration: { kind: 'direct' as const },
      contract: { features },
      request: { ...onlyRoute(base).request, enforce: true as const },
    }
    expect(salvage(base, leftOf(change), { features })?.spec).toEqual(withFields(base, change))
    expect(salvage(base, leftOf(change))?.spec.routes[0].request.enforce).toBeUndefined()
  })

  it('takes with it what nothing else shows, which is said', () => {
    const observed = leftOf({ memoryMb: 2048 })
    const left = salvage(base, observed)
    expect(left?.spec).toEqual(base)
    expect(left?.lost).toEqual(expect.arrayContaining(['memory', 'features and examples']))
    expect(left?.lost).not.toContain('allowed origins')
    const { api } = observed
    const fields = { ...api?.fields, [`/${onlyRoute(base).resourcePath} OPTIONS 200 template`]: '#set($x = 1)' }
    expect(salvage(base, { ...observed, api: api && { ...api, fields } })?.lost).toContain('allowed origins')
    expect(salvage(base, { ...observed, role: undefined })?.lost).toContain('endpoint that answers')
  })

  it('takes nothing of an older record that AWS shows to be gone since', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/one'
    const older = withFields(base, {
      targetEndpoint: 'iris-candidate',
      domain: { name: 'm.acme.dev', certificateArn, basePath: '' },
      accessLog: true,
      alarms: { errorPercent: 5, latencyMs: 900 },
      memoryMb: 512,
      sampleRow: '1,2',
    })
    expect(salvage(older, leftOf({}))?.spec).toEqual(withFields(base, { memoryMb: 512, sampleRow: '1,2' }))
    expect(salvage(older, { ...leftOf({}), role: undefined })?.spec.routes[0].targetEndpoint).toBe('iris-candidate')
  })

  it('leaves traces of memory and columns', () => {
    const features = [{ name: 'a', type: 'number' as const }]
    const left = salvage(base, leftOf({}), { memoryMb: 2048, features })
    const contract = { ...onlyRoute(base).contract, features }
    expect(left?.spec).toEqual(withFields(base, { memoryMb: 2048, contract }))
    expect(left?.lost).not.toContain('memory')
    expect(left?.lost).toContain('examples, preselected and missing values, and the meaning of answers')
  })

  it('of a deploy that never finished shows nothing', () => {
    const observed = leftOf({})
    const { api } = observed
    expect(salvage(base, { ...observed, api: api && { ...api, tags: {} } })).toBeUndefined()
    expect(salvage(base, { ...observed, api: undefined })).toBeUndefined()
  })
})

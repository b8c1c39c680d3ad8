import { describe, expect, it } from 'vitest'
import { type GradeInput, gradesOf } from './grade'

const endpointArn = 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/iris'
const policy = (Action: string, Resource: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] })
const permission = (sourceArn?: string) => ({
  Effect: 'Allow' as const,
  Principal: { Service: 'apigateway.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  ...(sourceArn ? { Condition: { ArnLike: { 'AWS:SourceArn': sourceArn } } } : {}),
})
const source = 'arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5'

const good: GradeInput = {
  policies: [policy('sagemaker:InvokeEndpoint', endpointArn)],
  endpointArn,
  permissions: [permission(`${source}/*/*/predict`)],
  restApiId: 'a1b2c3d4e5',
  throttle: { rateLimit: 50, burstLimit: 100 },
  hasOptions: true,
  functionTimeoutSeconds: 28,
  gatewayTimeoutMs: 29_000,
  runtime: 'nodejs24.x',
  authorizationType: 'AWS_IAM',
  apiKeyRequired: false,
  desired: { rateLimit: 50, burstLimit: 100, timeoutSeconds: 28, runtime: 'nodejs24.x' },
}

const gradeOf = (check: string, change: Partial<GradeInput>) =>
  gradesOf({ ...good, ...change }).find((one) => one.check === check)

describe('the grades', () => {
  it('of a wiring that is well made are good', () => {
    expect(gradesOf(good).filter((one) => one.level !== 'good')).toEqual([])
  })

  it.each<[string, Partial<GradeInput>, 'warn' | 'bad', RegExp]>([
    ['Role permissions', { policies: [policy('sagemaker:*', '*')] }, 'bad', /delete the endpoint/],
    ['Role permissions', { policies: [policy('sagemaker:InvokeEndpoint', '*')] }, 'warn', /other endpoints/],
    ['Role permissions', { policies: [policy('s3:GetObject', '*')] }, 'bad', /is not allowed to invoke/],
    ['Role permissions', { policies: undefined }, 'warn', /is not allowed to read/],
    ['Who can call the function', { permissions: [] }, 'bad', /500/],
    ['Who can call the function', { permissions: [permission()] }, 'bad', /names no source/],
    ['Who can call the function', { permissions: [permission(`${source}/*`)] }, 'warn', /More than this path/],
    ['Who can call the function', { permissions: [permission('arn:aws:execute-api:*:*:*')] }, 'warn', /More than/],
    ['Throttle', { throttle: undefined }, 'bad', /10,000/],
    ['Throttle', { throttle: { rateLimit: 5_000, burstLimit: 5_000 } }, 'warn', /5000/],
    ['CORS', { hasOptions: false }, 'warn', /not answered/],
    ['Time budgets', { functionTimeoutSeconds: 3 }, 'bad', /default/],
    ['Time budgets', { functionTimeoutSeconds: 60 }, 'warn', /outlasts/],
    ['Time budgets', { functionTimeoutSeconds: undefined }, 'bad', /gone/],
    ['Runtime', { runtime: 'python3.8' }, 'bad', /no longer supported/],
    ['Runtime', { runtime: 'nodejs18.x' }, 'bad', /no longer supported/],
    ['Runtime', { runtime: undefined }, 'warn', /image/],
    ['Access', { authorizationType: 'NONE' }, 'warn', /Open to anyone/],
  ])('%s %j: %s', (check, change, level, found) => {
    expect(gradeOf(check, change)).toMatchObject({ level, found: expect.stringMatching(found) })
  })

  it.each(['python3.12', 'nodejs22.x', 'java21', 'provided.al2023'])('%s is a runtime that Lambda keeps', (runtime) => {
    expect(gradeOf('Runtime', { runtime })?.level).toBe('good')
  })

  it('an API key is access control too', () => {
    expect(gradeOf('Access', { authorizationType: 'NONE', apiKeyRequired: true })?.level).toBe('good')
  })
})

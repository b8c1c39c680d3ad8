import { describe, expect, it } from 'vitest'
import { allows, parsePolicy, samePolicy, trusts } from '../../../aws/iam/policy'
import { permissionsPolicy, trustPolicy } from './policy'

const endpoint = 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/iris'
const group = 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/portico-iris'
const desired = permissionsPolicy(endpoint, group)

describe('samePolicy', () => {
  const statement = desired.Statement[0]!
  it.each([
    ['itself', desired, true],
    ['URL-encoded, as IAM gives it', encodeURIComponent(JSON.stringify(desired)), true],
    ['JSON text', JSON.stringify(desired), true],
    ['statements in another order', { ...desired, Statement: [...desired.Statement].reverse() }, true],
    ['statement ids changed', { ...desired, Statement: desired.Statement.map((one) => ({ ...one, Sid: 'x' })) }, true],
    [
      'lists of one and actions in another case',
      {
        ...desired,
        Statement: [{ ...statement, Action: ['SageMaker:invokeEndpoint'], Resource: [endpoint] }, desired.Statement[1]],
      },
      true,
    ],
    ['a statement less', { ...desired, Statement: [statement] }, false],
    ['another resource', { ...desired, Statement: [{ ...statement, Resource: '*' }, desired.Statement[1]] }, false],
    [
      'another case of the endpoint',
      { ...desired, Statement: [{ ...statement, Resource: endpoint.replace('iris', 'Iris') }, desired.Statement[1]] },
      false,
    ],
    [
      'a condition more',
      { ...desired, Statement: [{ ...statement, Condition: { Bool: { a: 'true' } } }, desired.Statement[1]] },
      false,
    ],
    ['no policy', 'nonsense', false],
    ['nothing', undefined, false],
  ])('%s', (_name, other, same) => expect(samePolicy(desired, other)).toBe(same))
})

it('grants one action on one endpoint and writing its own log, and nothing else', () => {
  expect(desired.Statement.flatMap((one) => one.Action)).toEqual([
    'sagemaker:InvokeEndpoint',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ])
  expect(JSON.stringify(desired)).not.toContain('CreateLogGroup')
})

describe('trusts', () => {
  const lambda = trustPolicy()
  it.each([
    ['ours', lambda, true],
    ['encoded', encodeURIComponent(JSON.stringify(lambda)), true],
    [
      'a list of services',
      {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { Service: ['edgelambda.amazonaws.com', 'lambda.amazonaws.com'] },
          Action: ['sts:AssumeRole'],
        },
      },
      true,
    ],
    [
      'another service',
      { Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
      false,
    ],
    [
      'denied',
      {
        Statement: [
          ...lambda.Statement,
          { Effect: 'Deny', Principal: { Service: 'lambda.amazonaws.com' }, Action: '*' },
        ],
      },
      false,
    ],
    ['nothing', undefined, false],
  ])('%s', (_name, document, expected) => expect(trusts(document, 'lambda.amazonaws.com')).toBe(expected))
})

describe('allows', () => {
  const allow = (Action: string, Resource: string, Effect = 'Allow') => ({ Statement: [{ Effect, Action, Resource }] })
  it.each([
    ['exactly', [allow('sagemaker:InvokeEndpoint', endpoint)], true],
    ['by wildcards', [allow('sagemaker:*', 'arn:aws:sagemaker:*:*:endpoint/*')], true],
    ['another endpoint', [allow('sagemaker:InvokeEndpoint', `${endpoint}2`)], false],
    ['a dot is a dot', [allow('sagemaker.InvokeEndpoint', '*')], false],
    ['an explicit deny', [allow('*', '*'), allow('sagemaker:Invoke*', '*', 'Deny')], false],
    ['no policy at all', [], false],
  ])('%s', (_name, documents, expected) =>
    expect(allows(documents, 'sagemaker:InvokeEndpoint', endpoint)).toBe(expected),
  )
})

it('reads a document with one statement that is no list', () => {
  expect(parsePolicy('{"Statement":{"Effect":"Allow"}}')?.Statement).toHaveLength(1)
})

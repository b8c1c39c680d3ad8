import { describe, expect, it } from 'vitest'
import { allows, parsePolicy, samePolicy, trusts } from '../../aws/iam/policy'
import { permissionsPolicy, trustPolicy } from './policy'

const endpoint = 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/iris'
const group = 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/portico-iris'
const wished = permissionsPolicy(endpoint, group)

describe('samePolicy', () => {
  const statement = wished.Statement[0]!
  it.each([
    ['itself', wished, true],
    ['URL-encoded, as IAM gives it', encodeURIComponent(JSON.stringify(wished)), true],
    ['JSON text', JSON.stringify(wished), true],
    ['statements in another order', { ...wished, Statement: [...wished.Statement].reverse() }, true],
    ['statement ids changed', { ...wished, Statement: wished.Statement.map((one) => ({ ...one, Sid: 'x' })) }, true],
    [
      'lists of one and actions in another case',
      {
        ...wished,
        Statement: [{ ...statement, Action: ['SageMaker:invokeEndpoint'], Resource: [endpoint] }, wished.Statement[1]],
      },
      true,
    ],
    ['a statement less', { ...wished, Statement: [statement] }, false],
    ['another resource', { ...wished, Statement: [{ ...statement, Resource: '*' }, wished.Statement[1]] }, false],
    [
      'another case of the endpoint',
      { ...wished, Statement: [{ ...statement, Resource: endpoint.replace('iris', 'Iris') }, wished.Statement[1]] },
      false,
    ],
    [
      'a condition more',
      { ...wished, Statement: [{ ...statement, Condition: { Bool: { a: 'true' } } }, wished.Statement[1]] },
      false,
    ],
    ['no policy', 'nonsense', false],
    ['nothing', undefined, false],
  ])('%s', (_name, other, same) => expect(samePolicy(wished, other)).toBe(same))
})

it('grants one action on one endpoint and writing its own log, and nothing else', () => {
  expect(wished.Statement.flatMap((one) => one.Action)).toEqual([
    'sagemaker:InvokeEndpoint',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ])
  expect(JSON.stringify(wished)).not.toContain('CreateLogGroup')
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

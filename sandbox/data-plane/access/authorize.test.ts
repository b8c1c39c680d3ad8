import { describe, expect, it } from 'vitest'
import type { Principal } from '../../kernel/types'
import { together } from './authorize'
import { judge, type Verdict } from './resource-policy'

/** Tables A and B of https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html */
describe.each<[boolean, [Verdict, Verdict, Verdict][]]>([
  [
    true,
    [
      ['allow', 'allow', 'allow'],
      ['allow', 'neither', 'allow'],
      ['allow', 'deny', 'deny'],
      ['neither', 'allow', 'allow'],
      ['neither', 'neither', 'neither'],
      ['neither', 'deny', 'deny'],
      ['deny', 'allow', 'deny'],
      ['deny', 'neither', 'deny'],
      ['deny', 'deny', 'deny'],
    ],
  ],
  [
    false,
    [
      ['allow', 'allow', 'allow'],
      ['allow', 'neither', 'neither'],
      ['allow', 'deny', 'deny'],
      ['neither', 'allow', 'neither'],
      ['neither', 'neither', 'neither'],
      ['neither', 'deny', 'deny'],
      ['deny', 'allow', 'deny'],
      ['deny', 'neither', 'deny'],
      ['deny', 'deny', 'deny'],
    ],
  ],
])('in the same account: %s', (same, rows) => {
  it.each(rows)('identity %s, resource %s: %s', (identity, resource, outcome) =>
    expect(together(identity, resource, same)).toBe(outcome),
  )
})

const own = 'arn:aws:execute-api:us-east-1:123456789012:abc/'
const ana: Principal = {
  accountId: '210987654321',
  accessKeyId: 'AKIA1',
  kind: 'user',
  arn: 'arn:aws:iam::210987654321:user/ana',
  userId: 'AIDA1',
  deniedActions: [],
}
const statement = (more: object) => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 'execute-api:Invoke',
  Resource: `${own}*`,
  ...more,
})
const list = { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '198.51.100.7'] } }
const outside = { NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '198.51.100.7'] } }

it.each<[string, object[], { sourceIp?: string; principal?: Principal; verb?: string }, Verdict]>([
  ['anybody', [statement({})], {}, 'allow'],
  ['an address of the list', [statement({ Condition: list })], { sourceIp: '198.51.100.7' }, 'allow'],
  ['another address', [statement({ Condition: list })], { sourceIp: '198.51.100.8' }, 'neither'],
  ['a denial outside the list', [statement({ Effect: 'Deny', Condition: outside })], { sourceIp: '192.0.2.1' }, 'deny'],
  [
    'a denial within the list',
    [statement({ Effect: 'Deny', Condition: outside })],
    { sourceIp: '203.0.113.9' },
    'neither',
  ],
  ['a denial beside a permission', [statement({}), statement({ Effect: 'Deny' })], {}, 'deny'],
  ['another verb', [statement({ Resource: `${own}*/OPTIONS/*` })], { verb: 'GET' }, 'neither'],
  ['the verb', [statement({ Resource: [`${own}*/OPTIONS/*`] })], { verb: 'OPTIONS' }, 'allow'],
  ['another action', [statement({ Action: 'execute-api:ManageConnections' })], {}, 'neither'],
  ['an account, unsigned', [statement({ Principal: { AWS: '210987654321' } })], {}, 'neither'],
  [
    'an account, signed',
    [statement({ Principal: { AWS: 'arn:aws:iam::210987654321:root' } })],
    { principal: ana },
    'allow',
  ],
  [
    'another person',
    [statement({ Principal: { AWS: 'arn:aws:iam::210987654321:user/bo' } })],
    { principal: ana },
    'neither',
  ],
  [
    'an unknown condition, to allow',
    [statement({ Condition: { DateLessThan: { 'aws:EpochTime': '1' } } })],
    {},
    'neither',
  ],
  [
    'an unknown condition, to deny',
    [statement({ Effect: 'Deny', Condition: { Null: { 'aws:SourceVpc': 'true' } } })],
    {},
    'deny',
  ],
])('%s', (_, statements, { sourceIp = '192.0.2.1', principal, verb = 'GET' }, verdict) => {
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements })
  expect(judge(policy, { arn: `${own}prod/${verb}/iris`, sourceIp, principal })).toBe(verdict)
})

it('says nothing where there is no policy', () => {
  expect(judge(undefined, { arn: `${own}prod/GET/iris`, sourceIp: '192.0.2.1' })).toBe('neither')
})

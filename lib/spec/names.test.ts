import { expect, it } from 'vitest'
import {
  authorizerNamesOf,
  fitName,
  namesOf,
  pathFromTag,
  pathToTag,
  personToTag,
  sourceArnOf,
  statementIdOf,
} from './names'

const target = { accountId: '123456789012', region: 'eu-central-1', partition: 'aws' }
const long = 'a'.repeat(63)

it('derives every name from endpoint, account and region', () => {
  expect(namesOf('Iris-1', target)).toEqual({
    roleName: 'portico-eu-central-1-Iris-1',
    rolePath: '/',
    roleArn: 'arn:aws:iam::123456789012:role/portico-eu-central-1-Iris-1',
    functionName: 'portico-Iris-1',
    functionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:portico-Iris-1',
    aliasArn: 'arn:aws:lambda:eu-central-1:123456789012:function:portico-Iris-1:live',
    logGroupName: '/aws/lambda/portico-Iris-1',
    accessLogName: '/aws/apigateway/portico-Iris-1',
    accessLogArn: 'arn:aws:logs:eu-central-1:123456789012:log-group:/aws/apigateway/portico-Iris-1',
    usagePlanName: 'portico-Iris-1',
    playgroundKeyName: 'portico-Iris-1-playground',
    logGroupArn: 'arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/portico-Iris-1',
  })
})

it('keeps within 64 characters, and two long names of one beginning apart', () => {
  const one = namesOf(long, target)
  const other = namesOf(`${long.slice(0, 62)}b`, target)
  for (const names of [one, other]) {
    expect(names.functionName.length).toBeLessThanOrEqual(64)
    expect(names.roleName.length).toBeLessThanOrEqual(64)
    expect(names.functionName).toMatch(/^[a-zA-Z0-9-_]+$/)
  }
  expect(one.functionName).not.toBe(other.functionName)
  expect(one.roleName).not.toBe(other.roleName)
})

it.each([
  ['iris', 'portico-iris_authorizer', 'portico-eu-central-1-iris_authorizer'],
  [long, /^portico-a{36}-[0-9a-f]{8}_authorizer$/, /^portico-eu-central-1-a{23}-[0-9a-f]{8}_authorizer$/],
])('the authorizer of %s is known by the end of its names', (endpointName, functionName, roleName) => {
  const names = authorizerNamesOf(endpointName, target)
  expect(names.functionName).toMatch(functionName)
  expect(names.roleName).toMatch(roleName)
  expect(Math.max(names.functionName.length, names.roleName.length)).toBeLessThanOrEqual(64)
  expect(authorizerNamesOf(`${endpointName.slice(0, 62)}b`, target).functionName).not.toBe(names.functionName)
})

it('gives one endpoint of two regions two roles', () => {
  expect(namesOf('iris', target).roleName).not.toBe(namesOf('iris', { ...target, region: 'us-east-1' }).roleName)
})

it.each([
  ['portico-iris', 'portico-iris'],
  ['x'.repeat(64), 'x'.repeat(64)],
])('%s fits as it is', (name, expected) => expect(fitName(name)).toBe(expected))

it('a source ARN names the path and leaves stage and method open', () => {
  const arn = sourceArnOf({ ...target, partition: 'aws-cn', region: 'cn-north-1' }, 'abc', 'iris')
  expect(arn).toBe('arn:aws-cn:execute-api:cn-north-1:123456789012:abc/*/*/iris')
  expect(statementIdOf(arn)).toMatch(/^portico-[0-9a-f]{12}$/)
})

it.each(['iris', 'a,b', 'v1:predict', 'a.b_c-d'])('%s survives as a tag', (path) => {
  expect(pathToTag(path)).toMatch(/^[a-zA-Z+-=._:/]*$/)
  expect(pathFromTag(pathToTag(path))).toBe(path)
})

it.each([
  ['ana@acme.dev', 'ana=40acme.dev'],
  ['Ana (ML)', 'Ana=20=28ML=29'],
  ['', 'unknown'],
])('%s as a tag is %s', (person, tag) => expect(personToTag(person)).toBe(tag))

it.each([
  [{ prefix: 'acme-' }, '/', 'acme-portico-eu-central-1-iris'],
  [{ prefix: 'acme-', path: '/ml/public/' }, '/ml/public/', 'acme-portico-eu-central-1-iris'],
  [undefined, '/', 'portico-eu-central-1-iris'],
])('a role is named as the account requires: %j', (roleNames, path, name) => {
  const { roleName, rolePath, roleArn } = namesOf('iris', { ...target, roleNames })
  expect([roleName, rolePath]).toEqual([name, path])
  expect(roleArn).toBe(`arn:aws:iam::${target.accountId}:role${path}${name}`)
})

it('a prefix leaves a long name within 64 characters, and one that is unique', () => {
  const prefix = 'a-prefix-of-20-chars'
  const [one, other] = ['1', '2'].map((end) => namesOf('x'.repeat(62) + end, { ...target, roleNames: { prefix } }))
  expect(one?.roleName).toHaveLength(64)
  expect(one?.roleName).not.toBe(other?.roleName)
})

/** The oracle must be able to fail: each kind of wrong answer is found, and the right one passes. */
import { describe, expect, it } from 'vitest'
import { bytesEvent, exceptionEvent } from '../kernel/event-stream'
import { checkResponse, type JournalLine } from './check'

const headers = { 'x-amzn-requestid': 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef' }
const line = (change: Partial<JournalLine> & { json?: object }): JournalLine => ({
  signingName: 'lambda',
  operation: 'GetAlias',
  status: 200,
  headers,
  body: change.json ? JSON.stringify(change.json) : '',
  base64: false,
  ...change,
})
const findings = (change: Partial<JournalLine> & { json?: object }) => checkResponse(line(change)).findings

const summary = {
  EndpointName: 'iris',
  EndpointArn: 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/iris',
  CreationTime: 1764000000.5,
  LastModifiedTime: 1764000000,
  EndpointStatus: 'InService',
}
const listEndpoints = (change: object) =>
  findings({
    signingName: 'sagemaker',
    operation: 'ListEndpoints',
    json: { Endpoints: [{ ...summary, ...change }] },
  })

describe('a JSON answer', () => {
  it('passes as AWS gives it', () => {
    expect(listEndpoints({})).toEqual([])
    expect(findings({ json: { Name: 'live', FunctionVersion: '3', RevisionId: 'a' } })).toEqual([])
  })
  it.each([
    ['a missing required member', { EndpointArn: undefined }, /EndpointArn: required/],
    ['a value outside the enumeration', { EndpointStatus: 'Ready' }, /Ready is none of/],
    ['a date as text', { CreationTime: '2026-11-24' }, /epoch seconds/],
    ['a number for a string', { EndpointName: 5 }, /a string wanted/],
    ['a member that AWS has not', { Flavour: 'x' }, /no such member/],
  ])('%s is found', (_, change, expected) => {
    expect(listEndpoints(change)).toEqual([expect.stringMatching(expected)])
  })
  it('knows the wire names: a list of APIs is under item', () => {
    const apis = (json: object) => findings({ signingName: 'apigateway', operation: 'GetRestApis', json })
    expect(apis({ item: [{ id: 'a', name: 'b' }] })).toEqual([])
    expect(apis({ items: [] })).toEqual([expect.stringContaining('no such member')])
  })
  it('knows the success status', () => {
    expect(findings({ operation: 'CreateAlias', status: 200, json: {} })).toEqual([expect.stringContaining('201')])
    expect(findings({ operation: 'CreateAlias', status: 201, json: {} })).toEqual([])
  })
})

describe('an error', () => {
  const error = (errorCode: string, type = errorCode, body: object = { message: 'm' }) =>
    findings({
      status: 404,
      errorCode,
      headers: { ...headers, 'x-amzn-errortype': type },
      json: body,
    })
  it('passes where the operation declares it, or where any can give it', () => {
    expect(error('ResourceNotFoundException')).toEqual([])
    expect(error('AccessDeniedException')).toEqual([])
  })
  it('is found where it is not declared, misnamed or wordless', () => {
    expect(error('CodeStorageExceededException')).toEqual([expect.stringContaining('not declared')])
    expect(error('ResourceNotFoundException', 'NotFound')).toEqual([expect.stringContaining('type is NotFound')])
    expect(error('ResourceNotFoundException', undefined, {})).toEqual([expect.stringContaining('without a message')])
  })
})

describe('an XML answer', () => {
  const role =
    '<Path>/</Path><RoleName>r</RoleName><RoleId>AROA1</RoleId><Arn>arn:aws:iam::1:role/r</Arn><CreateDate>2026-11-24T10:00:00Z</CreateDate>'
  const getRole = (inside: string) =>
    findings({
      signingName: 'iam',
      operation: 'GetRole',
      body: `<GetRoleResponse><GetRoleResult><Role>${inside}</Role></GetRoleResult></GetRoleResponse>`,
    })
  it('passes as AWS gives it', () => {
    expect(getRole(role)).toEqual([])
  })
  it.each([
    ['a missing required member', role.replace('<Path>/</Path>', ''), /Path: required/],
    ['a date of another kind', role.replace('2026-11-24T10:00:00Z', '1764000000'), /ISO 8601/],
    ['a member that AWS has not', `${role}<Colour>red</Colour>`, /no such member/],
    ['a list without members', `${role}<Tags><item><Key>a</Key></item></Tags>`, /<member> wanted/],
  ])('%s is found', (_, inside, expected) => {
    expect(getRole(inside)).toEqual([expect.stringMatching(expected)])
  })
})

describe('an event stream', () => {
  const stream = (...messages: Buffer[]) =>
    findings({
      signingName: 'sagemaker',
      operation: 'InvokeEndpointWithResponseStream',
      base64: true,
      body: Buffer.concat(messages).toString('base64'),
    })
  const part = bytesEvent('PayloadPart', Buffer.from('one'))
  it('passes as AWS gives it', () => {
    expect(stream(part, exceptionEvent('ModelStreamError', { Message: 'm', ErrorCode: 'StreamBroken' }))).toEqual([])
  })
  it.each([
    ['a message that AWS has not', bytesEvent('Chunk', Buffer.from('one')), /Chunk is no member/],
    [
      'a member that AWS has not',
      exceptionEvent('ModelStreamError', { Reason: 'x' }),
      /Reason: AWS's model has no such/,
    ],
  ])('%s is found', (_, message, expected) => {
    expect(stream(part, message)).toEqual([expect.stringMatching(expected)])
  })
})

it('an operation newer than the models is listed, not judged', () => {
  expect(checkResponse(line({ operation: 'CreateCapacityProvider', json: {} })).kind).toBe('newer')
})

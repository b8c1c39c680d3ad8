import { describe, expect, it } from 'vitest'
import { isExpected, Refusal, toFailure } from './errors'

/** Makes an error like the SDK's. */
function awsError(name: string, message: string, status = 400): Error {
  return Object.assign(new Error(message), {
    name,
    $fault: 'client',
    $metadata: { httpStatusCode: status, requestId: 'req-1' },
  })
}

const denied =
  'User: arn:aws:sts::123456789012:assumed-role/PorticoConsole/ana is not authorized to perform: lambda:CreateFunction on resource: arn:aws:lambda:us-east-1:123456789012:function:portico-iris because no identity-based policy allows the lambda:CreateFunction action'

describe('toFailure', () => {
  it.each([
    ['AccessDeniedException', denied, 'access-denied'],
    [
      'AccessDenied',
      'User: arn:aws:iam::123456789012:user/ana is not authorized to perform: iam:CreateRole',
      'access-denied',
    ],
    ['SomethingNew', denied, 'access-denied'],
    ['AccessDeniedException', 'Caller does not have permissions to create a Service Linked Role.', 'access-denied'],
    ['ThrottlingException', 'Rate exceeded', 'throttled'],
    ['TooManyRequestsException', 'Too Many Requests', 'throttled'],
    ['Throttling', 'Rate exceeded', 'throttled'],
    ['LimitExceededException', 'Maximum number of REST APIs reached', 'quota'],
    ['CodeStorageExceededException', 'Code storage limit exceeded.', 'quota'],
    ['ResourceNotFoundException', 'Function not found', 'not-found'],
    ['NotFoundException', 'Invalid API identifier specified', 'not-found'],
    ['NoSuchEntityException', 'The role cannot be found.', 'not-found'],
    ['ValidationException', 'Could not find endpoint "arn:aws:…/iris".', 'endpoint-not-found'],
    [
      'ValidationException',
      "Could not assume role arn:aws:iam::1:role/x. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.",
      'model-role',
    ],
    ['ValidationException', '1 validation error detected', 'invalid'],
    ['ResourceLimitExceeded', "The account-level service limit 'ml.p3.2xlarge for transform job usage' is 0", 'quota'],
    ['NoSuchBucket', 'The specified bucket does not exist', 'no-such-bucket'],
    [
      'AccessDenied',
      'User: arn:aws:iam::1:user/ana is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::b/k"',
      'access-denied',
    ],
    [
      'InvalidParameterValueException',
      'The role defined for the function cannot be assumed by Lambda.',
      'role-not-assumable',
    ],
    [
      'InvalidParameterValueException',
      'Lambda was unable to configure access to your environment variables because the KMS key is invalid for CreateGrant. Please check your KMS key settings. KMS Exception: InvalidArnException KMS Message: ARN does not refer to a valid principal: arn:aws:sts::1:assumed-role/r/f',
      'role-not-known-to-kms',
    ],
    ['InvalidParameterValueException', 'Unzipped size must be smaller', 'invalid'],
    ['BadRequestException', 'Invalid patch path', 'invalid'],
    ['MalformedPolicyDocumentException', 'Syntax errors in policy.', 'invalid'],
    ['ConflictException', 'Unable to complete operation due to concurrent modification', 'conflict'],
    ['ResourceConflictException', 'Function already exist: portico-iris', 'conflict'],
    ['EntityAlreadyExistsException', 'Role with name x already exists.', 'conflict'],
    ['PreconditionFailedException', 'The Revision Id provided does not match', 'changed-meanwhile'],
    ['DeleteConflictException', 'Cannot delete entity, must detach all policies first.', 'delete-conflict'],
    ['ExpiredTokenException', 'The security token included in the request is expired', 'credentials-expired'],
    ['ExpiredToken', 'The security token included in the request is expired', 'credentials-expired'],
    ['InvalidClientTokenId', 'The security token included in the request is invalid.', 'credentials-invalid'],
    ['InvalidToken', 'The provided token is malformed or otherwise invalid.', 'credentials-invalid'],
    ['UnrecognizedClientException', 'The security token included in the request is invalid.', 'credentials-invalid'],
    ['InvalidSignatureException', 'The request signature we calculated does not match', 'credentials-invalid'],
    ['InvalidSignatureException', 'Signature expired: 20261124T000000Z is now earlier than', 'clock-skew'],
    ['ModelError', 'Received client error (400) from primary', 'model-error'],
    ['ServiceException', 'Internal error', 'aws-unavailable'],
    ['UnknownOperationException', '', 'unsupported'],
    ['NeverHeardOfException', 'what', 'aws-error'],
  ])('%s: %s → %s', (name, message, code) => {
    const failure = toFailure(awsError(name, message), { operation: 'lambda:CreateFunction', step: 'function' })
    expect(failure.code).toBe(code)
    expect(failure.step).toBe('function')
    expect(failure.message).toMatch(/\.$/)
    expect(failure.remedy).toBeTruthy()
    expect(failure.aws).toEqual({ name, message, operation: 'lambda:CreateFunction', requestId: 'req-1' })
  })

  it('names the role and gives the statement that is missing', () => {
    const failure = toFailure(awsError('AccessDeniedException', denied, 403), {})
    expect(failure.message).toBe(
      'Role PorticoConsole is not allowed to call lambda:CreateFunction on arn:aws:lambda:us-east-1:123456789012:function:portico-iris.',
    )
    expect(failure.denied).toEqual({
      action: 'lambda:CreateFunction',
      resource: 'arn:aws:lambda:us-east-1:123456789012:function:portico-iris',
    })
    const statement: unknown = JSON.parse(failure.remedy?.slice(failure.remedy.indexOf('{')) ?? '')
    expect(statement).toEqual({
      Effect: 'Allow',
      Action: 'lambda:CreateFunction',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:portico-iris',
    })
  })

  it.each([
    [
      'with an explicit deny in a service control policy: arn:aws:organizations::487349550619:policy/o-0mgf8ua334/service_control_policy/p-icntgjha',
      'A service control policy of the organization denies lambda:CreateFunction (arn:aws:organizations::487349550619:policy/o-0mgf8ua334/service_control_policy/p-icntgjha).',
      'Ask those who administer the AWS organization to allow lambda:CreateFunction in p-icntgjha.',
    ],
    [
      'with an explicit deny in a service control policy',
      'A service control policy of the organization denies lambda:CreateFunction.',
      'Ask those who administer the AWS organization to allow lambda:CreateFunction.',
    ],
    [
      'because no service control policy allows the lambda:CreateFunction action',
      'No service control policy of the organization allows lambda:CreateFunction.',
      'Ask those who administer the AWS organization',
    ],
    [
      'with an explicit deny in a resource control policy',
      'A resource control policy of the organization denies lambda:CreateFunction.',
      'Ask those who administer the AWS organization',
    ],
    [
      'because no permissions boundary allows the lambda:CreateFunction action',
      'No permissions boundary of the role allows lambda:CreateFunction.',
      'Ask those who set the permissions boundaries of this account to allow lambda:CreateFunction.',
    ],
    [
      'with an explicit deny in a permissions boundary: arn:aws:iam::123456789012:policy/Boundary.',
      'A permissions boundary of the role denies lambda:CreateFunction (arn:aws:iam::123456789012:policy/Boundary).',
      'Ask those who set the permissions boundaries of this account to allow lambda:CreateFunction in Boundary.',
    ],
    [
      'because no session policy allows the lambda:CreateFunction action',
      'No session policy of these credentials allows lambda:CreateFunction.',
      'Ask those who issue the credentials of the console',
    ],
    [
      'with an explicit deny in a VPC endpoint policy',
      'A VPC endpoint policy of the network denies lambda:CreateFunction.',
      'Ask those who run the network of the console',
    ],
    [
      'with an explicit deny in an identity-based policy',
      'An identity-based policy of the role denies lambda:CreateFunction.',
      'A denial wins over every statement that allows. Ask those who keep the policies of this role',
    ],
    [
      'with an explicit deny',
      'A policy denies lambda:CreateFunction; AWS does not say which.',
      'Ask those who keep the account',
    ],
  ])('names what refuses, and whom to ask: %s', (why, cause, remedy) => {
    const failure = toFailure(awsError('AccessDeniedException', denied.replace(/because.*/, why), 403), {})
    expect(failure.cause).toBe(cause)
    expect(failure.remedy).toContain(remedy)
    expect(failure.remedy).not.toContain('{')
    expect(failure.denied?.action).toBe('lambda:CreateFunction')
  })

  it('names it where AWS says neither who nor on what', () => {
    const message =
      'User is not authorized to perform: iam:CreateRole with an explicit deny in a service control policy'
    expect(toFailure(awsError('AccessDenied', message, 403), {}).cause).toBe(
      'A service control policy of the organization denies this call.',
    )
  })

  it.each([
    [Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }), 'network'],
    [
      new TypeError('fetch failed', {
        cause: Object.assign(new Error('getaddrinfo ENOTFOUND x'), { code: 'ENOTFOUND' }),
      }),
      'network',
    ],
    [Object.assign(new Error('took too long'), { name: 'TimeoutError' }), 'timeout'],
    [
      Object.assign(new Error('Could not load credentials from any providers'), { name: 'CredentialsProviderError' }),
      'no-credentials',
    ],
    [awsError('Whatever', 'boom', 503), 'aws-unavailable'],
  ])('%s → %s', (error, code) => expect(toFailure(error, {}).code).toBe(code))

  it('keeps the words of a refusal of our own, and its own step', () => {
    const refusal = new Refusal({ code: 'blocked', message: 'No.', step: 'read' })
    expect(toFailure(refusal, { step: 'role' })).toEqual({ code: 'blocked', message: 'No.', step: 'read' })
  })
})

it.each([
  [new TypeError("Cannot read properties of undefined (reading 'x')"), false],
  [Object.assign(new Error('no such file'), { code: 'ENOENT' }), false],
  ['text', false],
  [awsError('ThrottlingException', 'Rate exceeded'), true],
  [new Refusal({ code: 'x', message: 'x' }), true],
])('%s is expected: %s', (error, expected) => {
  expect(isExpected(error)).toBe(expected)
  if (!expected) expect(() => toFailure(error, {})).toThrow()
})

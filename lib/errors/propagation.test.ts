import { expect, it } from 'vitest'
import { propagationOf, propagations } from './propagation'

const kms = (message: string) =>
  `Lambda was unable to configure access to your environment variables because the KMS key is invalid for CreateGrant. Please check your KMS key settings. KMS Exception: InvalidArnException KMS Message: ${message}`

it.each<[string, string, string | undefined]>([
  ['InvalidParameterValueException', 'The role defined for the function cannot be assumed by Lambda.', 'role'],
  [
    'InvalidParameterValueException',
    kms('ARN does not refer to a valid principal: arn:aws:sts::1:assumed-role/r/f'),
    'kms',
  ],
  // hashicorp/terraform#20813: a key that somebody chose wrongly stays wrong.
  ['InvalidParameterValueException', kms('Key Aliases are not supported for this operation.'), undefined],
  ['InvalidParameterValueException', 'Unzipped size must be smaller than 262144000 bytes', undefined],
  ['BadRequestException', 'The role ARN does not have required permissions set to API Gateway', 'gateway-role'],
  [
    'BadRequestException',
    'The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.',
    'gateway-role',
  ],
  [
    'BadRequestException',
    'API Gateway could not successfully write to CloudWatch Logs using the ARN specified. This account may have reached a limit in CloudWatch Logs.',
    'gateway-role',
  ],
  ['BadRequestException', 'The role ARN is not well formed', undefined],
  ['NoSuchEntityException', 'The role with name portico-us-east-1-iris cannot be found.', 'role-copy'],
  ['NoSuchEntity', 'The role policy with name portico cannot be found.', undefined],
  ['AccessDenied', 'The role with name x cannot be found.', undefined],
  ['DeleteConflict', 'Cannot delete entity, must delete policies first.', 'removed-policy'],
  ['DeleteConflictException', 'Cannot delete entity, must detach all policies first.', 'removed-policy'],
  ['DeleteConflict', 'Cannot delete entity, must remove roles from instance profile first.', undefined],
  ['ResourceNotFoundException', 'Function not found: arn:aws:lambda:us-west-2:1:function:f:1', 'function-copy'],
  ['ResourceNotFoundException', 'Cannot find alias arn: arn:aws:lambda:us-west-2:1:function:f:live', 'function-copy'],
  ['ResourceNotFoundException', 'The resource you requested does not exist.', undefined],
  ['BadRequestException', 'CloudWatch Logs role ARN must be set in account settings to enable logging', 'gateway-logs'],
  ['NotFoundException', 'API Stage not found: 63zybslnqk:demo', 'stage-copy'],
  ['NotFoundException', 'Invalid stage identifier specified', 'stage-copy'],
  [
    'WAFUnavailableEntityException',
    'AWS WAF couldn’t retrieve the resource that you requested. Retry your request.',
    'web-acl',
  ],
  [
    'WAFNonexistentItemException',
    'AWS WAF couldn’t perform the operation because your resource doesn’t exist.',
    'web-acl',
  ],
  ['WAFInvalidParameterException', "Error reason: The ARN isn't valid.", undefined],
  ['NotFoundException', 'Invalid API identifier specified 1:63zybslnqk', undefined],
])('%s: %s', (name, message, id) => {
  expect(propagationOf({ name, message })?.id).toBe(id)
})

it('names where each was met', () => {
  for (const { sources } of propagations) expect(sources.join()).toMatch(/^https:\/\/github\.com\//)
})

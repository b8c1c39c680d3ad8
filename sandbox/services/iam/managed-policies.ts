/**
 * Policies that AWS manages: read, and attached to roles.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html
 */
import { createHash } from 'node:crypto'
import { AwsError } from '../../kernel/errors'
import type { Call, Operation } from '../../kernel/types'
import { iamState } from './state'

/** The AWS-managed policies that tutorials attach to a function's role, in the actions that matter here. */
const managedPolicies: Record<string, object> = {
  'service-role/AWSLambdaBasicExecutionRole': {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' },
    ],
  },
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/PowerUserAccess.html
  PowerUserAccess: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
      {
        Effect: 'Allow',
        Action: ['iam:CreateServiceLinkedRole', 'iam:DeleteServiceLinkedRole', 'iam:ListRoles'],
        Resource: '*',
      },
    ],
  },
  AmazonSageMakerFullAccess: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' }],
  },
}

/** The document of `arn:aws:iam::aws:policy/…`, or undefined where AWS has no such policy here. */
export const managedPolicy = (arn: string): object | undefined =>
  managedPolicies[arn.replace(/^arn:aws[a-z-]*:iam::aws:policy\//, '')]

export function checkPolicyArn(arn: unknown): void {
  if (!/^arn:[^:]+:iam::[^:]*:policy\/.+$/.test(String(arn)))
    throw new AwsError('ValidationError', 'Invalid ARN:  Could not be parsed!', 400)
}

function found(input: { PolicyArn?: unknown }) {
  checkPolicyArn(input.PolicyArn)
  const arn = String(input.PolicyArn)
  const document = managedPolicy(arn)
  if (!document) throw new AwsError('NoSuchEntity', `Policy ${arn} was not found.`, 404)
  return { arn, document }
}

/** When AWS made them, and gave them their one version here. */
const madeAt = new Date('2015-04-09T15:03:43Z')

const getPolicy: Operation = (input, call: Call) => {
  const { arn } = found(input)
  const resource = arn.slice(arn.indexOf(':policy/') + ':policy'.length)
  const at = resource.lastIndexOf('/') + 1
  const [path, name] = [resource.slice(0, at), resource.slice(at)]
  const roles = [...iamState(call.world, call.accountId).roles.values()]
  return {
    Policy: {
      PolicyName: name,
      PolicyId: `ANPA${createHash('sha256').update(arn).digest('hex').slice(0, 17).toUpperCase()}`,
      Arn: arn,
      Path: path,
      DefaultVersionId: 'v1',
      AttachmentCount: roles.filter((role) => role.attached.has(arn)).length,
      PermissionsBoundaryUsageCount: roles.filter((role) => role.permissionsBoundary === arn).length,
      IsAttachable: true,
      CreateDate: madeAt,
      UpdateDate: madeAt,
    },
  }
}

const getPolicyVersion: Operation = (input) => {
  const { arn, document } = found(input)
  if (input.VersionId !== 'v1')
    throw new AwsError(
      'NoSuchEntity',
      `Policy ${arn} version ${input.VersionId} does not exist or is not attachable.`,
      404,
    )
  return {
    PolicyVersion: {
      Document: encodeURIComponent(JSON.stringify(document)),
      VersionId: 'v1',
      IsDefaultVersion: true,
      CreateDate: madeAt,
    },
  }
}

export const managedPolicyOperations: Record<string, Operation> = {
  GetPolicy: getPolicy,
  GetPolicyVersion: getPolicyVersion,
}

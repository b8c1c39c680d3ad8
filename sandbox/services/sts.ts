/**
 * STS: who calls, and sessions of roles. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
import { AwsError } from '../kernel/errors'
import type { Call, Operation, Service } from '../kernel/types'
import { identityAllows } from './iam/authorize'
import { issueRoleSession, settledRole, trusts } from './iam/evaluate'

const invalid = (message: string) => new AwsError('ValidationError', message)

function checked(value: unknown, member: string, pattern: RegExp, [min, max]: [number, number]): string {
  const broken = (rule: string) =>
    invalid(`1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${rule}`)
  if (typeof value !== 'string' || value === '')
    throw invalid(
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    )
  if (value.length < min) throw broken(`Member must have length greater than or equal to ${min}`)
  if (value.length > max) throw broken(`Member must have length less than or equal to ${max}`)
  if (!pattern.test(value))
    throw broken(`Member must satisfy regular expression pattern: ${pattern.source.slice(1, -1)}`)
  return value
}

const nameLike = /^[\w+=,.@-]*$/

/** What the sandbox does not judge is refused, and never passed over. */
const unspoken = ['Policy', 'PolicyArns', 'Tags', 'TransitiveTagKeys', 'SerialNumber', 'TokenCode', 'ProvidedContexts']

const oneHour = 3600

function secondsOf(input: { DurationSeconds?: string }, maxSeconds: number, chained: boolean): number {
  const seconds = Number(input.DurationSeconds ?? oneHour)
  if (!Number.isInteger(seconds) || seconds < 900 || seconds > 43_200)
    throw invalid(
      `1 validation error detected: Value '${input.DurationSeconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value ${seconds < 900 ? 'greater than or equal to 900' : 'less than or equal to 43200'}`,
    )
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
  if (chained && seconds > oneHour)
    throw invalid('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining')
  if (seconds > maxSeconds)
    throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.')
  return seconds
}

const assumeRole: Operation = (input, call) => {
  const roleArn = checked(
    input.RoleArn,
    'roleArn',
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the API model's own pattern, which a refusal quotes
    /^[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF]+$/,
    [20, 2048],
  )
  if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(roleArn)) throw new AwsError('ValidationError', `${roleArn} is invalid`)
  const sessionName = checked(input.RoleSessionName, 'roleSessionName', nameLike, [2, 64])
  const externalId =
    input.ExternalId === undefined ? undefined : checked(input.ExternalId, 'externalId', /^[\w+=,.@:/-]*$/, [2, 1224])
  const wanted =
    input.SourceIdentity === undefined ? undefined : checked(input.SourceIdentity, 'sourceIdentity', nameLike, [2, 64])
  const foreign = unspoken.find((member) => input[member] !== undefined)
  if (foreign) throw new AwsError('InvalidAction', `The sandbox does not judge ${foreign} of AssumeRole.`)
  const { principal, world } = call
  const denied = (action: string) =>
    new AwsError(
      'AccessDenied',
      `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${roleArn}`,
      403,
    )
  const sourceIdentity = wanted ?? principal.sourceIdentity
  // Once set it stays: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
  if (principal.sourceIdentity && sourceIdentity !== principal.sourceIdentity) throw denied('sts:SetSourceIdentity')
  const role = settledRole(world, roleArn)
  // AWS does not say whether there is such a role.
  if (!role) throw denied('sts:AssumeRole')
  const keys = {
    'sts:RoleSessionName': sessionName,
    'aws:PrincipalArn': principal.arn,
    ...(externalId === undefined ? {} : { 'sts:ExternalId': externalId }),
    ...(sourceIdentity === undefined ? {} : { 'sts:SourceIdentity': sourceIdentity }),
  }
  for (const action of ['sts:AssumeRole', ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity'])]) {
    const trust = trusts(world, role, principal, action, keys)
    const [, , , , roleAccount] = roleArn.split(':')
    const needsOwn = trust === 'account' || roleAccount !== principal.accountId
    const own = () => identityAllows(call, { action, resource: roleArn, keys })
    if (trust === undefined || trust === 'explicitDeny' || (needsOwn && !own())) throw denied(action)
  }
  const seconds = secondsOf(input, role.maxSessionSeconds, principal.kind === 'assumed-role')
  const session = issueRoleSession(world, roleArn, sessionName, { seconds, sourceIdentity })
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(session.expiresAt ?? 0),
    },
    AssumedRoleUser: { AssumedRoleId: session.principal.userId, Arn: session.principal.arn },
    SourceIdentity: sourceIdentity,
  }
}

const callerIdentity: Operation = (_, { principal }: Call) => ({
  UserId: principal.userId,
  Account: principal.accountId,
  Arn: principal.arn,
})

export const stsService: Service = {
  signingName: 'sts',
  protocol: 'query',
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  operations: { AssumeRole: assumeRole, GetCallerIdentity: callerIdentity },
  resourceArn: (_, input) => String(input.RoleArn ?? '*'),
}

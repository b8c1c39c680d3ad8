/**
 * STS: who calls, and sessions of roles. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
import { AwsError } from '../kernel/errors'
import type { Call, Operation, Service } from '../kernel/types'
import { identityAllows } from './iam/authorize'
import { issueRoleSession, settledRole, trusts } from './iam/evaluate'

const invalid = (message: string) => new AwsError('ValidationError', message)

/** What the sandbox does not judge is refused, and never passed over. */
const unspoken = ['Policy', 'PolicyArns', 'Tags', 'TransitiveTagKeys', 'SerialNumber', 'TokenCode', 'ProvidedContexts']

const oneHour = 3600

function secondsOf(input: { DurationSeconds?: string }, maxSeconds: number, chained: boolean): number {
  const seconds = Number(input.DurationSeconds ?? oneHour)
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
  if (chained && seconds > oneHour)
    throw invalid('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining')
  if (seconds > maxSeconds)
    throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.')
  return seconds
}

const assumeRole: Operation = (input, call) => {
  const roleArn = String(input.RoleArn)
  if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(roleArn)) throw new AwsError('ValidationError', `${roleArn} is invalid`)
  const sessionName = String(input.RoleSessionName)
  const externalId: string | undefined = input.ExternalId
  const wanted: string | undefined = input.SourceIdentity
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

/**
 * Who can invoke a function: its resource-based policy, one for each qualifier.
 * https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
import { randomUUID } from 'node:crypto'
import { AwsError } from '../../kernel/errors'
import { matchesPattern } from '../../kernel/match'
import type { Call, Operation, World } from '../../kernel/types'
import { isAwsPrincipal, isServicePrincipal } from '../iam/principals'
import { isLambdaAction } from './actions'
import { checkRevisionId, conflict, findFunction, findRevision, functionArn, invalid, readName } from './find'
import { type LambdaFunction, lambdaState, type PolicyStatement } from './state'

const policyLimit = 20_480

function found(input: { FunctionName?: unknown; Qualifier?: unknown }, call: Call) {
  const wanted = readName(input.FunctionName, input.Qualifier)
  const one = findFunction(call.world, call, wanted)
  if (/^(?!\d+$)[\w-]+$/.test(wanted.qualifier ?? '') && !one.aliases.has(wanted.qualifier ?? ''))
    throw new AwsError('ResourceNotFoundException', `Cannot find alias arn: ${one.arn}:${wanted.qualifier}`, 404, {
      Type: 'User',
    })
  const revision = findRevision(one, wanted.qualifier)
  if (wanted.qualifier === '$LATEST') throw invalid('We currently do not support adding policies for $LATEST.')
  const key = wanted.qualifier ?? ''
  // Until there is a policy, the revision of what it is for counts: localstack's AWS-recorded `test_lambda_permission_fn_versioning`.
  const holder: { revisionId: string } = one.aliases.get(key) ?? revision
  const revisionId = one.policyRevisions?.get(key) ?? holder.revisionId
  return { one, key, holder, revisionId, statements: one.policies.get(key), arn: key ? `${one.arn}:${key}` : one.arn }
}

/** Condition keys in the order in which AWS writes them: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
function conditionOf(input: Record<string, string | undefined>) {
  const given = (keys: Record<string, string>) =>
    Object.entries(keys).flatMap(([member, key]) => (input[member] === undefined ? [] : [[key, input[member]]]))
  const equals = given({
    SourceAccount: 'AWS:SourceAccount',
    FunctionUrlAuthType: 'lambda:FunctionUrlAuthType',
    PrincipalOrgID: 'aws:PrincipalOrgID',
    EventSourceToken: 'lambda:EventSourceToken',
  })
  const like = given({ SourceArn: 'AWS:SourceArn' })
  const flags = given({ InvokedViaFunctionUrl: 'lambda:InvokedViaFunctionUrl' }).map(([key, value]) => [
    key,
    `${value}`,
  ])
  if (equals.length + like.length + flags.length === 0) return {}
  return {
    Condition: {
      ...(flags.length > 0 ? { Bool: Object.fromEntries(flags) } : {}),
      ...(equals.length > 0 ? { StringEquals: Object.fromEntries(equals) } : {}),
      ...(like.length > 0 ? { ArnLike: Object.fromEntries(like) } : {}),
    },
  }
}

/**
 * A service by its name, an account by its root ARN, a user or role that is there by its own, anyone by `*`. The words are those
 * of a service that AWS does not have (https://github.com/serverless/serverless/issues/5365) and of a role that is gone
 * (https://dev.to/prithvijj/resolving-provided-principal-was-invalid-for-awslambdapermission-49jp).
 */
function principalOf(text: unknown, { world, partition }: Call): PolicyStatement['Principal'] {
  const principal = String(text)
  if (principal === '*') return '*'
  if (isServicePrincipal(principal)) return { Service: principal }
  if (!isAwsPrincipal(world, principal)) throw wrongPrincipal()
  return { AWS: /^\d{12}$/.test(principal) ? `arn:${partition}:iam::${principal}:root` : principal }
}

const wrongPrincipal = () => invalid('The provided principal was invalid. Please check the principal and try again.')

/**
 * What stands beside an action that it does not go with: https://github.com/RJPearson94/terraform-aws-open-next/issues/73 has the
 * words for the type of a URL, https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html what a call by a URL goes with. The words
 * for an action that Lambda does not have are documented nowhere, and follow those for a principal.
 */
function checkAction({ Action, FunctionUrlAuthType, InvokedViaFunctionUrl }: Record<string, unknown>): void {
  if (!isLambdaAction(String(Action)))
    throw invalid('The provided action was invalid. Please check the action and try again.')
  if (FunctionUrlAuthType !== undefined && Action !== 'lambda:InvokeFunctionUrl')
    throw invalid('FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action')
  if (InvokedViaFunctionUrl !== undefined && Action !== 'lambda:InvokeFunction')
    throw invalid('InvokedViaFunctionUrl is only supported for lambda:InvokeFunction action')
}

/**
 * Lambda judges the policy as a whole, so a principal that is gone stands in the way of any other.
 * https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1189
 */
function checkPrincipals(statements: PolicyStatement[], { world }: Call): void {
  for (const { Principal } of statements)
    if (Principal !== '*' && 'AWS' in Principal && !isAwsPrincipal(world, Principal.AWS)) throw wrongPrincipal()
}

const addPermission: Operation = (input, call) => {
  const { one, key, holder, revisionId, statements = [], arn } = found(input, call)
  checkRevisionId(input.RevisionId, revisionId, 'GetPolicy')
  checkAction(input)
  if (statements.some((statement) => statement.Sid === input.StatementId))
    throw conflict(
      `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    )
  const statement: PolicyStatement = {
    Sid: input.StatementId,
    Effect: 'Allow',
    Principal: principalOf(input.Principal, call),
    Action: input.Action,
    Resource: arn,
    ...conditionOf(input),
  }
  checkPrincipals(statements, call)
  const next = [...statements, statement]
  if (documentOf(next).length > policyLimit)
    throw new AwsError('PolicyLengthExceededException', 'The final policy size is bigger than the limit (20480).', 400)
  keepPolicy(one, key, next, holder)
  return { Statement: JSON.stringify(statement) }
}

export function forgetPolicy(one: LambdaFunction, key: string): void {
  one.policies.delete(key)
  one.policyRevisions?.delete(key)
}

/** A change of a policy is a revision of it and of what it is for. */
function keepPolicy(one: LambdaFunction, key: string, statements: PolicyStatement[], holder: { revisionId: string }) {
  holder.revisionId = randomUUID()
  if (statements.length === 0) return forgetPolicy(one, key)
  one.policies.set(key, statements)
  one.policyRevisions ??= new Map()
  one.policyRevisions.set(key, holder.revisionId)
}

const documentOf = (statements: PolicyStatement[]) =>
  JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements })

const noPolicy = () =>
  new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', 404, { Type: 'User' })

const removePermission: Operation = (input, call) => {
  const { name } = readName(input.FunctionName)
  if (!lambdaState(call.world, call).functions.has(name))
    throw new AwsError('ResourceNotFoundException', `No policy found for: ${functionArn(call, name)}`, 404)
  const { one, key, holder, revisionId, statements } = found(input, call)
  const left = statements?.filter((statement) => statement.Sid !== input.StatementId)
  if (!left || left.length === statements?.length) {
    if (!left) throw new AwsError('ResourceNotFoundException', 'No policy is associated with the given resource.', 404)
    throw new AwsError(
      'ResourceNotFoundException',
      `Statement ${input.StatementId} is not found in resource policy.`,
      404,
    )
  }
  checkRevisionId(input.RevisionId, revisionId, 'GetPolicy')
  keepPolicy(one, key, left, holder)
  return {}
}

export const policyOperations: Record<string, Operation> = {
  AddPermission: addPermission,
  RemovePermission: removePermission,
  GetPolicy: (input, call) => {
    const { statements, revisionId } = found(input, call)
    if (!statements) throw noPolicy()
    return { Policy: documentOf(statements), RevisionId: revisionId }
  },
}

export interface InvokePermission {
  /** May be qualified. */
  functionArn: string
  servicePrincipal: string
  sourceArn: string
  sourceAccount: string
}

/** A permission with a qualifier holds for callers of that qualified ARN only. */
export function functionPolicyAllows(world: World, wanted: InvokePermission): boolean {
  const [, , , region = '', accountId = '', , name = '', qualifier = ''] = wanted.functionArn.split(':')
  const one = lambdaState(world, { accountId, region }).functions.get(name)
  return (one?.policies.get(qualifier) ?? []).some((statement) => allows(statement, wanted))
}

function allows({ Principal, Action, Condition }: PolicyStatement, wanted: InvokePermission): boolean {
  const principalHolds = Principal === '*' || ('Service' in Principal && Principal.Service === wanted.servicePrincipal)
  const actionHolds = matchesPattern(Action, 'lambda:InvokeFunction', true)
  const sourceArn = Condition?.ArnLike?.['AWS:SourceArn']
  const { 'AWS:SourceAccount': account, ...others } = Condition?.StringEquals ?? {}
  return (
    principalHolds &&
    actionHolds &&
    // A service that invokes a function has no URL, organization or token.
    Condition?.Bool === undefined &&
    Object.keys(others).length === 0 &&
    (sourceArn === undefined || matchesPattern(sourceArn, wanted.sourceArn)) &&
    (account === undefined || account === wanted.sourceAccount)
  )
}

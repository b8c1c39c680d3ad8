/**
 * Who may invoke a function: its resource-based policy, one for each qualifier.
 * https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
import { randomUUID } from 'node:crypto'
import { AwsError } from '../../kernel/errors'
import { matchesPattern } from '../../kernel/match'
import type { Call, Operation, World } from '../../kernel/types'
import { checkRevisionId, conflict, findFunction, findRevision, functionArn, invalid, readName } from './find'
import { lambdaState, type PolicyStatement } from './state'

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
  // One revision counts for both: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
  const holder: { revisionId: string } = one.aliases.get(key) ?? revision
  return { one, key, holder, statements: one.policies.get(key), arn: key ? `${one.arn}:${key}` : one.arn }
}

function conditionOf({ SourceArn, SourceAccount }: { SourceArn?: string; SourceAccount?: string }) {
  if (SourceArn === undefined && SourceAccount === undefined) return {}
  return {
    Condition: {
      ...(SourceAccount === undefined ? {} : { StringEquals: { 'AWS:SourceAccount': SourceAccount } }),
      ...(SourceArn === undefined ? {} : { ArnLike: { 'AWS:SourceArn': SourceArn } }),
    },
  }
}

/** A service by its name, an account by its root ARN, anyone by `*`. */
function principalOf(text: unknown, partition: string): PolicyStatement['Principal'] {
  const principal = String(text)
  if (principal === '*') return '*'
  if (/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(principal)) return { Service: principal }
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:${partition}:iam::${principal}:root` }
  if (/^arn:aws[a-z-]*:iam::\d{12}:/.test(principal)) return { AWS: principal }
  throw invalid('The provided principal was invalid. Please check the principal and try again.')
}

const addPermission: Operation = (input, call) => {
  const { one, key, holder, statements = [], arn } = found(input, call)
  if (!/^([a-zA-Z0-9-_]{1,100})$/.test(String(input.StatementId)))
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${input.StatementId}' at 'statementId' failed to satisfy constraint: Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)`,
    )
  if (!/^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/.test(String(input.Action)))
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${input.Action}' at 'action' failed to satisfy constraint: Member must satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*])`,
    )
  checkRevisionId(input.RevisionId, holder.revisionId, 'GetPolicy')
  if (statements.some((statement) => statement.Sid === input.StatementId))
    throw conflict(
      `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    )
  const statement: PolicyStatement = {
    Sid: input.StatementId,
    Effect: 'Allow',
    Principal: principalOf(input.Principal, call.partition),
    Action: input.Action,
    Resource: arn,
    ...conditionOf(input),
  }
  const next = [...statements, statement]
  if (documentOf(next).length > policyLimit)
    throw new AwsError('PolicyLengthExceededException', 'The final policy size is bigger than the limit (20480).', 400)
  one.policies.set(key, next)
  holder.revisionId = randomUUID()
  return { Statement: JSON.stringify(statement) }
}

const documentOf = (statements: PolicyStatement[]) =>
  JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements })

const noPolicy = () =>
  new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', 404, { Type: 'User' })

const removePermission: Operation = (input, call) => {
  const { name } = readName(input.FunctionName)
  if (!lambdaState(call.world, call).functions.has(name))
    throw new AwsError('ResourceNotFoundException', `No policy found for: ${functionArn(call, name)}`, 404)
  const { one, key, holder, statements } = found(input, call)
  const left = statements?.filter((statement) => statement.Sid !== input.StatementId)
  if (!left || left.length === statements?.length) {
    if (!left) throw new AwsError('ResourceNotFoundException', 'No policy is associated with the given resource.', 404)
    throw new AwsError(
      'ResourceNotFoundException',
      `Statement ${input.StatementId} is not found in resource policy.`,
      404,
    )
  }
  checkRevisionId(input.RevisionId, holder.revisionId, 'GetPolicy')
  if (left.length === 0) one.policies.delete(key)
  else one.policies.set(key, left)
  holder.revisionId = randomUUID()
  return {}
}

export const policyOperations: Record<string, Operation> = {
  AddPermission: addPermission,
  RemovePermission: removePermission,
  GetPolicy: (input, call) => {
    const { statements, holder } = found(input, call)
    if (!statements) throw noPolicy()
    return { Policy: documentOf(statements), RevisionId: holder.revisionId }
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
  const account = Condition?.StringEquals?.['AWS:SourceAccount']
  return (
    principalHolds &&
    actionHolds &&
    (sourceArn === undefined || matchesPattern(sourceArn, wanted.sourceArn)) &&
    (account === undefined || account === wanted.sourceAccount)
  )
}

/**
 * Functions by what callers write: a name, `name:qualifier`, a partial or a whole ARN.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */

import { AwsError } from '../../kernel/errors'
import { partitionOf } from '../../kernel/partition'
import type { Call, World } from '../../kernel/types'
import { notAuthorized } from '../iam/authorize'
import { noneAllows } from '../iam/evaluate'
import { isPending, isUpdating, type LambdaFunction, lambdaState, type Place, type Revision } from './state'

export interface FunctionName {
  name: string
  qualifier?: string
}

/** A function that is there, and a new one: AWS's own patterns differ. What fits neither was refused before. */
const wholeName =
  /^(?:(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?)$/
const newName =
  /^(?:(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?)$/
/** A qualifier can stand in the name or beside it, not differently in both. */
export function readName(text: unknown, qualifier?: unknown): FunctionName {
  const match = wholeName.exec(String(text))
  const beside = qualifier === undefined ? undefined : String(qualifier)
  const [name = '', , within] = match?.slice(11) ?? []
  if (within && beside && within !== beside)
    throw invalid('The derived qualifier from the function name does not match the specified qualifier.')
  return { name, qualifier: within ?? beside }
}

const unreachable = (region: string, here: string) =>
  new AwsError(
    'ResourceNotFoundException',
    `Functions from '${region}' are not reachable in this region ('${here}')`,
    404,
    { Type: 'User' },
  )

/**
 * An ARN of another region is reached nowhere from here, one of another account only by that function's own policy.
 * localstack's AWS-recorded `test_get_function_wrong_region`;
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function checkReachable(operation: string, text: unknown, call: Call): void {
  const match = wholeName.exec(String(text))
  const region = match?.[3]?.slice(0, -1)
  if (region !== undefined && region !== call.region) throw unreachable(region, call.region)
  checkPartition(match, call)
  checkAccount(operation, match, call)
}

/** No partition has a function of another: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function checkPartition(match: RegExpExecArray | null, { partition, region }: Call): void {
  const named = match?.[2]
  if (named === undefined || named === partition) return
  const [accountId = '', name] = [match?.[9], match?.[11]]
  throw missing(`arn:${named}:lambda:${region}:${accountId}function:${name}`)
}

function checkAccount(operation: string, match: RegExpExecArray | null, call: Call): void {
  const accountId = match?.[9]?.slice(0, -1)
  if (accountId === undefined || accountId === call.accountId) return
  const action = `lambda:${operation.startsWith('Invoke') ? 'InvokeFunction' : operation}`
  const arn = functionArn({ accountId, region: call.region }, match?.[11] ?? '')
  throw notAuthorized(call, { action, resource: arn }, noneAllows('resource-based', action), 'rest-json')
}

/**
 * The name of a function to be made: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 * localstack's AWS-recorded `test_function_arns` has the refusal of another region and another account.
 */
export function readNewName(text: unknown, call: Call): string {
  const match = newName.exec(String(text))
  const region = match?.[3]?.slice(0, -1)
  if (region !== undefined && region !== call.region) throw unreachable(region, call.region)
  checkPartition(match, call)
  checkAccount('CreateFunction', match, call)
  const name = match?.[11] ?? ''
  if (name.length > 64)
    throw invalid(
      `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    )
  return name
}

export const functionArn = ({ accountId, region }: Place, name: string) =>
  `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${name}`

export function findFunction(world: World, place: Place, { name, qualifier }: FunctionName): LambdaFunction {
  const found = lambdaState(world, place).functions.get(name)
  if (found) return found
  throw missing(`${functionArn(place, name)}${qualifier ? `:${qualifier}` : ''}`)
}

/** Invoke names the qualifier that it would take: localstack's AWS-recorded `test_invoke_exceptions`. */
export const findInvoked = (world: World, place: Place, { name, qualifier = '$LATEST' }: FunctionName) =>
  findFunction(world, place, { name, qualifier })

export const missing = (arn: string) =>
  new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404, { Type: 'User' })

/**
 * The revision that runs: of an alias with two versions each is drawn by its weight.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
 */
export function drawRevision(one: LambdaFunction, qualifier: string | undefined): Revision {
  const routing = one.aliases.get(qualifier ?? '')?.routing
  return findRevision(one, routing && Math.random() < routing.weight ? routing.version : qualifier)
}

/** `$LATEST` unless qualified; an alias gives the version that it points at. */
export function findRevision(one: LambdaFunction, qualifier: string | undefined): Revision {
  if (qualifier === undefined || qualifier === '$LATEST') return one.latest
  const version = one.aliases.get(qualifier)?.version ?? qualifier
  if (version === '$LATEST') return one.latest
  const revision = one.versions.get(version)
  if (revision) return revision
  throw missing(`${one.arn}:${qualifier}`)
}

/** While Pending or updating every change is refused: https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html */
export function refuseWhileChanging(world: World, one: LambdaFunction): void {
  if (isPending(world, one.latest)) {
    throw conflict(
      `The operation cannot be performed at this time. The function is currently in the following state: Pending`,
    )
  }
  if (isUpdating(world, one.latest))
    throw conflict(`The operation cannot be performed at this time. An update is in progress for resource: ${one.arn}`)
}

export const conflict = (message: string) => new AwsError('ResourceConflictException', message, 409, { Type: 'User' })

export const invalid = (message: string) =>
  new AwsError('InvalidParameterValueException', message, 400, { Type: 'User' })

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html#API_UpdateFunctionCode_Errors */
export function checkRevisionId(wanted: unknown, current: string, reader = 'GetFunction/GetAlias'): void {
  if (wanted !== undefined && wanted !== current)
    throw new AwsError(
      'PreconditionFailedException',
      `The Revision Id provided does not match the latest Revision Id. Call the ${reader} API to retrieve the latest Revision Id`,
      412,
      { Type: 'User' },
    )
}

/**
 * The function's resource policy: who can call the alias. A statement with a qualifier holds for callers of that very
 * qualified ARN. https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
import {
  AddPermissionCommand,
  GetPolicyCommand,
  type LambdaClient,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda'
import { orAbsent, removedNow } from '../absent'
import { parsePolicy, type Statement } from '../iam/policy'
import { orDenied } from '../or-denied'
import type { QualifiedPermissions } from '../types'
import { listVersions } from './function'

/** Reads who can call a function, alias or version, as statements of its policy. Empty if it has none or is gone. */
export async function observePermissions(
  lambda: LambdaClient,
  functionName: string,
  qualifier?: string,
): Promise<Statement[]> {
  const response = await orAbsent(
    lambda.send(new GetPolicyCommand({ FunctionName: functionName, Qualifier: qualifier })),
  )
  return parsePolicy(response?.Policy)?.Statement ?? []
}

/** Counts the versions that a deploy keeps, the live one, and a canary's. Each is a call, of which AWS allows 15 a second. */
const mostRead = 12
const atOnce = 4

/** Reads who can call versions by their numbers, of the newest ones. */
export const observeVersionPermissions = async (
  lambda: LambdaClient,
  functionName: string,
): Promise<QualifiedPermissions> =>
  observeQualified(
    lambda,
    functionName,
    (await listVersions(lambda, functionName)).map(({ version }) => version),
  )

/** Reads who can call the aliases. */
export const observeAliasPermissions = (
  lambda: LambdaClient,
  functionName: string,
  aliases: string[],
): Promise<QualifiedPermissions> => observeQualified(lambda, functionName, aliases)

/**
 * Each version and each alias has a policy of its own.
 * https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
async function observeQualified(
  lambda: LambdaClient,
  functionName: string,
  qualifiers: string[],
): Promise<QualifiedPermissions> {
  const byQualifier: QualifiedPermissions['byQualifier'] = []
  const denied: string[] = []
  for (let from = 0; from < Math.min(qualifiers.length, mostRead); from += atOnce) {
    const some = qualifiers.slice(from, Math.min(from + atOnce, mostRead))
    const read = await Promise.all(some.map((one) => orDenied(observePermissions(lambda, functionName, one))))
    for (const [at, statements] of read.entries()) {
      const qualifier = some[at] ?? ''
      if (statements) byQualifier.push({ qualifier, statements })
      else denied.push(qualifier)
    }
  }
  return { byQualifier, denied, unread: Math.max(0, qualifiers.length - mostRead) }
}

interface Permission {
  functionName: string
  /** Absent: of the function itself. */
  qualifier?: string
  statementId: string
  sourceArn: string
}

/**
 * Allows one caller to call a function or alias. Throws ResourceConflictException if the statement id is taken.
 * https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
export async function addPermission(lambda: LambdaClient, permission: Permission): Promise<void> {
  await lambda.send(
    new AddPermissionCommand({
      FunctionName: permission.functionName,
      Qualifier: permission.qualifier,
      StatementId: permission.statementId,
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: permission.sourceArn,
    }),
  )
}

/** Removes one statement of a function's policy. False if it was gone already. */
export async function removePermission(
  lambda: LambdaClient,
  { functionName, qualifier, statementId }: Omit<Permission, 'sourceArn'>,
): Promise<boolean> {
  return removedNow(
    lambda.send(
      new RemovePermissionCommand({ FunctionName: functionName, Qualifier: qualifier, StatementId: statementId }),
    ),
  )
}

/**
 * The function's resource policy: who may call the alias. A statement with a qualifier holds for callers of that very
 * qualified ARN. https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
import {
  AddPermissionCommand,
  GetPolicyCommand,
  type LambdaClient,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda'
import type { VersionPermissions } from '../wiring/observed'
import { parsePolicy, type Statement } from '../wiring/policy'
import { orAbsent, removedNow } from './absent'
import { listVersions } from './function'
import { orDenied } from './or-denied'

export async function observePermissions(
  lambda: LambdaClient,
  functionName: string,
  qualifier?: string,
): Promise<Statement[]> {
  const answer = await orAbsent(lambda.send(new GetPolicyCommand({ FunctionName: functionName, Qualifier: qualifier })))
  return parsePolicy(answer?.Policy)?.Statement ?? []
}

/** Those that a deploy keeps, the live one, and a canary's. Each is a call, of which AWS allows 15 a second. */
const mostVersions = 12
const atOnce = 4

/**
 * Reads who may call versions by their numbers, of the newest ones. Each version has a policy of its own.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export async function observeVersionPermissions(
  lambda: LambdaClient,
  functionName: string,
): Promise<VersionPermissions> {
  const versions = (await listVersions(lambda, functionName)).map(({ version }) => version)
  const byVersion: VersionPermissions['byVersion'] = []
  const denied: string[] = []
  for (let from = 0; from < Math.min(versions.length, mostVersions); from += atOnce) {
    const some = versions.slice(from, Math.min(from + atOnce, mostVersions))
    const read = await Promise.all(some.map((version) => orDenied(observePermissions(lambda, functionName, version))))
    for (const [at, statements] of read.entries()) {
      const version = some[at] ?? ''
      if (statements) byVersion.push({ version, statements })
      else denied.push(version)
    }
  }
  return { byVersion, denied, unread: Math.max(0, versions.length - mostVersions) }
}

interface Permission {
  functionName: string
  /** Absent: of the function itself. */
  qualifier?: string
  statementId: string
  sourceArn: string
}

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

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
import { parsePolicy, type Statement } from '../wiring/policy'
import { orAbsent, removedNow } from './absent'

export async function observePermissions(
  lambda: LambdaClient,
  functionName: string,
  qualifier?: string,
): Promise<Statement[]> {
  const answer = await orAbsent(lambda.send(new GetPolicyCommand({ FunctionName: functionName, Qualifier: qualifier })))
  return parsePolicy(answer?.Policy)?.Statement ?? []
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

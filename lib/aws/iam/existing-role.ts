/** A role that the person chose: read and judged, never changed. */
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam'
import { orAbsent } from '../absent'

/** The trust policy as IAM gives it; undefined where there is no such role. */
export async function readTrust(iam: IAMClient, roleName: string): Promise<string | undefined> {
  const response = await orAbsent(iam.send(new GetRoleCommand({ RoleName: roleName })))
  return response?.Role && (response.Role.AssumeRolePolicyDocument ?? '')
}

/**
 * Returns what IAM's own evaluation says, boundaries and managed policies included; undefined if the console is not allowed to
 * call it.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export async function simulate(
  iam: IAMClient,
  roleArn: string,
  action: string,
  resource: string,
  keys: Record<string, string> = {},
): Promise<boolean | undefined> {
  const entries = Object.entries(keys).map(([name, value]) => ({
    ContextKeyName: name,
    ContextKeyValues: [value],
    ContextKeyType: 'string' as const,
  }))
  try {
    const response = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: roleArn,
        ActionNames: [action],
        ResourceArns: [resource],
        ContextEntries: entries.length > 0 ? entries : undefined,
      }),
    )
    return response.EvaluationResults?.every((one) => one.EvalDecision === 'allowed')
  } catch (error) {
    if (isRefused(error)) return undefined
    throw error
  }
}

/** Reads every policy of the role as IAM gives it; undefined if the console is not allowed to read one of them. */
export async function readPolicies(iam: IAMClient, roleName: string): Promise<string[] | undefined> {
  try {
    const [inline, attached] = await Promise.all([
      iam.send(new ListRolePoliciesCommand({ RoleName: roleName })),
      iam.send(new ListAttachedRolePoliciesCommand({ RoleName: roleName })),
    ])
    const documents = await Promise.all([
      ...(inline.PolicyNames ?? []).map((name) => readInline(iam, roleName, name)),
      ...(attached.AttachedPolicies ?? []).map((policy) => readManaged(iam, policy.PolicyArn ?? '')),
    ])
    return documents.filter((document) => document !== undefined)
  } catch (error) {
    if (isRefused(error)) return undefined
    throw error
  }
}

async function readInline(iam: IAMClient, roleName: string, name: string): Promise<string | undefined> {
  return (await iam.send(new GetRolePolicyCommand({ RoleName: roleName, PolicyName: name }))).PolicyDocument
}

async function readManaged(iam: IAMClient, arn: string): Promise<string | undefined> {
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: arn }))
  const version = await iam.send(
    new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: Policy?.DefaultVersionId ?? 'v1' }),
  )
  return version.PolicyVersion?.Document
}

/** Says whether the operation is denied to this console, or unknown to this endpoint. */
const isRefused = (error: unknown): boolean =>
  error instanceof Error &&
  /^(AccessDenied|AccessDeniedException|InvalidAction|UnknownOperationException)$/.test(error.name)

/**
 * Names the refusals that mean "a new role has not spread yet". Each of them goes away by itself, so each is worth another
 * try; every other refusal of the same kind of error stays one. Pure, and read by the engine, the errors and the trace.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 *
 * Left out, because no call of ours can meet it: Lambda's "does not have permissions to call CreateNetworkInterface" (a
 * function in a VPC), AddPermission's "The provided principal was invalid" and IAM's "Invalid principal in policy" (a role
 * as the principal, ours is a service). What spreads only after a call was taken is met by the probe of the public API:
 * "Invalid permissions on Lambda function", and a role that cannot invoke the endpoint yet.
 */
interface Propagation {
  id: 'role' | 'kms' | 'gateway-role' | 'role-copy'
  /** The name of the error in the SDK and on the wire. */
  names: RegExp
  /** All of them are in the message. */
  words: RegExp[]
  /** Says what is waited for: `Role not assumable yet`. */
  detail: string
  sources: string[]
}

const github = (thread: string) => `https://github.com/${thread}`

export const propagations: Propagation[] = [
  {
    // CreateFunction, UpdateFunctionCode, UpdateFunctionConfiguration.
    id: 'role',
    names: /^InvalidParameterValueException$/,
    words: [/The role defined for the function cannot be assumed by Lambda/],
    detail: 'Role not assumable yet',
    sources: [
      github('apex/up/issues/189'),
      github('aws/aws-sdk-js/issues/4408'),
      github('pulumi/pulumi-aws-native/issues/148'),
    ],
  },
  {
    // CreateFunction, UpdateFunctionConfiguration. Without the second half it is the fault of a key that somebody chose.
    id: 'kms',
    names: /^InvalidParameterValueException$/,
    words: [/KMS key is invalid for CreateGrant/, /ARN does not refer to a valid principal/],
    detail: 'Role not known to KMS yet',
    sources: [github('hashicorp/terraform-provider-aws/issues/4633'), github('aws/chalice/issues/1069')],
  },
  {
    // UpdateAccount. AWS words it in three ways: "…permissions configured", "…permissions set to API Gateway", and the last.
    id: 'gateway-role',
    names: /^BadRequestException$/,
    words: [
      /The role ARN does not have required permissions|API Gateway could not successfully write to CloudWatch Logs using the ARN specified/,
    ],
    detail: 'API Gateway cannot use its role yet',
    sources: [github('aws/aws-cdk/issues/2194'), github('hashicorp/terraform/pull/8533')],
  },
  {
    // PutRolePolicy right after CreateRole: IAM has several copies of itself.
    id: 'role-copy',
    names: /^NoSuchEntity(Exception)?$/,
    words: [/role with name .{1,64} cannot be found/i],
    detail: 'Role not known to all of IAM yet',
    sources: [github('alchemy-run/alchemy/pull/193'), github('hashicorp/terraform-provider-aws/pull/18435')],
  },
]

/** Finds what has not spread yet; undefined if the error is something else. */
export const propagationOf = (error: Pick<Error, 'name' | 'message'>): Propagation | undefined =>
  propagations.find(({ names, words }) => names.test(error.name) && words.every((one) => one.test(error.message)))

/**
 * Names the refusals that mean "a change has not spread yet": a new role, or something else that was made or removed a
 * moment ago. Each of them goes away by itself, so each is worth another try; every other refusal of the same kind of error
 * stays one. Pure.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 *
 * Left out, because no call of ours can meet it: Lambda's "does not have permissions to call CreateNetworkInterface" (a
 * function in a VPC), AddPermission's "The provided principal was invalid" and IAM's "Invalid principal in policy" (a role
 * as the principal, ours is a service). What spreads only after a call was taken is met by the probe of the public API:
 * "Invalid permissions on Lambda function", and a role that cannot invoke the endpoint yet.
 */
interface Propagation {
  id:
    | 'role'
    | 'kms'
    | 'gateway-role'
    | 'role-copy'
    | 'removed-policy'
    | 'function-copy'
    | 'gateway-logs'
    | 'stage-copy'
    | 'web-acl'
  /** The name of the error in the SDK and on the wire. */
  names: RegExp
  /** All of them are in the message. */
  words: RegExp[]
  /** Says what is waited for: `Role not assumable yet`. */
  detail: string
  /** How many tries are worth it if the same words can also be true for good; without it, minutes of them. */
  mostTries?: number
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
  {
    // DeleteRole right after its policies were removed. For good, if somebody gives it another at the same moment.
    id: 'removed-policy',
    names: /^DeleteConflict(Exception)?$/,
    words: [/must (delete|detach all) policies first/i],
    detail: 'Removed policies not known to all of IAM yet',
    mostTries: 6,
    sources: [github('hashicorp/terraform/issues/3222'), github('hashicorp/terraform/pull/14707')],
  },
  {
    // CreateAlias and AddPermission right after the version and the alias were made.
    id: 'function-copy',
    names: /^ResourceNotFoundException$/,
    words: [/^(Function not found|Alias not found|Cannot find alias arn): /],
    detail: 'Not known to all of Lambda yet',
    mostTries: 6,
    sources: [
      github('hashicorp/terraform-provider-aws/issues/7214'),
      github('hashicorp/terraform-provider-aws/issues/25440'),
    ],
  },
  {
    // CreateStage and UpdateStage right after UpdateAccount.
    id: 'gateway-logs',
    names: /^BadRequestException$/,
    words: [/CloudWatch Logs role ARN must be set in account settings/],
    detail: 'API Gateway does not know its role for logs yet',
    mostTries: 6,
    sources: [github('aws-samples/serverless-patterns/issues/620')],
  },
  {
    // UpdateStage, CreateUsagePlan and UpdateUsagePlan right after the stage was made.
    id: 'stage-copy',
    names: /^(NotFoundException|BadRequestException)$/,
    words: [/^(API Stage not found: |Invalid API Stage |Invalid stage identifier specified)/],
    detail: 'Stage not known to all of API Gateway yet',
    mostTries: 6,
    sources: [
      github('leftclickben/serverless-api-stage/issues/23'),
      github('aws-samples/amazon-rekognition-video-analyzer/issues/30'),
    ],
  },
  {
    // AssociateWebACL right after the stage or the web ACL was made. For good, if there is no such web ACL.
    id: 'web-acl',
    names: /^WAF(UnavailableEntity|NonexistentItem)Exception$/,
    words: [
      /AWS WAF couldn.t (retrieve the resource that you requested|perform the operation because your resource doesn.t exist)/,
    ],
    detail: 'AWS WAF does not know the stage or the web ACL yet',
    mostTries: 10,
    sources: [
      github('hashicorp/terraform-provider-aws/issues/17527'),
      github('mikesouza/serverless-associate-waf/issues/27'),
      github('aws-samples/serverless-patterns/pull/2173'),
    ],
  },
]

/** Finds what has not spread yet; undefined if the error is something else. */
export const propagationOf = (error: Pick<Error, 'name' | 'message'>): Propagation | undefined =>
  propagations.find(({ names, words }) => names.test(error.name) && words.every((one) => one.test(error.message)))

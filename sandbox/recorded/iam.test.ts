/** What IAM and STS answer, as recorded from AWS (docs/aws-facts-compared.md). */
import * as iam from '@aws-sdk/client-iam'
import * as sts from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { TestAccount } from '../testing/account'
import {
  countFacts,
  itRefuses,
  itResponds,
  type RecordedCase,
  type Refused,
  recordedAccount,
  some,
} from '../testing/recorded'
import { eventually } from '../testing/wait'

let account: TestAccount
beforeAll(async () => {
  account = await recordedAccount()
})
afterAll(() => account.close())

const send = (command: object) => () => account.iam.send(command as iam.GetRoleCommand) as Promise<object>

const RoleName = 'recorded'
// The escapes in it are the document's own: IAM escapes the whole once more on the way.
const escaped = 'arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2Faaeeieije'
const trust = (principal: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
  })
const AssumeRolePolicyDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceArn': escaped } },
    },
  ],
})
const PolicyDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: ['apigateway:PUT'], Resource: [`arn:aws:apigateway:us-east-1::/tags/${escaped}`] },
  ],
})
const policy = { RoleName, PolicyName: 'p' }
const identity = () => ({
  Arn: `arn:aws:iam::${account.accountId}:role/some/path/recorded`,
  AssumeRolePolicyDocument: encodeURIComponent(AssumeRolePolicyDocument),
  CreateDate: some.date,
  Path: '/some/path/',
  RoleId: expect.stringMatching(/^AROA[A-Z0-9]{16,}$/),
  RoleName,
})
const Tags = [{ Key: 'test', Value: 'value' }]
const basic = 'service-role/AWSLambdaBasicExecutionRole'
const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`

describe('answers', () => {
  const none = { MatchedStatements: [], MissingContextValues: [] }
  const evaluated = (action: string, decision: string) => ({
    EvalActionName: action,
    EvalDecision: decision,
    EvalDecisionDetails: {},
    EvalResourceName: 'arn:aws:s3:::bucket',
    OrganizationsDecisionDetail: { AllowedByOrganizations: true },
    ResourceSpecificResults: [{ EvalResourceDecision: decision, EvalResourceName: 'arn:aws:s3:::bucket', ...none }],
    ...none,
  })
  const facts: RecordedCase[] = [
    [
      'test_role_with_tags create-role-response, test_put_role_policy_encoding create-role-response',
      send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, Path: '/some/path/', Tags })),
      200,
      () => ({ Role: { ...identity(), Tags } }),
    ],
    [
      'test_role_with_tags get-role-response, test_put_role_policy_encoding get-role-response',
      send(new iam.GetRoleCommand({ RoleName })),
      200,
      () => ({ Role: { ...identity(), MaxSessionDuration: 3600, RoleLastUsed: {}, Tags } }),
    ],
    [
      'test_role_with_tags list-role-response',
      send(new iam.ListRolesCommand({ PathPrefix: '/some/path/' })),
      200,
      () => ({ IsTruncated: false, Roles: [{ ...identity(), MaxSessionDuration: 3600 }] }),
    ],
    [
      'test_put_role_policy_encoding put',
      send(new iam.PutRolePolicyCommand({ ...policy, PolicyDocument })),
      200,
      () => ({}),
    ],
    [
      'test_put_role_policy_encoding get-policy-response',
      send(new iam.GetRolePolicyCommand(policy)),
      200,
      () => ({ ...policy, PolicyDocument: encodeURIComponent(PolicyDocument) }),
    ],
    ['test_service_role_lifecycle a policy deleted', send(new iam.DeleteRolePolicyCommand(policy)), 200, () => ({})],
    [
      'test_service_role_lifecycle inline-role-policies',
      send(new iam.ListRolePoliciesCommand({ RoleName })),
      200,
      () => ({ IsTruncated: false, PolicyNames: [] }),
    ],
    [
      'test_role_attach_policy valid_policy_arn',
      send(new iam.AttachRolePolicyCommand({ RoleName, PolicyArn: managed(basic) })),
      200,
      () => ({}),
    ],
    [
      'test_service_role_lifecycle attached-role-policies',
      send(new iam.ListAttachedRolePoliciesCommand({ RoleName })),
      200,
      () => ({
        AttachedPolicies: [{ PolicyArn: managed(basic), PolicyName: 'AWSLambdaBasicExecutionRole' }],
        IsTruncated: false,
      }),
    ],
    [
      'test_role_attach_policy create_policy_response, as GetPolicy reads it',
      send(new iam.GetPolicyCommand({ PolicyArn: managed(basic) })),
      200,
      () => ({
        Policy: {
          Arn: managed(basic),
          AttachmentCount: 1,
          CreateDate: some.date,
          DefaultVersionId: 'v1',
          IsAttachable: true,
          Path: '/service-role/',
          PermissionsBoundaryUsageCount: 0,
          PolicyId: expect.stringMatching(/^ANPA[A-Z0-9]{17}$/),
          PolicyName: 'AWSLambdaBasicExecutionRole',
          UpdateDate: some.date,
        },
      }),
    ],
    [
      'test_put_role_policy_encoding, for a managed one',
      send(new iam.GetPolicyVersionCommand({ PolicyArn: managed(basic), VersionId: 'v1' })),
      200,
      () => ({
        PolicyVersion: {
          CreateDate: some.date,
          Document: expect.stringMatching(/^%7B%22Version%22%3A%222012-10-17%22/),
          IsDefaultVersion: true,
          VersionId: 'v1',
        },
      }),
    ],
    [
      'test_simulate_principle_policy[role]',
      async () => {
        const may = {
          Version: '2012-10-17',
          Statement: { Sid: '', Effect: 'Allow', Action: 's3:PutObject', Resource: '*' },
        }
        await account.iam.send(new iam.PutRolePolicyCommand({ ...policy, PolicyDocument: JSON.stringify(may) }))
        return account.iam.send(
          new iam.SimulatePrincipalPolicyCommand({
            PolicySourceArn: identity().Arn,
            ActionNames: ['s3:PutObject', 's3:GetObjectVersion'],
            ResourceArns: ['arn:aws:s3:::bucket'],
          }),
        )
      },
      200,
      () => ({
        EvaluationResults: [evaluated('s3:PutObject', 'allowed'), evaluated('s3:GetObjectVersion', 'implicitDeny')],
        IsTruncated: false,
      }),
    ],
    [
      'test_update_assume_role_policy updated_policy',
      () =>
        account.iam.send(
          new iam.UpdateAssumeRolePolicyCommand({
            RoleName,
            PolicyDocument: trust({ AWS: `arn:aws:iam::${account.accountId}:root` }),
          }),
        ),
      200,
      () => ({}),
    ],
    [
      'test_role_with_tags tag_role',
      send(new iam.TagRoleCommand({ RoleName, Tags: [{ Key: 'more', Value: '' }] })),
      200,
      () => ({}),
    ],
    [
      'test_assume_role assume-role',
      async () => {
        const settled = () =>
          account.sts.send(new sts.AssumeRoleCommand({ RoleArn: identity().Arn, RoleSessionName: 'session' }))
        return eventually(settled)
      },
      200,
      () => ({
        AssumedRoleUser: {
          Arn: `arn:aws:sts::${account.accountId}:assumed-role/recorded/session`,
          AssumedRoleId: expect.stringMatching(/^AROA[A-Z0-9]{16,}:session$/),
        },
        Credentials: {
          AccessKeyId: expect.stringMatching(/^ASIA/),
          Expiration: some.date,
          SecretAccessKey: some.text,
          SessionToken: some.text,
        },
      }),
    ],
    [
      'test_role_attach_policy detach',
      send(new iam.DetachRolePolicyCommand({ RoleName, PolicyArn: managed(basic) })),
      200,
      () => ({}),
    ],
    ['test_update_assume_role_policy a policy deleted', send(new iam.DeleteRolePolicyCommand(policy)), 200, () => ({})],
    ['test_update_assume_role_policy delete_role', send(new iam.DeleteRoleCommand({ RoleName })), 200, () => ({})],
  ]
  itResponds(facts)
})

describe('refusals', () => {
  const attach = (PolicyArn: string) => async () => {
    const at = { RoleName: 'attach', AssumeRolePolicyDocument: trust({ Service: 'lambda.amazonaws.com' }) }
    await account.iam.send(new iam.CreateRoleCommand(at)).catch(() => undefined)
    return account.iam.send(new iam.AttachRolePolicyCommand({ RoleName: 'attach', PolicyArn }))
  }
  const own = () => `arn:aws:iam::${account.accountId}:policy/none`
  const assume = (RoleArn: string) => () =>
    account.sts.send(new sts.AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' }))
  const facts: Refused[] = [
    [
      'test_role_attach_policy non_existent_malformed_policy_arn',
      attach('longpolicynamebutnoarn'),
      'ValidationError',
      400,
      () => 'Invalid ARN:  Could not be parsed!',
    ],
    [
      'test_role_attach_policy valid_arn_not_existent',
      () => attach(own())(),
      'NoSuchEntityException',
      404,
      () => `Policy ${own()} does not exist or is not attachable.`,
    ],
    [
      'test_delete_non_existent_policy_returns_no_such_entity, as GetPolicy says it',
      () => send(new iam.GetPolicyCommand({ PolicyArn: own() }))(),
      'NoSuchEntityException',
      404,
      () => `Policy ${own()} was not found.`,
    ],
    [
      'test_role_attach_policy a version that is not there',
      send(new iam.GetPolicyVersionCommand({ PolicyArn: managed(basic), VersionId: 'v9' })),
      'NoSuchEntityException',
      404,
      () => /v9/,
    ],
    ...[
      ['no-partition', 'arn::b:::something/test-role'],
      ['no-service', 'arn:a::::something/test-role'],
      ['not-enough-colons', 'arn:a:::something/test-role'],
      ['no-resource', 'arn:a:a::aaaaaaaaaa:'],
    ].map(
      ([name, arn = '']): Refused => [
        `test_sts_invalid_parameters ${name}`,
        assume(arn),
        'ValidationError',
        400,
        () => `${arn} is invalid`,
      ],
    ),
  ]
  itRefuses(facts)
})

countFacts()

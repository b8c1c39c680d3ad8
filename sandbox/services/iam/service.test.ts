/** IAM roles through the real SDK: what AWS documents, error cases included. */
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  SimulatePrincipalPolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../testing/account'

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})
const policyOf = (action: string, resource = '*') =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] })

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount({ seed: false })
})
afterAll(() => account.close())

const createRole = (RoleName: string, more: object = {}) =>
  account.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust, ...more }))

describe('STS', () => {
  it('says who calls', async () => {
    const identity = await account.sts.send(new GetCallerIdentityCommand({}))
    expect(identity).toMatchObject({
      Account: account.accountId,
      Arn: `arn:aws:iam::${account.accountId}:user/admin`,
      UserId: expect.stringMatching(/^AIDA/),
    })
    expect(identity.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('refuses a key that it does not know', async () => {
    const stranger = new STSClient({
      region: account.region,
      endpoint: account.url,
      credentials: { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' },
      maxAttempts: 1,
    })
    await expect(stranger.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      $metadata: { httpStatusCode: 403 },
    })
    stranger.destroy()
  })
})

describe('a role', () => {
  it('keeps path, boundary, description, session time and tags from birth', async () => {
    const PermissionsBoundary = 'arn:aws:iam::aws:policy/PowerUserAccess'
    const { Role } = await createRole('kept', {
      Path: '/service-role/',
      PermissionsBoundary,
      Description: 'A role',
      MaxSessionDuration: 7200,
      Tags: [{ Key: 'owner', Value: 'ml' }],
    })
    expect(Role?.Arn).toBe(`arn:aws:iam::${account.accountId}:role/service-role/kept`)
    const { Role: read } = await account.iam.send(new GetRoleCommand({ RoleName: 'KEPT' }))
    expect(read).toMatchObject({
      RoleName: 'kept',
      Path: '/service-role/',
      Description: 'A role',
      MaxSessionDuration: 7200,
      PermissionsBoundary: { PermissionsBoundaryArn: PermissionsBoundary },
      Tags: [{ Key: 'owner', Value: 'ml' }],
      CreateDate: expect.any(Date),
    })
    expect(JSON.parse(decodeURIComponent(read?.AssumeRolePolicyDocument ?? ''))).toEqual(JSON.parse(trust))
  })

  it('is one of its name, whatever the case', async () => {
    await createRole('twice')
    await expect(createRole('Twice')).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'Role with name Twice already exists.',
      $metadata: { httpStatusCode: 409 },
    })
  })

  it.each([
    ['a name of bad signs', { RoleName: 'a b' }, 'ValidationError'],
    ['a name of 65 signs', { RoleName: 'a'.repeat(65) }, 'ValidationError'],
    ['a path without its slash', { Path: 'service-role' }, 'ValidationError'],
    ['a trust policy that is no JSON', { AssumeRolePolicyDocument: '{' }, 'MalformedPolicyDocumentException'],
  ])('is refused for %s', async (_, change, name) => {
    await expect(createRole('never', change)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } })
  })

  it('that is not there is NoSuchEntity, whatever the call', async () => {
    const RoleName = 'absent'
    const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'
    for (const command of [
      new GetRoleCommand({ RoleName }),
      new DeleteRoleCommand({ RoleName }),
      new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust }),
      new TagRoleCommand({ RoleName, Tags: [] }),
      new UntagRoleCommand({ RoleName, TagKeys: ['a'] }),
      new ListRoleTagsCommand({ RoleName }),
      new PutRolePolicyCommand({ RoleName, PolicyName: 'invoke', PolicyDocument: policyOf('s3:GetObject') }),
      new GetRolePolicyCommand({ RoleName, PolicyName: 'invoke' }),
      new DeleteRolePolicyCommand({ RoleName, PolicyName: 'invoke' }),
      new ListRolePoliciesCommand({ RoleName }),
      new AttachRolePolicyCommand({ RoleName, PolicyArn }),
      new DetachRolePolicyCommand({ RoleName, PolicyArn }),
      new ListAttachedRolePoliciesCommand({ RoleName }),
    ])
      await expect(account.iam.send(command as GetRoleCommand)).rejects.toMatchObject({
        name: 'NoSuchEntityException',
        message: 'The role with name absent cannot be found.',
        $metadata: { httpStatusCode: 404 },
      })
  })

  it.each([
    [
      'trust that is no JSON',
      new UpdateAssumeRolePolicyCommand({ RoleName: 'kept', PolicyDocument: '{' }),
      'MalformedPolicyDocumentException',
    ],
    [
      'a tag of bad signs',
      new TagRoleCommand({ RoleName: 'kept', Tags: [{ Key: 'a*b', Value: '1' }] }),
      'ValidationError',
    ],
    [
      'a managed policy that is none',
      new AttachRolePolicyCommand({ RoleName: 'kept', PolicyArn: 'arn:aws:iam::aws:policy/None' }),
      'NoSuchEntityException',
    ],
  ])('refuses %s', async (_, command, name) => {
    await expect(account.iam.send(command as TagRoleCommand)).rejects.toMatchObject({ name })
  })

  it('is tagged, untagged and listed by pages', async () => {
    await createRole('tagged')
    const RoleName = 'tagged'
    await account.iam.send(
      new TagRoleCommand({
        RoleName,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2' },
        ],
      }),
    )
    await account.iam.send(new UntagRoleCommand({ RoleName, TagKeys: ['a'] }))
    const { Tags } = await account.iam.send(new ListRoleTagsCommand({ RoleName }))
    expect(Tags).toEqual([{ Key: 'b', Value: '2' }])
    const first = await account.iam.send(new ListRolesCommand({ MaxItems: 1 }))
    expect(first).toMatchObject({ IsTruncated: true, Marker: expect.any(String) })
    const rest = await account.iam.send(new ListRolesCommand({ Marker: first.Marker }))
    const names = [...(first.Roles ?? []), ...(rest.Roles ?? [])].map((role) => role.RoleName)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toContain('tagged')
    expect(rest.Roles?.every((role) => role.Tags === undefined)).toBe(true)
  })

  it('changes its trust', async () => {
    await createRole('trusting')
    const PolicyDocument = trust.replace('lambda', 'sagemaker')
    await account.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'trusting', PolicyDocument }))
    const { Role } = await account.iam.send(new GetRoleCommand({ RoleName: 'trusting' }))
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toContain('sagemaker.amazonaws.com')
  })
})

describe('policies', () => {
  const RoleName = 'with-policies'
  beforeAll(() => createRole(RoleName))

  it('inline: put, read back URL-encoded, listed, deleted', async () => {
    const PolicyDocument = policyOf('sagemaker:InvokeEndpoint')
    await account.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'invoke', PolicyDocument }))
    const read = await account.iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'invoke' }))
    expect(read.PolicyDocument).toMatch(/^%7B/)
    expect(decodeURIComponent(read.PolicyDocument ?? '')).toBe(PolicyDocument)
    const { PolicyNames } = await account.iam.send(new ListRolePoliciesCommand({ RoleName }))
    expect(PolicyNames).toEqual(['invoke'])
    await expect(account.iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete entity, must delete policies first.',
    })
    await account.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'invoke' }))
    await expect(account.iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'invoke' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    })
    await expect(
      account.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'invoke' })),
    ).rejects.toMatchObject({ name: 'NoSuchEntityException' })
  })

  it('inline: a document that is none is refused, and one too long', async () => {
    const put = (PolicyDocument: string) =>
      account.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'bad', PolicyDocument }))
    await expect(put('not json')).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' })
    await expect(put(policyOf('s3:GetObject', `arn:aws:s3:::${'x'.repeat(10_300)}`))).rejects.toMatchObject({
      name: 'LimitExceededException',
    })
  })

  it('managed: attached, listed, simulated, detached', async () => {
    const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'
    await account.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }))
    const { AttachedPolicies } = await account.iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))
    expect(AttachedPolicies).toEqual([{ PolicyName: 'AWSLambdaBasicExecutionRole', PolicyArn }])
    const { EvaluationResults } = await account.iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: `arn:aws:iam::${account.accountId}:role/${RoleName}`,
        ActionNames: ['logs:PutLogEvents', 'sagemaker:InvokeEndpoint'],
      }),
    )
    expect(EvaluationResults?.map((result) => result.EvalDecision)).toEqual(['allowed', 'implicitDeny'])
    await expect(
      account.iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: `arn:aws:iam::${account.accountId}:role/absent`,
          ActionNames: ['logs:PutLogEvents'],
        }),
      ),
    ).rejects.toMatchObject({ name: 'NoSuchEntityException', $metadata: { httpStatusCode: 404 } })
    await account.iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }))
    await expect(account.iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    })
    await account.iam.send(new DeleteRoleCommand({ RoleName }))
    await expect(account.iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    })
  })
})

it('a user to whom an action is denied gets AccessDenied with action and resource', async () => {
  const { iam } = await account.restricted(['iam:Create*'])
  await expect(
    iam.send(new CreateRoleCommand({ RoleName: 'denied', AssumeRolePolicyDocument: trust })),
  ).rejects.toMatchObject({
    name: 'AccessDenied',
    message: expect.stringMatching(
      /not authorized to perform: iam:CreateRole on resource: arn:aws:iam::\d+:role\/denied/,
    ),
    $metadata: { httpStatusCode: 403 },
  })
})

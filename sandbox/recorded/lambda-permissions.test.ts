/**
 * What Lambda answers about permissions, revisions and large variables, as recorded from AWS (docs/aws-facts-compared.md).
 * Who has which revision is a fact: each row says which earlier one it equals, or that it is new.
 */
import * as iam from '@aws-sdk/client-iam'
import * as lambda from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestAccount } from '../testing/account'
import { functionZip } from '../testing/function-zip'
import {
  countFacts,
  itRefuses,
  itResponds,
  permissionOf,
  type RecordedCase,
  type Refused,
  recordedAccount,
  responseOf,
  some,
} from '../testing/recorded'
import { until } from '../testing/wait'

const ZipFile = functionZip('export const handler = async (event) => event')
const AssumeRolePolicyDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})
const FunctionName = 'recorded'
const SourceArn = 'arn:aws:s3:::test-bucket'

let account: TestAccount
let Role = ''
const arn = (qualifier = '') => `arn:aws:lambda:${account.region}:${account.accountId}:function:recorded${qualifier}`

beforeAll(async () => {
  account = await recordedAccount()
  const role = await account.iam.send(new iam.CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument }))
  Role = role.Role?.Arn ?? ''
})
afterAll(() => account.close())

const send = (command: object) => () => account.lambda.send(command as lambda.GetFunctionCommand) as Promise<object>
const create = (more: Partial<lambda.CreateFunctionCommandInput>) =>
  new lambda.CreateFunctionCommand({
    FunctionName,
    Role,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Code: { ZipFile },
    ...more,
  })
const settled = () =>
  until(
    () => account.lambda.send(new lambda.GetFunctionCommand({ FunctionName })),
    ({ Configuration }) => Configuration?.State === 'Active' && Configuration.LastUpdateStatus === 'Successful',
  )

/** Revisions by the name under which a row keeps what it met. */
const met: Record<string, string> = {}
const kept = (name: string, call: () => Promise<object>) => async () => {
  const response = (await call()) as { RevisionId?: string; Configuration?: { RevisionId?: string } }
  met[name] = response.RevisionId ?? response.Configuration?.RevisionId ?? ''
  return response
}
/** One that no row before had; the row itself has kept its own by then. */
const fresh = (name: string) => {
  const others = Object.entries(met).flatMap(([key, id]) => (key === name ? [] : [id]))
  return expect.toSatisfy((id: string) => id === met[name] && !others.includes(id), 'a new revision')
}
const latest = (name: string, more: object) => () =>
  expect.objectContaining({ ...more, RevisionId: fresh(name), Version: '$LATEST' })
const inProgress = { State: 'Active', LastUpdateStatus: 'InProgress' }
const successful = { State: 'Active', LastUpdateStatus: 'Successful' }
const readLatest = (name: string): [() => Promise<object>, number, () => object] => [
  kept(name, settled),
  200,
  () => ({ Code: expect.anything(), Configuration: latest(name, successful)() }),
]

const permission = (more: Partial<lambda.AddPermissionCommandInput>) =>
  permissionOf({ FunctionName, SourceArn, ...more })
const statement = (resource = arn(), Sid = 's3') => ({
  Sid,
  Effect: 'Allow',
  Principal: { Service: 's3.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: resource,
  Condition: { ArnLike: { 'AWS:SourceArn': SourceArn } },
})
const policy = (RevisionId: unknown, ...statements: object[]) => ({
  Policy: JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements }),
  RevisionId,
})
const getPolicy = (Qualifier?: string) => send(new lambda.GetPolicyCommand({ FunctionName, Qualifier }))

const versioning = 'test_lambda_permission_fn_versioning'
const basic = 'test_function_revisions_basic'

describe('answers', () => {
  const facts: RecordedCase[] = [
    [
      `${basic} create_function_response_rev1`,
      kept('rev1', () => send(create({}))()),
      201,
      latest('rev1', { State: 'Pending', StateReasonCode: 'Creating' }),
    ],
    [`${basic} get_function_response_rev2`, ...readLatest('rev2')],
    [
      `${basic} update_function_code_response_rev3`,
      kept('rev3', () => send(new lambda.UpdateFunctionCodeCommand({ FunctionName, ZipFile, RevisionId: met.rev2 }))()),
      200,
      latest('rev3', inProgress),
    ],
    [`${basic} get_function_response_rev4`, ...readLatest('rev4')],
    [
      `${basic} update_function_configuration_response_rev5`,
      kept('rev5', () =>
        send(
          new lambda.UpdateFunctionConfigurationCommand({
            FunctionName,
            Runtime: 'nodejs22.x',
            RevisionId: met.rev4,
          }),
        )(),
      ),
      200,
      latest('rev5', { ...inProgress, Runtime: 'nodejs22.x' }),
    ],
    [`${basic} get_function_response_rev6`, ...readLatest('rev6')],
    [`${versioning} add_permission`, send(permission({})), 201, () => ({ Statement: JSON.stringify(statement()) })],
    [`${versioning} get_policy`, kept('policy', getPolicy()), 200, () => policy(fresh('policy'), statement())],
    [
      `${versioning} publish_version_result`,
      kept('version', send(new lambda.PublishVersionCommand({ FunctionName }))),
      201,
      () =>
        expect.objectContaining({ ...successful, FunctionArn: arn(':1'), RevisionId: fresh('version'), Version: '1' }),
    ],
    [`${versioning} get_function_result_after_publishing`, ...readLatest('published')],
    [`${versioning} get_policy_after_publishing_latest`, getPolicy(), 200, () => policy(met.policy, statement())],
    [
      `${versioning} get_policy_version`,
      kept('policy of 1', async () => {
        await send(permission({ FunctionName: `${FunctionName}:1`, Qualifier: '1' }))()
        return getPolicy('1')()
      }),
      200,
      () => policy(fresh('policy of 1'), statement(arn(':1'))),
    ],
    [
      `${versioning} create_alias_response`,
      kept('alias', send(new lambda.CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }))),
      201,
      () => ({
        AliasArn: arn(':live'),
        Description: '',
        FunctionVersion: '1',
        Name: 'live',
        RevisionId: fresh('alias'),
      }),
    ],
    [
      `${versioning} get_alias`,
      send(new lambda.GetAliasCommand({ FunctionName, Name: 'live' })),
      200,
      () => expect.objectContaining({ Name: 'live', RevisionId: met.alias }),
    ],
    [
      `${versioning} get_policy_alias`,
      kept('policy of live', async () => {
        const RevisionId = met.alias
        await send(permission({ FunctionName: `${FunctionName}:live`, Qualifier: 'live', RevisionId }))()
        return getPolicy('live')()
      }),
      200,
      () => policy(fresh('policy of live'), statement(arn(':live'))),
    ],
    [`${versioning} get_policy_after_adding_to_new_version`, getPolicy(), 200, () => policy(met.policy, statement())],
    [
      `${versioning} get_policy_after_adding_2`,
      kept('policy with 2', async () => {
        await send(permission({ StatementId: 's3_2', RevisionId: met.policy }))()
        return getPolicy()()
      }),
      200,
      () => policy(fresh('policy with 2'), statement(), statement(arn(), 's3_2')),
    ],
  ]
  itResponds(facts)
})

describe('statements', () => {
  const account1 = '111111111111'
  const facts: [record: string, Partial<lambda.AddPermissionCommandInput>, object][] = [
    [
      'add_permission_principal_wildcard with the account of its source',
      { Principal: '*', SourceAccount: account1 },
      { Principal: '*', Condition: { StringEquals: { 'AWS:SourceAccount': account1 } } },
    ],
    [
      'add_permission_principal_service',
      { Principal: 'lambda.amazonaws.com', SourceAccount: account1 },
      {
        Principal: { Service: 'lambda.amazonaws.com' },
        Condition: { StringEquals: { 'AWS:SourceAccount': account1 } },
      },
    ],
    [
      'add_permission_principal_arn',
      { Principal: 'the user', SourceAccount: account1 },
      {
        Principal: { AWS: 'the user' },
        Condition: { StringEquals: { 'AWS:SourceAccount': account1 } },
      },
    ],
    [
      'add_permission_optional_fields',
      {
        Action: 'lambda:InvokeFunctionUrl',
        Principal: '*',
        SourceArn,
        SourceAccount: account1,
        PrincipalOrgID: 'o-1234567890',
        FunctionUrlAuthType: 'NONE',
      },
      {
        Action: 'lambda:InvokeFunctionUrl',
        Principal: '*',
        Condition: {
          StringEquals: {
            'AWS:SourceAccount': account1,
            'lambda:FunctionUrlAuthType': 'NONE',
            'aws:PrincipalOrgID': 'o-1234567890',
          },
          ArnLike: { 'AWS:SourceArn': SourceArn },
        },
      },
    ],
    [
      'add_permission_alexa_skill',
      { Principal: '*', EventSourceToken: 'amzn1.ask.skill.x' },
      { Principal: '*', Condition: { StringEquals: { 'lambda:EventSourceToken': 'amzn1.ask.skill.x' } } },
    ],
  ]
  it.each(facts)('test_add_lambda_permission_fields %s', async (record, more, members) => {
    const StatementId = record.split(' ')[0]?.slice('add_permission_'.length)
    // Only users that are there can be named.
    const named = <T extends object>(value: T): T =>
      JSON.parse(JSON.stringify(value).replace('the user', `arn:aws:iam::${account.accountId}:user/admin`))
    expect(await responseOf(send(permissionOf(named({ FunctionName, StatementId, ...more }))))).toEqual({
      status: 201,
      response: {
        // Text, since the order of its members is a fact too.
        Statement: JSON.stringify({
          Sid: StatementId,
          Effect: 'Allow',
          Principal: '*',
          Action: 'lambda:InvokeFunction',
          Resource: arn(),
          ...named(members),
        }),
      },
    })
  })
})

describe('large variables', () => {
  const facts: RecordedCase[] = [
    [
      'test_lambda_envvars_near_limit_succeeds successful_create_fn_result',
      // Exactly 4 KB of JSON, the name, quotes and braces with it.
      () => send(create({ FunctionName: 'large', Environment: { Variables: { LARGE_VAR: 'x'.repeat(4080) } } }))(),
      201,
      () =>
        expect.objectContaining({
          Environment: { Variables: { LARGE_VAR: 'x'.repeat(4080) } },
          RevisionId: some.uuid,
          State: 'Pending',
        }),
    ],
  ]
  itResponds(facts)
})

describe('refusals', () => {
  const outdated = (api: string) => () =>
    `The Revision Id provided does not match the latest Revision Id. Call the ${api} API to retrieve the latest Revision Id`
  const stale = (record: string, command: object, api: string): Refused => [
    record,
    send(command),
    'PreconditionFailedException',
    412,
    outdated(api),
  ]
  const RevisionId = 'wrong'
  const facts: Refused[] = [
    stale(
      `${basic} update_function_revision_exception`,
      new lambda.UpdateFunctionCodeCommand({ FunctionName, ZipFile, RevisionId }),
      'GetFunction/GetAlias',
    ),
    stale(
      `${basic} update_function_configuration_revision_exception`,
      new lambda.UpdateFunctionConfigurationCommand({ FunctionName, Runtime: 'nodejs24.x', RevisionId }),
      'GetFunction/GetAlias',
    ),
    stale(
      'test_function_revisions_permissions add_permission_revision_exception',
      permission({ StatementId: 'more', RevisionId }),
      'GetPolicy',
    ),
    stale(
      `${versioning} add_permission_alias_revision_exception`,
      permission({ StatementId: 'more', Qualifier: 'live', RevisionId }),
      'GetPolicy',
    ),
    [
      `${versioning} get_policy_after_publishing_new_version`,
      async () => {
        await send(new lambda.UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 9 }))()
        await settled()
        const { Version } = await account.lambda.send(new lambda.PublishVersionCommand({ FunctionName }))
        return getPolicy(Version)()
      },
      'ResourceNotFoundException',
      404,
      () => 'The resource you requested does not exist.',
    ],
  ]
  itRefuses(facts)
})

countFacts()

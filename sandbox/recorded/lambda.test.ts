/** What Lambda answers, as recorded from AWS (docs/aws-facts-compared.md). */
import * as iam from '@aws-sdk/client-iam'
import * as lambda from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect } from 'vitest'
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
  some,
} from '../testing/recorded'
import { until } from '../testing/wait'

const zip = (code: string) => functionZip(`export const handler = async (event) => ${code}`)
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})
const FunctionName = 'recorded'

let account: TestAccount
let Role = ''
const arn = (qualifier = '') => `arn:aws:lambda:${account.region}:${account.accountId}:function:recorded${qualifier}`

beforeAll(async () => {
  account = await recordedAccount()
  const role = await account.iam.send(new iam.CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: trust }))
  Role = role.Role?.Arn ?? ''
})
afterAll(() => account.close())

const send = (command: object) => () => account.lambda.send(command as lambda.GetFunctionCommand) as Promise<object>
const create = (more: Partial<lambda.CreateFunctionCommandInput>) => () =>
  send(
    new lambda.CreateFunctionCommand({
      FunctionName,
      Role,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { ZipFile: zip('event') },
      ...more,
    }),
  )()
const settled = async () =>
  until(
    () => account.lambda.send(new lambda.GetFunctionCommand({ FunctionName })),
    ({ Configuration }) => Configuration?.State === 'Active' && Configuration.LastUpdateStatus === 'Successful',
  )
const afterwards = (command: object) => async () => {
  await settled()
  return send(command)()
}
const permission = (more: Partial<lambda.AddPermissionCommandInput>) => permissionOf({ FunctionName, ...more })

/** What each of them has. */
const common = () => ({
  Architectures: ['x86_64'],
  CodeSha256: some.sha256,
  CodeSize: some.number,
  Description: '',
  EphemeralStorage: { Size: 512 },
  FunctionArn: arn(),
  FunctionName,
  Handler: 'index.handler',
  LastModified: some.lambdaDate,
  LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/recorded' },
  MemorySize: 128,
  PackageType: 'Zip',
  RevisionId: some.uuid,
  Role,
  Runtime: 'nodejs24.x',
  SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
  Timeout: 3,
  TracingConfig: { Mode: 'PassThrough' },
  Version: '$LATEST',
})
const runtime = () => ({
  RuntimeVersionConfig: {
    RuntimeVersionArn: expect.stringMatching(`^arn:aws:lambda:${account.region}::runtime:[0-9a-f]{64}$`),
  },
})
const pending = { State: 'Pending', StateReason: 'The function is being created.', StateReasonCode: 'Creating' }
const active = { State: 'Active', LastUpdateStatus: 'Successful' }
const updating = {
  State: 'Active',
  LastUpdateStatus: 'InProgress',
  LastUpdateStatusReason: 'The function is being created.',
  LastUpdateStatusReasonCode: 'Creating',
}
const Code = () => ({ Location: some.text, RepositoryType: 'S3' })
const alias = (name: string, more: object = {}) => ({
  AliasArn: arn(`:${name}`),
  Description: '',
  FunctionVersion: '1',
  Name: name,
  RevisionId: some.uuid,
  ...more,
})
const statement = (resource = arn(), more: object = {}) => ({
  Sid: 's3',
  Effect: 'Allow',
  Principal: { Service: 's3.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: resource,
  ...more,
})
const routing = { AdditionalVersionWeights: { 2: 0.2 } }

describe('answers', () => {
  const facts: RecordedCase[] = [
    [
      'test_lambda_code_location_zipfile create-response-zip-file',
      async () => {
        // The role is known to Lambda by then, and the function stays Pending until it is read.
        await account.pass(60_000)
        await account.stopTime(true)
        return create({})()
      },
      201,
      () => ({ ...common(), ...runtime(), ...pending }),
    ],
    [
      'test_publish_with_update while it is pending',
      async () => {
        const response = await send(new lambda.GetFunctionCommand({ FunctionName }))()
        await account.stopTime(false)
        return response
      },
      200,
      () => ({ Code: Code(), Configuration: { ...common(), ...runtime(), ...pending } }),
    ],
    [
      'test_lambda_code_location_zipfile get-function-response',
      afterwards(new lambda.GetFunctionCommand({ FunctionName })),
      200,
      () => ({ Code: Code(), Configuration: { ...common(), ...runtime(), ...active } }),
    ],
    [
      'test_function_lifecycle update_func_conf_response',
      send(
        new lambda.UpdateFunctionConfigurationCommand({
          FunctionName,
          Description: 'Changed-Description',
          Environment: { Variables: { ENV_A: 'a' } },
          MemorySize: 512,
          Timeout: 10,
        }),
      ),
      200,
      () => ({
        ...common(),
        ...runtime(),
        ...updating,
        Description: 'Changed-Description',
        Environment: { Variables: { ENV_A: 'a' } },
        MemorySize: 512,
        Timeout: 10,
      }),
    ],
    [
      'test_lambda_code_location_zipfile update-function-response',
      afterwards(new lambda.UpdateFunctionCodeCommand({ FunctionName, ZipFile: zip('1') })),
      200,
      () => expect.objectContaining({ ...runtime(), ...updating, Version: '$LATEST' }),
    ],
    [
      'test_function_lifecycle create_response with no variables',
      create({ FunctionName: 'empty', Environment: { Variables: {} } }),
      201,
      () => expect.objectContaining({ ...pending, Environment: { Variables: {} } }),
    ],
    [
      'test_vpc_config update of another member',
      afterwards(
        new lambda.UpdateFunctionConfigurationCommand({ FunctionName, Description: '', MemorySize: 128, Timeout: 3 }),
      ),
      200,
      () => ({ ...common(), ...runtime(), ...updating, Environment: { Variables: { ENV_A: 'a' } } }),
    ],
    [
      'test_alias_lifecycle publish_v1',
      afterwards(new lambda.PublishVersionCommand({ FunctionName })),
      201,
      () => ({
        ...common(),
        ...runtime(),
        ...active,
        Environment: { Variables: { ENV_A: 'a' } },
        FunctionArn: arn(':1'),
        Version: '1',
      }),
    ],
    [
      'test_publish_version_on_create repeated_publish_response',
      send(new lambda.PublishVersionCommand({ FunctionName, Description: 'not taken' })),
      201,
      () => expect.objectContaining({ Description: '', FunctionArn: arn(':1'), Version: '1' }),
    ],
    [
      'test_publish_version_on_create list_versions_result',
      send(new lambda.ListVersionsByFunctionCommand({ FunctionName })),
      200,
      () => ({
        Versions: ['$LATEST', '1'].map((version) => ({
          ...common(),
          Environment: { Variables: { ENV_A: 'a' } },
          FunctionArn: arn(`:${version}`),
          Version: version,
        })),
      }),
    ],
    [
      'test_alias_lifecycle create_alias_1_2',
      send(new lambda.CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1', Description: 'custom' })),
      201,
      () => alias('live', { Description: 'custom' }),
    ],
    [
      'test_alias_lifecycle get_function_alias_1_1',
      send(new lambda.GetFunctionCommand({ FunctionName, Qualifier: 'live' })),
      200,
      () => ({
        Code: Code(),
        Configuration: expect.objectContaining({ ...active, FunctionArn: arn(':live'), Version: '1' }),
      }),
    ],
    [
      'test_publish_with_update update_function_code_result',
      async () => {
        // Until both results below are read, the change stays under way.
        await account.stopTime(true)
        return send(new lambda.UpdateFunctionCodeCommand({ FunctionName, ZipFile: zip('2'), Publish: true }))()
      },
      200,
      () => ({
        ...common(),
        ...runtime(),
        ...pending,
        Environment: { Variables: { ENV_A: 'a' } },
        FunctionArn: arn(':2'),
        Version: '2',
      }),
    ],
    [
      'test_publish_with_update get_function_version_result',
      send(new lambda.GetFunctionConfigurationCommand({ FunctionName, Qualifier: '2' })),
      200,
      () => expect.objectContaining({ ...pending, FunctionArn: arn(':2'), Version: '2' }),
    ],
    [
      'test_publish_with_update get_function_latest_result',
      async () => {
        const response = await send(new lambda.GetFunctionConfigurationCommand({ FunctionName }))()
        await account.stopTime(false)
        return response
      },
      200,
      () => expect.objectContaining({ ...updating, FunctionArn: arn(), Version: '$LATEST' }),
    ],
    [
      'test_alias_lifecycle create_alias_1_1',
      send(new lambda.CreateAliasCommand({ FunctionName, Name: 'two', FunctionVersion: '1', RoutingConfig: routing })),
      201,
      () => alias('two', { RoutingConfig: routing }),
    ],
    [
      'test_alias_lifecycle get_alias_1_1',
      send(new lambda.GetAliasCommand({ FunctionName, Name: 'two' })),
      200,
      () => alias('two', { RoutingConfig: routing }),
    ],
    [
      'test_alias_lifecycle list_aliases_for_fnname',
      send(new lambda.ListAliasesCommand({ FunctionName })),
      200,
      () => ({ Aliases: [alias('live', { Description: 'custom' }), alias('two', { RoutingConfig: routing })] }),
    ],
    [
      'test_alias_lifecycle list_aliases_for_version',
      send(new lambda.ListAliasesCommand({ FunctionName, FunctionVersion: '1' })),
      200,
      () => ({ Aliases: [alias('live', { Description: 'custom' }), alias('two', { RoutingConfig: routing })] }),
    ],
    [
      'test_alias_lifecycle update_alias_1_1',
      send(
        new lambda.UpdateAliasCommand({ FunctionName, Name: 'two', RoutingConfig: { AdditionalVersionWeights: {} } }),
      ),
      200,
      () => alias('two'),
    ],
    [
      'test_remove_multi_permissions add_permission_1',
      send(permission({})),
      201,
      () => ({ Statement: JSON.stringify(statement()) }),
    ],
    [
      'test_lambda_permission_fn_versioning on an alias',
      send(permission({ Qualifier: 'live', SourceArn: 'arn:aws:s3:::x', SourceAccount: '111111111111' })),
      201,
      () => ({
        Statement: JSON.stringify(
          statement(arn(':live'), {
            Condition: {
              StringEquals: { 'AWS:SourceAccount': '111111111111' },
              ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::x' },
            },
          }),
        ),
      }),
    ],
    [
      'test_add_lambda_permission_fields add_permission_principal_account',
      () => send(permission({ StatementId: 'account-id', Principal: account.accountId }))(),
      201,
      () => ({
        Statement: JSON.stringify({
          ...statement(),
          Sid: 'account-id',
          Principal: { AWS: `arn:aws:iam::${account.accountId}:root` },
        }),
      }),
    ],
    [
      'test_add_lambda_permission_fields add_permission_principal_wildcard',
      send(permission({ StatementId: 'wildcard', Principal: '*', Qualifier: 'two' })),
      201,
      () => ({ Statement: JSON.stringify({ ...statement(arn(':two')), Sid: 'wildcard', Principal: '*' }) }),
    ],
    [
      'test_remove_multi_permissions remove_permission',
      send(new lambda.RemovePermissionCommand({ FunctionName, StatementId: 'account-id' })),
      204,
      () => ({}),
    ],
    [
      'test_remove_multi_permissions policy_after_removal',
      send(new lambda.GetPolicyCommand({ FunctionName })),
      200,
      () => ({
        Policy: JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: [statement()] }),
        RevisionId: some.uuid,
      }),
    ],
    [
      'test_url_config_list_paging list_all_empty',
      send(new lambda.ListFunctionUrlConfigsCommand({ FunctionName })),
      200,
      () => ({ FunctionUrlConfigs: [] }),
    ],
    [
      'test_url_config_lifecycle url_creation',
      send(new lambda.CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE' })),
      201,
      () => ({ AuthType: 'NONE', CreationTime: some.text, FunctionArn: arn(), FunctionUrl: some.text }),
    ],
    [
      'test_url_config_list_paging list_all',
      send(new lambda.ListFunctionUrlConfigsCommand({ FunctionName })),
      200,
      () => ({
        FunctionUrlConfigs: [
          {
            AuthType: 'NONE',
            CreationTime: some.text,
            FunctionArn: arn(),
            FunctionUrl: expect.stringMatching(/^https:\/\/.+\.lambda-url\..+\.on\.aws\/$/),
            InvokeMode: 'BUFFERED',
            LastModifiedTime: some.text,
          },
        ],
      }),
    ],
    [
      'test_url_config_lifecycle delete_function_url_config',
      send(new lambda.DeleteFunctionUrlConfigCommand({ FunctionName })),
      204,
      () => ({}),
    ],
    [
      'test_tag_exceptions list_tag_lambda_empty',
      () => send(new lambda.ListTagsCommand({ Resource: arn() }))(),
      200,
      () => ({ Tags: {} }),
    ],
    [
      'test_tag_lifecycle tag_single_response',
      () => send(new lambda.TagResourceCommand({ Resource: arn(), Tags: { A: 'tag-a' } }))(),
      204,
      () => ({}),
    ],
    [
      'test_tag_lifecycle get_fn_response_postaddtags',
      send(new lambda.GetFunctionCommand({ FunctionName })),
      200,
      () => ({ Code: Code(), Configuration: expect.anything(), Tags: { A: 'tag-a' } }),
    ],
    [
      'test_function_concurrency put_function_concurrency_with_reserved_0',
      send(new lambda.PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 })),
      200,
      () => ({ ReservedConcurrentExecutions: 0 }),
    ],
    [
      'test_function_concurrency delete_response',
      send(new lambda.DeleteFunctionConcurrencyCommand({ FunctionName })),
      204,
      () => ({}),
    ],
    [
      'test_lambda_invoke_successful',
      afterwards(new lambda.InvokeCommand({ FunctionName, Payload: '{}' })),
      200,
      () => ({ ExecutedVersion: '$LATEST', Payload: expect.anything(), StatusCode: 200 }),
    ],
    [
      'test_function_lifecycle delete_response',
      send(new lambda.DeleteFunctionCommand({ FunctionName })),
      204,
      () => ({ StatusCode: 204 }),
    ],
  ]
  itResponds(facts)
})

describe('refusals of tags', () => {
  const tag = (resource: () => string, Tags: Record<string, string>) => () =>
    send(new lambda.TagResourceCommand({ Resource: resource(), Tags }))()
  const many = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`${at}_key`, `${at}_value`]))
  const notThere = () => `arn:aws:lambda:${account.region}:${account.accountId}:function:doesnotexist`
  const facts: Refused[] = [
    [
      'test_tag_limits create_function_invalid_tags',
      create({ FunctionName: 'tags', Tags: many }),
      'InvalidParameterValueException',
      400,
      () => 'Number of tags exceeds resource tag limit.',
    ],
    [
      'test_tag_exceptions tag_lambda_invalidarn',
      tag(() => 'arn:aws:something', { A: 'a' }),
      'ValidationException',
      400,
      () => /Value 'arn:aws:something' at 'resource' failed to satisfy constraint/,
    ],
    [
      'test_tag_exceptions tag_lambda_doesnotexist',
      tag(notThere, { A: 'a' }),
      'ResourceNotFoundException',
      404,
      () => `Function not found: ${notThere()}`,
    ],
    [
      'test_tag_exceptions tag_lambda_qualifier_doesnotexist',
      tag(() => `${notThere()}:v1`, { A: 'a' }),
      'InvalidParameterValueException',
      400,
      () => 'Tags on function aliases and versions are not supported. Please specify a function ARN.',
    ],
  ]
  itRefuses(facts)
})

countFacts()

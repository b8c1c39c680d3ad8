/** What Lambda answers about versions, revisions and updates that overlap, as recorded from AWS (docs/aws-facts-compared.md). */
import * as gateway from '@aws-sdk/client-api-gateway'
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

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})
let account: TestAccount
let Role = ''
beforeAll(async () => {
  account = await recordedAccount()
  const role = await account.iam.send(new iam.CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: trust }))
  Role = role.Role?.Arn ?? ''
  await account.pass(60_000)
})
afterAll(() => account.close())

type Facts = Record<string, unknown>
const arn = (name: string, qualifier = '') =>
  `arn:aws:lambda:${account.region}:${account.accountId}:function:${name}${qualifier}`
const send = async (command: object) => (await account.lambda.send(command as lambda.GetFunctionCommand)) as object
/** The members that a record is about; the rest of a configuration has rows in `lambda.test.ts`. */
const seen = [
  ...['AliasArn', 'Description', 'FunctionArn', 'FunctionVersion', 'LastUpdateStatus', 'LastUpdateStatusReasonCode'],
  ...['Name', 'RevisionId', 'RoutingConfig', 'State', 'StateReasonCode', 'Version'],
]
const only = (response: object) => {
  const { Configuration, Versions, $metadata, ...rest } = response as Facts & {
    Configuration?: Facts
    Versions?: Facts[]
  }
  const pick = (one: Facts) =>
    Object.fromEntries(seen.flatMap((key) => (one[key] === undefined ? [] : [[key, one[key]]])))
  return { $metadata, ...(Versions ? { Versions: Versions.map(pick) } : pick(Configuration ?? rest)) }
}
const call = (command: () => object) => async () => only(await send(command()))
const create = (FunctionName: string, more: Partial<lambda.CreateFunctionCommandInput> = {}) =>
  new lambda.CreateFunctionCommand({
    FunctionName,
    Role,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Code: {
      ZipFile: functionZip(
        'export const handler = async (event, context) => ({ event, version: context.functionVersion })',
      ),
    },
    ...more,
  })
const get = (FunctionName: string, Qualifier?: string) => new lambda.GetFunctionCommand({ FunctionName, Qualifier })
const settled = (FunctionName: string) =>
  until(
    () => account.lambda.send(new lambda.GetFunctionCommand({ FunctionName })),
    ({ Configuration }) => Configuration?.State === 'Active' && Configuration.LastUpdateStatus === 'Successful',
  )
/** Once no change is under way. */
const later = (FunctionName: string, command: () => object) => async () => {
  await settled(FunctionName)
  return only(await send(command()))
}
/** Keeps a revision, which later answers repeat or do not. */
const revisions = new Map<string, unknown>()
const keeping = (key: string, from: () => Promise<object>) => async () => {
  const response = await from()
  revisions.set(key, (response as Facts).RevisionId)
  return response
}
/** Another one than all that were kept. */
const fresh = {
  asymmetricMatch: (value: unknown) =>
    typeof value === 'string' && ![...revisions.values()].slice(0, -1).includes(value),
}
const pending = { State: 'Pending', StateReasonCode: 'Creating' }
const active = { State: 'Active', LastUpdateStatus: 'Successful' }
const updating = { State: 'Active', LastUpdateStatus: 'InProgress', LastUpdateStatusReasonCode: 'Creating' }

describe('revisions', () => {
  const FunctionName = 'revised'
  const test = 'test_function_revisions_version_and_alias'
  const Name = 'revision_alias'
  const latest = (more: object) => ({
    Description: '',
    FunctionArn: arn(FunctionName),
    RevisionId: fresh,
    Version: '$LATEST',
    ...more,
  })
  const version = (more: object) => latest({ FunctionArn: arn(FunctionName, ':1'), Version: '1', ...active, ...more })
  const alias = (Description: string) => ({
    AliasArn: arn(FunctionName, `:${Name}`),
    Description,
    FunctionVersion: '1',
    Name,
    RevisionId: fresh,
  })
  const kept = (key: string) => ({ asymmetricMatch: (value: unknown) => value === revisions.get(key) })
  const wrong =
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id'
  const stale = (record: string, command: () => object): Refused => [
    `${test} ${record}`,
    () => send(command()),
    'PreconditionFailedException',
    412,
    () => wrong,
  ]
  itResponds(
    [
      [
        'create_function_response_rev1',
        async () => {
          await account.stopTime(true)
          return keeping(
            'rev1',
            call(() => create(FunctionName)),
          )()
        },
        201,
        () => latest(pending),
      ],
      [
        'get_function_active_rev2',
        async () => {
          await account.stopTime(false)
          return keeping(
            'rev2',
            later(FunctionName, () => get(FunctionName)),
          )()
        },
        200,
        () => latest(active),
      ],
    ],
    test,
  )
  itRefuses([
    stale(
      'publish_version_revision_exception',
      () => new lambda.PublishVersionCommand({ FunctionName, RevisionId: 'wrong' }),
    ),
  ])
  itResponds(
    [
      [
        'publish_version_response_rev_v1',
        keeping(
          'version',
          call(() => new lambda.PublishVersionCommand({ FunctionName, RevisionId: String(revisions.get('rev2')) })),
        ),
        201,
        () => version({}),
      ],
      [
        'get_function_published_version_rev_v2',
        call(() => get(FunctionName, '1')),
        200,
        () => version({ RevisionId: kept('version') }),
      ],
      [
        'get_function_latest_rev3',
        keeping(
          'rev3',
          call(() => get(FunctionName)),
        ),
        200,
        () => latest(active),
      ],
      [
        'create_alias_response_rev_a1',
        keeping(
          'alias',
          call(() => new lambda.CreateAliasCommand({ FunctionName, Name, FunctionVersion: '1' })),
        ),
        201,
        () => alias(''),
      ],
      [
        'get_function_latest_rev4',
        call(() => get(FunctionName)),
        200,
        () => latest({ ...active, RevisionId: kept('rev3') }),
      ],
      [
        'get_function_published_version_rev_v3',
        call(() => get(FunctionName, '1')),
        200,
        () => version({ RevisionId: kept('version') }),
      ],
    ],
    test,
  )
  itRefuses([
    stale(
      'update_alias_revision_exception',
      () => new lambda.UpdateAliasCommand({ FunctionName, Name, RevisionId: 'wrong' }),
    ),
  ])
  itResponds(
    [
      [
        'update_alias_response_rev_a2',
        keeping(
          'alias2',
          call(
            () =>
              new lambda.UpdateAliasCommand({
                FunctionName,
                Name,
                RevisionId: String(revisions.get('alias')),
                Description: 'something changed',
              }),
          ),
        ),
        200,
        () => alias('something changed'),
      ],
    ],
    test,
  )
})

describe('the life of versions', () => {
  const FunctionName = 'published'
  const test = 'test_version_lifecycle'
  const one = (Description: string, more: object = {}) => ({
    Description,
    FunctionArn: arn(FunctionName),
    RevisionId: some.uuid,
    Version: '$LATEST',
    ...more,
  })
  const version = (Version: string, Description: string, more: object = active) =>
    one(Description, { FunctionArn: arn(FunctionName, `:${Version}`), Version, ...more })
  const none = 'No version :('
  const first = 'First version description :)'
  const second = 'Second version :))'
  const list = call(() => new lambda.ListVersionsByFunctionCommand({ FunctionName }))
  const describeAs = (Description: string) => () =>
    new lambda.UpdateFunctionConfigurationCommand({ FunctionName, Description })
  const publish = (Description?: string) => () => new lambda.PublishVersionCommand({ FunctionName, Description })
  const facts: RecordedCase[] = [
    ['create_response', call(() => create(FunctionName, { Description: none })), 201, () => one(none, pending)],
    ['get_function_result', later(FunctionName, () => get(FunctionName)), 200, () => one(none, active)],
    ['list_versions_result', list, 200, () => ({ Versions: [version('$LATEST', none, {})] })],
    ['first_update_response', call(describeAs('First version :)')), 200, () => one('First version :)', updating)],
    [
      'first_update_get_function',
      later(FunctionName, () => get(FunctionName)),
      200,
      () => one('First version :)', active),
    ],
    ['first_publish_response', call(publish(first)), 201, () => version('1', first)],
    ['first_publish_get_function', call(() => get(FunctionName, '1')), 200, () => version('1', first)],
    [
      'first_publish_get_function_config',
      call(() => new lambda.GetFunctionConfigurationCommand({ FunctionName, Qualifier: '1' })),
      200,
      () => version('1', first),
    ],
    ['second_update_response', call(describeAs(second)), 200, () => one(second, updating)],
    [
      'first_publish_get_function_after_update',
      later(FunctionName, () => get(FunctionName, '1')),
      200,
      () => version('1', first),
    ],
    ['second_publish_response', call(publish()), 201, () => version('2', second)],
    ['third_publish_response', call(publish('Third version description :)))')), 201, () => version('2', second)],
    [
      'list_versions_result_after_third_publish',
      list,
      200,
      () => ({ Versions: [version('$LATEST', second, {}), version('1', first, {}), version('2', second, {})] }),
    ],
    [
      'list_versions_result_after_deletion_of_first_version',
      async () => {
        await send(new lambda.DeleteFunctionCommand({ FunctionName, Qualifier: '1' }))
        return list()
      },
      200,
      () => ({ Versions: [version('$LATEST', second, {}), version('2', second, {})] }),
    ],
    [
      'an alias of two versions',
      async () => {
        await send(describeAs('Third')())
        await settled(FunctionName)
        await send(publish()())
        const RoutingConfig = { AdditionalVersionWeights: { 2: 0.5 } }
        return only(
          await send(
            new lambda.CreateAliasCommand({ FunctionName, Name: 'alias1', FunctionVersion: '3', RoutingConfig }),
          ),
        )
      },
      201,
      () => ({
        AliasArn: arn(FunctionName, ':alias1'),
        Description: '',
        FunctionVersion: '3',
        Name: 'alias1',
        RevisionId: some.uuid,
        RoutingConfig: { AdditionalVersionWeights: { 2: 0.5 } },
      }),
    ],
  ]
  const [routing] = facts.splice(-1)
  itResponds(facts, test)
  itResponds(routing ? [routing] : [], 'test_alias_routingconfig')
})

describe('calls', () => {
  const FunctionName = 'called'
  const invoke = (Qualifier?: string) => async () => {
    await settled(FunctionName)
    const Payload = JSON.stringify({ foo: 'bar with \'quotes"' })
    const command = new lambda.InvokeCommand({ FunctionName, Qualifier, Payload })
    const { $metadata, ExecutedVersion, StatusCode, FunctionError, Payload: given } = await account.lambda.send(command)
    const payload = JSON.parse(Buffer.from(given ?? []).toString('utf8')) as object
    return { $metadata, ExecutedVersion, StatusCode, FunctionError, payload }
  }
  const called = (version: string) => ({
    ExecutedVersion: version,
    StatusCode: 200,
    payload: { event: { foo: 'bar with \'quotes"' }, version },
  })
  itResponds([
    [
      'test_invocation_with_qualifier creation-response',
      call(() => create(FunctionName, { Publish: true })),
      201,
      () => ({ Description: '', FunctionArn: arn(FunctionName), RevisionId: some.uuid, Version: '1', ...pending }),
    ],
    ['test_invocation_with_qualifier invocation-response', invoke('1'), 200, () => called('1')],
    ['test_invocation_type_request_response invoke-result', invoke(), 200, () => called('$LATEST')],
  ])
  itRefuses([
    [
      'test_invalid_invoke invoke_function_name_pattern_exc',
      () =>
        send(new lambda.InvokeCommand({ FunctionName: `arn:aws:lambda:${account.region}:123400000000@function:myfn` })),
      'ValidationException',
      400,
      () =>
        `1 validation error detected: Value 'arn:aws:lambda:${account.region}:123400000000@function:myfn' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?`,
    ],
  ])
})

describe('permissions', () => {
  const FunctionName = 'permitted'
  beforeAll(async () => {
    await send(create(FunctionName))
    await settled(FunctionName)
  })
  const granted = (service: string, more: object = {}) => ({
    Sid: service,
    Effect: 'Allow',
    Principal: { Service: `${service}.amazonaws.com` },
    Action: 'lambda:InvokeFunction',
    Resource: arn(FunctionName),
    ...more,
  })
  const parsed = (response: object, member: 'Statement' | 'Policy') => {
    const text = (response as Facts)[member]
    return { ...response, [member]: JSON.parse(String(text)) as object }
  }
  const add =
    (service: string, more: object = {}) =>
    async () => {
      const command = permissionOf({
        FunctionName,
        StatementId: service,
        Principal: `${service}.amazonaws.com`,
        ...more,
      })
      return parsed(await send(command), 'Statement')
    }
  const policy = async () => parsed(await send(new lambda.GetPolicyCommand({ FunctionName })), 'Policy')
  const source = 'arn:aws:s3:::a-bucket'
  const ofS3 = () => granted('s3', { Condition: { ArnLike: { 'AWS:SourceArn': source } } })
  const read = (...Statement: object[]) => ({
    Policy: { Version: '2012-10-17', Id: 'default', Statement },
    RevisionId: some.uuid,
  })
  itResponds([
    [
      'test_add_lambda_permission_aws add_permission',
      add('s3', { SourceArn: source }),
      201,
      () => ({ Statement: ofS3() }),
    ],
    ['test_add_lambda_permission_aws get_policy', policy, 200, () => read(ofS3())],
    [
      'test_create_multiple_lambda_permissions add_permission_response_1',
      async () => {
        await send(new lambda.RemovePermissionCommand({ FunctionName, StatementId: 's3' }))
        return add('logs')()
      },
      201,
      () => ({ Statement: granted('logs') }),
    ],
    [
      'test_create_multiple_lambda_permissions add_permission_response_2',
      add('kinesis'),
      201,
      () => ({ Statement: granted('kinesis') }),
    ],
    [
      'test_create_multiple_lambda_permissions policy_after_2_add',
      policy,
      200,
      () => read(granted('logs'), granted('kinesis')),
    ],
  ])
})

describe('a gateway that calls a function by GET', () => {
  const FunctionName = 'got'
  let url = ''
  beforeAll(async () => {
    await send(create(FunctionName))
    await settled(FunctionName)
    await send(permissionOf({ FunctionName, StatementId: 'gateway', Principal: 'apigateway.amazonaws.com' }))
    const { apiGateway } = account
    const api = await apiGateway.send(new gateway.CreateRestApiCommand({ name: 'recorded' }))
    const { id: restApiId = '', rootResourceId: resourceId } = api
    const method = { restApiId, resourceId, httpMethod: 'ANY' }
    await apiGateway.send(new gateway.PutMethodCommand({ ...method, authorizationType: 'NONE' }))
    const uri = `arn:aws:apigateway:${account.region}:lambda:path/2015-03-31/functions/${arn(FunctionName)}/invocations`
    const proxy = { ...method, type: 'AWS_PROXY' as const, uri }
    await apiGateway.send(new gateway.PutIntegrationCommand({ ...proxy, integrationHttpMethod: 'POST' }))
    await apiGateway.send(new gateway.CreateDeploymentCommand({ restApiId, stageName: 'post' }))
    await apiGateway.send(new gateway.PutIntegrationCommand({ ...proxy, integrationHttpMethod: 'GET' }))
    await apiGateway.send(new gateway.CreateDeploymentCommand({ restApiId, stageName: 'get' }))
    url = account.invokeUrl(restApiId, 'STAGE', '/')
  })
  const met = (stage: string) => async () => {
    const response = await fetch(url.replace('STAGE', stage))
    return { body: (await response.json()) as object, $metadata: { httpStatusCode: response.status } }
  }
  itResponds([
    [
      'test_lambda_aws_proxy_integration_non_post_method invocation-payload-with-get-proxy-method',
      async () => {
        // By POST the function is reached: its answer is none that a proxy can pass on.
        expect((await met('post')()).$metadata.httpStatusCode).toBe(502)
        return met('get')()
      },
      500,
      () => ({ body: { message: 'Internal server error' } }),
    ],
  ])
})

describe('removals and refusals', () => {
  const FunctionName = 'removed'
  const test = 'test_delete_on_nonexisting_version'
  const remove = (Qualifier?: string) => () => send(new lambda.DeleteFunctionCommand({ FunctionName, Qualifier }))
  const gone = () => `Function not found: ${arn(FunctionName)}`
  const tagged = { testtag: 'custom-tag' }
  itResponds([
    [
      'test_create_tag_on_fn_create get_function_result',
      async () => {
        await send(create(FunctionName, { Tags: tagged }))
        await settled(FunctionName)
        const { $metadata, Tags } = (await send(get(FunctionName))) as Facts
        return { $metadata, Tags } as object
      },
      200,
      () => ({ Tags: tagged }),
    ],
    [`${test} of a version that is not there`, remove('1233'), 204, () => expect.anything()],
  ])
  itRefuses([
    [
      `${test} delete_function_response_non_existent`,
      async () => {
        await remove()()
        return remove()()
      },
      'ResourceNotFoundException',
      404,
      gone,
    ],
    [
      `${test} delete_function_response_non_existent_with_qualifier`,
      remove('1233'),
      'ResourceNotFoundException',
      404,
      gone,
    ],
    [
      'test_large_environment_fails_multiple_keys failured_create_fn_result_multi_key',
      () => send(create('large', { Environment: { Variables: { SMALL_VAR: 'ok', LARGE_VAR: 'x'.repeat(4064) } } })),
      'InvalidParameterValueException',
      400,
      () =>
        `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: {"SMALL_VAR":"ok","LARGE_VAR":"${'x'.repeat(4064)}"}`,
    ],
  ])
})

describe('names of functions that are made', () => {
  const pattern =
    'failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?'
  const tooLong = (most: number) =>
    `failed to satisfy constraint: Member must have length less than or equal to ${most}`
  const error = (name: string, rest: string) => `1 validation error detected: Value '${name}' at 'functionName' ${rest}`
  const make = (name: () => string) => () => send(create(name()))
  const long = 'a'.repeat(65)
  const longArn = () => arn('a'.repeat(141 - arn('').length))
  const elsewhere = () => arn('named').replace(account.region, 'ap-southeast-1')
  itRefuses([
    [
      'test_function_arns invalid_function_name_exc',
      make(() => 'invalid:function:name'),
      'ValidationException',
      400,
      () => error('invalid:function:name', pattern),
    ],
    [
      'test_function_arns long_function_name_exc',
      make(() => long),
      'InvalidParameterValueException',
      400,
      () => error(long, tooLong(64)),
    ],
    [
      'test_function_arns long_function_arn_exc',
      make(longArn),
      'ValidationException',
      400,
      () => error(longArn(), tooLong(140)),
    ],
    [
      'test_function_arns function_arn_other_region_exc',
      make(elsewhere),
      'ResourceNotFoundException',
      404,
      () => `Functions from 'ap-southeast-1' are not reachable in this region ('${account.region}')`,
    ],
  ])
})

describe('function URLs', () => {
  const FunctionName = 'addressed'
  const test = 'test_url_config_deletion_without_qualifier'
  const url = (Qualifier?: string) => ({
    AuthType: 'NONE',
    CreationTime: some.text,
    FunctionArn: arn(FunctionName, Qualifier ? `:${Qualifier}` : ''),
    FunctionUrl: some.text,
  })
  const make = (Qualifier?: string) => () =>
    send(new lambda.CreateFunctionUrlConfigCommand({ FunctionName, Qualifier, AuthType: 'NONE' }))
  const list = async () => {
    const { FunctionUrlConfigs = [], $metadata } = await account.lambda.send(
      new lambda.ListFunctionUrlConfigsCommand({ FunctionName }),
    )
    return { $metadata, arns: FunctionUrlConfigs.map((one) => one.FunctionArn) }
  }
  beforeAll(async () => {
    await send(create(FunctionName, { Publish: true }))
    await settled(FunctionName)
    await send(new lambda.CreateAliasCommand({ FunctionName, Name: 'test-alias', FunctionVersion: '1' }))
  })
  itResponds([
    [`${test} url_creation`, make(), 201, () => url()],
    [`${test} url_with_alias_creation`, make('test-alias'), 201, () => url('test-alias')],
    [
      `${test} delete_function_url_config`,
      () => send(new lambda.DeleteFunctionUrlConfigCommand({ FunctionName })),
      204,
      () => ({}),
    ],
    [
      `${test} get_url_config_with_alias_after_deletion`,
      list,
      200,
      () => ({ arns: [arn(FunctionName, ':test-alias')] }),
    ],
  ])
})

countFacts()

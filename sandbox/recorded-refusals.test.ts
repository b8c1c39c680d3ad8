/**
 * The sandbox refuses as AWS does: facts of recorded responses of AWS, each named by the record that shows it in the
 * snapshots of localstack/localstack (docs/aws-facts-compared.md), held against the sandbox through the real SDK.
 */
import * as gateway from '@aws-sdk/client-api-gateway'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as iam from '@aws-sdk/client-iam'
import * as lambda from '@aws-sdk/client-lambda'
import * as s3 from '@aws-sdk/client-s3'
import * as sts from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestAccount } from './testing/account'
import { functionZip } from './testing/function-zip'
import { countFacts, permissionOf, recordedAccount, refusalOf, refused } from './testing/recorded'
import { retried } from './testing/wait'

const zip = functionZip('export const handler = async (event) => event')
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})

let account: TestAccount
let roleArn = ''
let restApiId = ''
let resourceId = ''
let apiKey = ''
let usagePlanId = ''
let partId = ''
const FunctionName = 'recorded'
const functionArn = (name = FunctionName) => `arn:aws:lambda:${account.region}:${account.accountId}:function:${name}`

beforeAll(async () => {
  account = await recordedAccount()
  const { apiGateway, iam: roles, lambda: functions } = account
  const role = await roles.send(new iam.CreateRoleCommand({ RoleName: 'recorded', AssumeRolePolicyDocument: trust }))
  roleArn = role.Role?.Arn ?? ''
  const create = new lambda.CreateFunctionCommand({
    FunctionName,
    Role: roleArn,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Code: { ZipFile: zip },
    Publish: true,
  })
  await retried(() => functions.send(create), /role/)
  await retried(
    () => functions.send(new lambda.CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' })),
    /Conflict/,
  )
  await functions.send(permission({}))
  const api = await apiGateway.send(new gateway.CreateRestApiCommand({ name: 'recorded' }))
  restApiId = api.id ?? ''
  resourceId = api.rootResourceId ?? ''
  const key = await apiGateway.send(new gateway.CreateApiKeyCommand({ name: 'recorded' }))
  apiKey = key.id ?? ''
  const plan = await apiGateway.send(new gateway.CreateUsagePlanCommand({ name: 'recorded' }))
  usagePlanId = plan.id ?? ''
  const location = { type: 'API' as const }
  const properties = '{"description":"recorded"}'
  const part = await apiGateway.send(new gateway.CreateDocumentationPartCommand({ restApiId, location, properties }))
  partId = part.id ?? ''
  await apiGateway.send(
    new gateway.PutMethodCommand({ restApiId, resourceId, httpMethod: 'GET', authorizationType: 'NONE' }),
  )
  const integration = { restApiId, resourceId, httpMethod: 'GET', type: 'MOCK' as const }
  await apiGateway.send(new gateway.PutIntegrationCommand(integration))
  await apiGateway.send(new gateway.CreateDeploymentCommand({ restApiId, stageName: 's1' }))
  await account.logs.send(new logs.CreateLogGroupCommand({ logGroupName: 'recorded' }))
  await account.s3.send(new s3.CreateBucketCommand({ Bucket: 'recorded-facts' }))
})
afterAll(() => account.close())

const permission = (more: Partial<lambda.AddPermissionCommandInput>) => permissionOf({ FunctionName, ...more })
const replace = (path: string, value?: string, op: gateway.Op = 'replace') => ({
  patchOperations: [{ op, path, value }],
})
const updateApi = (id: string, patch: object) => new gateway.UpdateRestApiCommand({ restApiId: id, ...patch })
const updatePart = (patch: object, restApi = restApiId) =>
  new gateway.UpdateDocumentationPartCommand({ restApiId: restApi, documentationPartId: partId, ...patch })
const updatePlan = (patch: object, id = usagePlanId) =>
  new gateway.UpdateUsagePlanCommand({ usagePlanId: id, ...patch })
const updateStage = (patch: object) => new gateway.UpdateStageCommand({ restApiId, stageName: 's1', ...patch })
const createApi = (more: object) => new gateway.CreateRestApiCommand({ name: 'x', ...more })
const createFunction = (more: Partial<lambda.CreateFunctionCommandInput>) =>
  new lambda.CreateFunctionCommand({
    FunctionName: 'more',
    Role: roleArn,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Code: { ZipFile: zip },
    ...more,
  })
const alias = (more: Partial<lambda.CreateAliasCommandInput>) =>
  new lambda.CreateAliasCommand({ FunctionName, Name: 'next', FunctionVersion: '1', ...more })

type Fact = [record: string, command: () => object, name: string, status: number, message: () => string | RegExp]

describe('API Gateway', () => {
  const noApi = (id: string) => () => `Invalid API identifier specified ${account.accountId}:${id}`
  const facts: Fact[] = [
    [
      'test_get_api_case_insensitive',
      () => new gateway.GetRestApiCommand({ restApiId: 'ABCDE' }),
      'NotFoundException',
      404,
      noApi('ABCDE'),
    ],
    [
      'test_update_rest_api_invalid_api_id',
      () => updateApi('api_id', replace('/apiKeySource', 'AUTHORIZER')),
      'NotFoundException',
      404,
      noApi('api_id'),
    ],
    [
      'test_create_rest_api_with_optional_params',
      () => createApi({ description: '' }),
      'BadRequestException',
      400,
      () => 'Description cannot be an empty string',
    ],
    [
      'test_create_rest_api_with_endpoint_configuration two types',
      () => createApi({ endpointConfiguration: { types: ['REGIONAL', 'EDGE'] } }),
      'BadRequestException',
      400,
      () => 'Cannot create an api with multiple Endpoint Types.',
    ],
    [
      'test_create_rest_api_with_endpoint_configuration no type',
      () => createApi({ endpointConfiguration: { types: [] } }),
      'BadRequestException',
      400,
      () => 'REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.',
    ],
    [
      'test_create_rest_api_with_endpoint_configuration wrong type',
      () => createApi({ endpointConfiguration: { types: ['wrong'] } }),
      'ValidationException',
      400,
      () => /createRestApiInput\.endpointConfiguration\.types/,
    ],
    [
      'test_update_rest_api_behaviour',
      () => updateApi(restApiId, replace('/binaryMediaTypes', 'x', 'add')),
      'BadRequestException',
      400,
      () => 'Invalid patch path /binaryMediaTypes',
    ],
    [
      'test_update_rest_api_compression',
      () => updateApi(restApiId, replace('/minimumCompressionSize', '1', 'add')),
      'BadRequestException',
      400,
      () => 'Invalid patch operation specified. Must be one of: [replace]',
    ],
    [
      'test_put_method_validation verb',
      () => new gateway.PutMethodCommand({ restApiId, resourceId, httpMethod: 'WRONG', authorizationType: 'NONE' }),
      'BadRequestException',
      400,
      () => 'Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY',
    ],
    [
      'test_put_method_validation authorizer',
      () =>
        new gateway.PutMethodCommand({
          restApiId,
          resourceId,
          httpMethod: 'POST',
          authorizationType: 'COGNITO_USER_POOLS',
        }),
      'BadRequestException',
      400,
      () =>
        'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
    ],
    [
      'test_put_method_validation validator',
      () =>
        new gateway.PutMethodCommand({
          restApiId,
          resourceId,
          httpMethod: 'POST',
          authorizationType: 'NONE',
          requestValidatorId: 'abcdef',
        }),
      'BadRequestException',
      400,
      () => 'Invalid Request Validator identifier specified',
    ],
    [
      'test_put_method_validation model',
      () =>
        new gateway.PutMethodCommand({
          restApiId,
          resourceId,
          httpMethod: 'POST',
          authorizationType: 'NONE',
          requestModels: { 'application/json': 'petModel' },
        }),
      'BadRequestException',
      400,
      () => 'Invalid model identifier specified: petModel',
    ],
    [
      'test_get_integration_non_existent',
      () => new gateway.GetIntegrationCommand({ restApiId, resourceId, httpMethod: 'POST' }),
      'NotFoundException',
      404,
      () => 'Invalid Method identifier specified',
    ],
    [
      'test_put_integration_wrong_type',
      () =>
        new gateway.PutIntegrationCommand({ restApiId, resourceId, httpMethod: 'GET', type: 'HTTPS_PROXY' as 'HTTP' }),
      'ValidationException',
      400,
      () => /'HTTPS_PROXY' at 'putIntegrationInput\.type'/,
    ],
    [
      'test_integration_response_invalid_statuscode',
      () =>
        new gateway.PutIntegrationResponseCommand({ restApiId, resourceId, httpMethod: 'GET', statusCode: 'wrong' }),
      'ValidationException',
      400,
      () => /Value 'wrong' at 'statusCode'/,
    ],
    [
      'test_update_model no model',
      () => new gateway.UpdateModelCommand({ restApiId, modelName: 'mySchema', ...replace('/schema', '{}') }),
      'NotFoundException',
      404,
      () => 'Invalid model name specified: mySchema',
    ],
    [
      'test_update_model path',
      () => new gateway.UpdateModelCommand({ restApiId, modelName: 'Empty', ...replace('/name', 'x') }),
      'BadRequestException',
      400,
      () => "Invalid patch path  '/name' specified for op 'replace'. Must be one of: [/description, /schema]",
    ],
    [
      'test_validators_crud_no_api',
      () => new gateway.GetRequestValidatorsCommand({ restApiId: 'none' }),
      'NotFoundException',
      404,
      noApi('none'),
    ],
    [
      'test_gateway_response_validation',
      () => new gateway.GetGatewayResponsesCommand({ restApiId: 'none' }),
      'NotFoundException',
      404,
      noApi('none'),
    ],
    [
      'test_invoke_test_method no method',
      () => new gateway.TestInvokeMethodCommand({ restApiId, resourceId, httpMethod: 'PUT' }),
      'NotFoundException',
      404,
      () => 'Invalid Method identifier specified',
    ],
    [
      'test_invoke_test_method no resource',
      () => new gateway.TestInvokeMethodCommand({ restApiId, resourceId: 'none', httpMethod: 'GET' }),
      'NotFoundException',
      404,
      () => 'Invalid Resource identifier specified',
    ],
    [
      'test_invoke_test_method no API',
      () => new gateway.TestInvokeMethodCommand({ restApiId: 'none', resourceId, httpMethod: 'GET' }),
      'NotFoundException',
      404,
      () => 'Invalid Resource identifier specified',
    ],
    [
      'test_invalid_update_documentation_part no API',
      () => updatePart(replace('/properties', '{}'), 'none'),
      'NotFoundException',
      404,
      () => 'Invalid Documentation part identifier specified',
    ],
    [
      'test_invalid_update_documentation_part op',
      () => updatePart(replace('/properties', '{}', 'add')),
      'BadRequestException',
      400,
      () => "Invalid patch path  '/properties' specified for op 'add'. Please choose supported operations",
    ],
    [
      'test_invalid_update_documentation_part path',
      () => updatePart(replace('/invalidPath', '{}')),
      'BadRequestException',
      400,
      () => "Invalid patch path  '/invalidPath' specified for op 'replace'. Must be one of: [/properties]",
    ],
    [
      'test_invalid_create_documentation_part_operations no API',
      () =>
        new gateway.CreateDocumentationPartCommand({
          restApiId: 'none',
          location: { type: 'API' },
          properties: '{"a":"b"}',
        }),
      'NotFoundException',
      404,
      noApi('none'),
    ],
    [
      'test_invalid_create_documentation_part_operations type',
      () =>
        new gateway.CreateDocumentationPartCommand({
          restApiId,
          location: { type: 'INVALID' as 'API' },
          properties: '{"a":"b"}',
        }),
      'ValidationException',
      400,
      () => /'INVALID' at 'createDocumentationPartInput\.location\.type'/,
    ],
    [
      'test_create_api_key_with_invalid_name',
      () => new gateway.CreateApiKeyCommand({ name: 'x'.repeat(1025) }),
      'BadRequestException',
      400,
      () => 'Invalid API Key name, can be at most 1024 characters.',
    ],
    [
      'test_create_api_key_with_invalid_value short',
      () => new gateway.CreateApiKeyCommand({ name: 'x', value: 'short' }),
      'BadRequestException',
      400,
      () => 'API Key value should be at least 20 characters',
    ],
    [
      'test_create_api_key_with_invalid_value long',
      () => new gateway.CreateApiKeyCommand({ name: 'x', value: 'x'.repeat(129) }),
      'BadRequestException',
      400,
      () => 'API Key value exceeds maximum size of 128 characters',
    ],
    [
      'test_update_api_key_immutable_field',
      () => new gateway.UpdateApiKeyCommand({ apiKey, ...replace('/id', 'x') }),
      'BadRequestException',
      400,
      () =>
        "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/description, /enabled, /name, /customerId]",
    ],
    [
      'test_usage_plan_crud no plan',
      () => updatePlan(replace('/name', 'x'), 'none'),
      'NotFoundException',
      404,
      () => 'Invalid Usage Plan ID specified',
    ],
    [
      'test_usage_plan_crud no value',
      () => updatePlan(replace('/apiStages', '', 'add')),
      'BadRequestException',
      400,
      () => 'Invalid API Stage specified',
    ],
    [
      'test_usage_plan_crud no API',
      () => updatePlan(replace('/apiStages', 'none:s1', 'add')),
      'NotFoundException',
      404,
      () => `Invalid API Stage {api: none, stage: s1} specified for usageplan ${usagePlanId}`,
    ],
    [
      'test_usage_plan_crud no stage',
      () => updatePlan(replace('/apiStages', `${restApiId}:none`, 'add')),
      'NotFoundException',
      404,
      () => `Invalid API Stage {api: ${restApiId}, stage: none} specified for usageplan ${usagePlanId}`,
    ],
    [
      'test_create_update_stages',
      () => updateStage(replace('/tags/tag1', 'x')),
      'BadRequestException',
      400,
      () => /^Invalid method setting path: \/tags\/tag1/,
    ],
    [
      'test_update_stage_remove_wildcard',
      () => updateStage(replace('/*/*', undefined, 'remove')),
      'BadRequestException',
      400,
      () => 'Cannot remove method setting */* because there is no method setting for this method ',
    ],
    [
      'test_create_delete_deployments',
      async () => {
        const { items = [] } = await account.apiGateway.send(new gateway.GetDeploymentsCommand({ restApiId }))
        return new gateway.DeleteDeploymentCommand({ restApiId, deploymentId: items[0]?.id })
      },
      'BadRequestException',
      400,
      () => 'Active stages pointing to this deployment must be moved or deleted',
    ],
  ]
  it.each(facts)('%s', async (_, command, name, status, message) => {
    const sent = await command()
    const met = await refusalOf(() => account.apiGateway.send(sent as gateway.GetRestApiCommand))
    expect(met).toEqual(refused(name, status, message()))
  })
})

describe('Lambda', () => {
  const absent = (name: string) => () => `Function not found: ${functionArn(name)}`
  const outdated = (api: string) =>
    `The Revision Id provided does not match the latest Revision Id. Call the ${api} API to retrieve the latest Revision Id`
  const facts: Fact[] = [
    [
      'test_ops_on_nonexisting_fn get_function',
      () => new lambda.GetFunctionCommand({ FunctionName: 'none' }),
      'ResourceNotFoundException',
      404,
      absent('none'),
    ],
    [
      'test_ops_on_nonexisting_fn delete_function',
      () => new lambda.DeleteFunctionCommand({ FunctionName: 'none' }),
      'ResourceNotFoundException',
      404,
      absent('none'),
    ],
    [
      'test_ops_on_nonexisting_version',
      () => new lambda.GetFunctionCommand({ FunctionName, Qualifier: '1221' }),
      'ResourceNotFoundException',
      404,
      absent('recorded:1221'),
    ],
    [
      'test_alias_lifecycle',
      () => new lambda.GetAliasCommand({ FunctionName, Name: 'none' }),
      'ResourceNotFoundException',
      404,
      () => `Cannot find alias arn: ${functionArn()}:none`,
    ],
    [
      'test_non_existent_alias_update',
      () => new lambda.UpdateAliasCommand({ FunctionName, Name: 'none' }),
      'ResourceNotFoundException',
      404,
      () => `Alias not found: ${functionArn()}:none`,
    ],
    [
      'test_notfound_and_invalid_routingconfigs exists',
      () => alias({ Name: 'live' }),
      'ResourceConflictException',
      409,
      () => `Alias already exists: ${functionArn()}:live`,
    ],
    [
      'test_notfound_and_invalid_routingconfigs no version',
      () => alias({ FunctionVersion: '10' }),
      'ResourceNotFoundException',
      404,
      absent('recorded:10'),
    ],
    [
      'test_notfound_and_invalid_routingconfigs same version',
      () => alias({ RoutingConfig: { AdditionalVersionWeights: { 1: 0.5 } } }),
      'InvalidParameterValueException',
      400,
      () => 'Invalid function version 1. Function version 1 is already included in routing configuration.',
    ],
    [
      'test_notfound_and_invalid_routingconfigs too high',
      () => alias({ RoutingConfig: { AdditionalVersionWeights: { 2: 2 } } }),
      'ValidationException',
      400,
      () => /routingConfig\.additionalVersionWeights/,
    ],
    [
      'test_notfound_and_invalid_routingconfigs too many',
      () => alias({ RoutingConfig: { AdditionalVersionWeights: { 2: 0.1, 3: 0.1 } } }),
      'InvalidParameterValueException',
      400,
      () => 'Number of items in AdditionalVersionWeights cannot be greater than 1',
    ],
    ['test_alias_naming', () => alias({ Name: '2024' }), 'ValidationException', 400, () => /'2024' at 'name'/],
    [
      'test_permission_exceptions same id',
      () => permission({}),
      'ResourceConflictException',
      409,
      () =>
        'The statement id (s3) provided already exists. Please provide a new statement id, or remove the existing statement.',
    ],
    [
      'test_permission_exceptions id',
      () => permission({ StatementId: 'example.com' }),
      'ValidationException',
      400,
      () => /'example\.com' at 'statementId'/,
    ],
    [
      'test_permission_exceptions $LATEST',
      () => permission({ Qualifier: '$LATEST' }),
      'InvalidParameterValueException',
      400,
      () => 'We currently do not support adding policies for $LATEST.',
    ],
    [
      'test_permission_exceptions principal',
      () => permission({ StatementId: 'n', Principal: 'invalid.nonaws.com' }),
      'InvalidParameterValueException',
      400,
      () => 'The provided principal was invalid. Please check the principal and try again.',
    ],
    [
      'test_permission_exceptions alias',
      () => permission({ StatementId: 'n', Qualifier: 'none' }),
      'ResourceNotFoundException',
      404,
      () => `Cannot find alias arn: ${functionArn()}:none`,
    ],
    [
      'test_permission_exceptions version',
      () => permission({ StatementId: 'n', Qualifier: '42' }),
      'ResourceNotFoundException',
      404,
      absent('recorded:42'),
    ],
    [
      'test_lambda_permission_fn_versioning',
      () => permission({ StatementId: 'n', RevisionId: '3c4d2ed9-b76f-4f0c-b0f1-3a4a6b1c0d11' }),
      'PreconditionFailedException',
      412,
      () => outdated('GetPolicy'),
    ],
    [
      'test_permission_exceptions remove of no function',
      () => new lambda.RemovePermissionCommand({ FunctionName: 'none', StatementId: 's3' }),
      'ResourceNotFoundException',
      404,
      () => `No policy found for: ${functionArn('none')}`,
    ],
    [
      'test_permission_exceptions remove of no policy',
      () => new lambda.RemovePermissionCommand({ FunctionName, Qualifier: 'live', StatementId: 's3' }),
      'ResourceNotFoundException',
      404,
      () => 'No policy is associated with the given resource.',
    ],
    [
      'test_remove_multi_permissions',
      () => new lambda.RemovePermissionCommand({ FunctionName, StatementId: 'non-existent' }),
      'ResourceNotFoundException',
      404,
      () => 'Statement non-existent is not found in resource policy.',
    ],
    [
      'test_ops_on_nonexisting_fn get_policy',
      () => new lambda.GetPolicyCommand({ FunctionName, Qualifier: 'live' }),
      'ResourceNotFoundException',
      404,
      () => 'The resource you requested does not exist.',
    ],
    [
      'test_publish_with_wrong_revisionid',
      () => new lambda.PublishVersionCommand({ FunctionName, RevisionId: '3c4d2ed9-b76f-4f0c-b0f1-3a4a6b1c0d11' }),
      'PreconditionFailedException',
      412,
      () => outdated('GetFunction/GetAlias'),
    ],
    [
      'test_publish_with_wrong_sha256',
      () => new lambda.PublishVersionCommand({ FunctionName, CodeSha256: 'wrong' }),
      'InvalidParameterValueException',
      400,
      () =>
        /^CodeSHA256 \(wrong\) is different from current CodeSHA256 in \$LATEST \(.+\)\. Please try again with the CodeSHA256 in \$LATEST\.$/,
    ],
    [
      'test_create_lambda_exceptions role',
      () => createFunction({ Role: 'r1' }),
      'ValidationException',
      400,
      () => /Value 'r1' at 'role'/,
    ],
    [
      'test_create_lambda_exceptions runtime',
      () => createFunction({ Runtime: 'wrong' as 'nodejs22.x' }),
      'InvalidParameterValueException',
      400,
      () => /^Value wrong at 'runtime' failed/,
    ],
    [
      'test_create_lambda_exceptions zip',
      () => createFunction({ Code: { ZipFile: new Uint8Array([1, 2, 3]) } }),
      'InvalidParameterValueException',
      400,
      () => 'Could not unzip uploaded file. Please check your file, then try to upload again.',
    ],
    [
      'test_large_environment_variables_fails',
      () => createFunction({ Environment: { Variables: { LARGE: 'x'.repeat(5000) } } }),
      'InvalidParameterValueException',
      400,
      () =>
        /^Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit\. String measured: /,
    ],
    [
      'test_ops_with_arn_qualifier_mismatch',
      () => new lambda.DeleteFunctionCommand({ FunctionName, Qualifier: '$LATEST' }),
      'InvalidParameterValueException',
      400,
      () => '$LATEST version cannot be deleted without deleting the function.',
    ],
    [
      'test_invoke_exceptions',
      () => new lambda.InvokeCommand({ FunctionName: 'none' }),
      'ResourceNotFoundException',
      404,
      absent('none:$LATEST'),
    ],
    [
      'test_lambda_alias_moving',
      () => new lambda.InvokeCommand({ FunctionName, Qualifier: 'none' }),
      'ResourceNotFoundException',
      404,
      absent('recorded:none'),
    ],
    [
      'test_lambda_invoke_payload_encoding_error',
      () => new lambda.InvokeCommand({ FunctionName, Payload: '{no json' }),
      'InvalidRequestContentException',
      400,
      () => /^Could not parse request body into json: /,
    ],
    [
      'test_url_config_list_paging',
      () => new lambda.ListFunctionUrlConfigsCommand({ FunctionName: 'none' }),
      'ResourceNotFoundException',
      404,
      () => 'Function does not exist',
    ],
    [
      'test_function_concurrency_exceptions',
      () => new lambda.DeleteFunctionConcurrencyCommand({ FunctionName: 'none' }),
      'ResourceNotFoundException',
      404,
      absent('none'),
    ],
  ]
  it.each(facts)('%s', async (_, command, name, status, message) => {
    const sent = await command()
    const met = await refusalOf(() => account.lambda.send(sent as lambda.GetFunctionCommand))
    expect(met).toEqual(refused(name, status, message()))
  })
})

describe('IAM, STS, CloudWatch Logs and S3', () => {
  const upload = { Bucket: 'recorded-facts', Key: 'k', UploadId: 'fakeid' }
  const assume = (RoleArn: string, RoleSessionName = 'session') =>
    account.sts.send(new sts.AssumeRoleCommand({ RoleArn, RoleSessionName }))
  const noUpload =
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.'
  const facts: [
    record: string,
    send: () => Promise<unknown>,
    name: string,
    status: number,
    message: string | RegExp,
  ][] = [
    [
      'test_create_role_with_malformed_assume_role_policy_document',
      () => account.iam.send(new iam.CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument: '{no json' })),
      'MalformedPolicyDocumentException',
      400,
      'This policy contains invalid Json',
    ],
    [
      'test_sts_invalid_parameters malformed-arn',
      () => assume('nothing-valid-in-here'),
      'ValidationError',
      400,
      'nothing-valid-in-here is invalid',
    ],
    [
      'test_sts_invalid_parameters session',
      () => assume('arn:aws:iam::111111111111:role/x', 'Session1:2'),
      'ValidationError',
      400,
      /Value 'Session1:2' at 'roleSessionName'/,
    ],
    [
      'test_create_log_group_duplicate_error',
      () => account.logs.send(new logs.CreateLogGroupCommand({ logGroupName: 'recorded' })),
      'ResourceAlreadyExistsException',
      400,
      'The specified log group already exists',
    ],
    [
      'test_filter_log_events_limit_validation',
      () => account.logs.send(new logs.FilterLogEventsCommand({ logGroupName: 'recorded', limit: 10_001 })),
      'InvalidParameterException',
      400,
      "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
    ],
    [
      'test_filter_log_events_unknown_token',
      () => account.logs.send(new logs.FilterLogEventsCommand({ logGroupName: 'recorded', nextToken: 'unknown' })),
      'InvalidParameterException',
      400,
      'The specified nextToken is invalid.',
    ],
    [
      'test_resource_does_not_exist',
      () => account.logs.send(new logs.FilterLogEventsCommand({ logGroupName: 'none' })),
      'ResourceNotFoundException',
      400,
      'The specified log group does not exist.',
    ],
    [
      'test_get_object_no_such_bucket',
      () => account.s3.send(new s3.GetObjectCommand({ Bucket: 'no-such-bucket-here', Key: 'k' })),
      'NoSuchBucket',
      404,
      'The specified bucket does not exist',
    ],
    [
      'test_bucket_does_not_exist',
      () => account.s3.send(new s3.ListObjectsV2Command({ Bucket: 'no-such-bucket-here' })),
      'NoSuchBucket',
      404,
      'The specified bucket does not exist',
    ],
    [
      'test_list_objects_v2_continuation_start_after',
      () => account.s3.send(new s3.ListObjectsV2Command({ Bucket: 'recorded-facts', ContinuationToken: 'wrong' })),
      'InvalidArgument',
      400,
      'The continuation token provided is incorrect',
    ],
    [
      'test_multipart_no_such_upload upload',
      () => account.s3.send(new s3.UploadPartCommand({ ...upload, PartNumber: 1, Body: 'x' })),
      'NoSuchUpload',
      404,
      noUpload,
    ],
    [
      'test_multipart_no_such_upload complete',
      () =>
        account.s3.send(
          new s3.CompleteMultipartUploadCommand({
            ...upload,
            MultipartUpload: { Parts: [{ ETag: 'e', PartNumber: 1 }] },
          }),
        ),
      'NoSuchUpload',
      404,
      noUpload,
    ],
    [
      'test_multipart_no_such_upload abort',
      () => account.s3.send(new s3.AbortMultipartUploadCommand(upload)),
      'NoSuchUpload',
      404,
      noUpload,
    ],
  ]
  it.each(facts)('%s', async (_, send, name, status, message) => {
    expect(await refusalOf(send)).toEqual(refused(name, status, message))
  })
})

countFacts()

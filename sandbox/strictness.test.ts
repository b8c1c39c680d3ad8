/**
 * Rules of AWS beyond its models: what each service refuses, with its code, status and words. Each row names where the rule
 * stands. `constraints.test.ts` has what the models say.
 */
import { createHash } from 'node:crypto'
import { request } from 'node:http'
import * as gateway from '@aws-sdk/client-api-gateway'
import * as cloudWatch from '@aws-sdk/client-cloudwatch'
import * as iam from '@aws-sdk/client-iam'
import * as lambda from '@aws-sdk/client-lambda'
import * as tagging from '@aws-sdk/client-resource-groups-tagging-api'
import * as s3 from '@aws-sdk/client-s3'
import * as sagemaker from '@aws-sdk/client-sagemaker'
import { AwsClient } from 'aws4fetch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from './testing/account'
import { functionZip } from './testing/function-zip'
import { refusalOf, refused } from './testing/recorded'
import { retried } from './testing/wait'

const zip = functionZip('export const handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) })')
const statement = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }
const policy = (one: object, Version = '2012-10-17') => JSON.stringify({ Version, Statement: [one] })

const FunctionName = 'strict'
let account: TestAccount
let other: TestAccount
let roleArn = ''
let modelRoleArn = ''
let restApiId = ''
let resourceId = ''
const functionArn = (place: { accountId?: string; region?: string } = {}) =>
  `arn:aws:lambda:${place.region ?? account.region}:${place.accountId ?? account.accountId}:function:${FunctionName}`
const uriOf = (service: string, region = account.region) =>
  `arn:aws:apigateway:${region}:${service}:path/2015-03-31/functions/${functionArn()}/invocations`

beforeAll(async () => {
  account = await createTestAccount({ seed: false })
  other = await createTestAccount({ seed: false })
  const role = await account.iam.send(
    new iam.CreateRoleCommand({ RoleName: 'strict', AssumeRolePolicyDocument: policy(statement) }),
  )
  roleArn = role.Role?.Arn ?? ''
  const modelTrust = { ...statement, Principal: { Service: 'sagemaker.amazonaws.com' } }
  const modelRole = await account.iam.send(
    new iam.CreateRoleCommand({ RoleName: 'strict-model', AssumeRolePolicyDocument: policy(modelTrust) }),
  )
  modelRoleArn = modelRole.Role?.Arn ?? ''
  await retried(() => account.lambda.send(createFunction({ FunctionName })), /role/)
  await account.pass(60_000)
  const api = await account.apiGateway.send(new gateway.CreateRestApiCommand({ name: 'strict' }))
  restApiId = api.id ?? ''
  resourceId = api.rootResourceId ?? ''
  await account.apiGateway.send(
    new gateway.PutMethodCommand({ restApiId, resourceId, httpMethod: 'ANY', authorizationType: 'NONE' }),
  )
  await account.apiGateway.send(integration({ type: 'AWS_PROXY', uri: uriOf('lambda') }))
  await account.apiGateway.send(new gateway.CreateDeploymentCommand({ restApiId, stageName: 's1' }))
  await account.lambda.send(
    new lambda.AddPermissionCommand({
      FunctionName,
      StatementId: 'gateway',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    }),
  )
  await account.s3.send(new s3.CreateBucketCommand({ Bucket: 'strict-bucket' }))
  await account.s3.send(new s3.PutObjectCommand({ Bucket: 'strict-bucket', Key: 'one', Body: 'one' }))
})
afterAll(() => Promise.all([account.close(), other.close()]))

const createFunction = (more: Partial<lambda.CreateFunctionCommandInput>) =>
  new lambda.CreateFunctionCommand({
    FunctionName: 'other',
    Role: roleArn,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Code: { ZipFile: zip },
    ...more,
  })
const integration = (more: Partial<gateway.PutIntegrationCommandInput>) =>
  new gateway.PutIntegrationCommand({
    restApiId,
    resourceId,
    httpMethod: 'ANY',
    type: 'AWS_PROXY',
    integrationHttpMethod: 'POST',
    ...more,
  })
const trusting = (one: object, version?: string) =>
  new iam.UpdateAssumeRolePolicyCommand({
    RoleName: 'strict',
    PolicyDocument: policy({ ...statement, ...one }, version),
  })
const permitting = (one: object, version?: string) =>
  new iam.PutRolePolicyCommand({
    RoleName: 'strict',
    PolicyName: 'p',
    PolicyDocument: policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...one }, version),
  })
const keyArn = (name: string) => `arn:aws:kms:${account.region}:${account.accountId}:${name}`
const layer = (name: string, version = 1, { accountId = '770693421928', region = account.region } = {}) =>
  `arn:aws:lambda:${region}:${accountId}:layer:${name}:${version}`
const put = (more: Partial<s3.PutObjectCommandInput>) =>
  new s3.PutObjectCommand({ Bucket: 'strict-bucket', Key: 'one', Body: 'two', ...more })
const get = (more: Partial<s3.GetObjectCommandInput>) =>
  new s3.GetObjectCommand({ Bucket: 'strict-bucket', Key: 'one', ...more })
const tagTwice = (keys: string[]) =>
  new s3.PutObjectTaggingCommand({
    ...{ Bucket: 'strict-bucket', Key: 'one' },
    Tagging: { TagSet: keys.map((Key) => ({ Key, Value: 'a' })) },
  })
const etag = `"${createHash('md5').update('one').digest('hex')}"`
const stage = (path: string, value: string, op: gateway.Op = 'replace') =>
  new gateway.UpdateStageCommand({ restApiId, stageName: 's1', patchOperations: [{ op, path, value }] })
const model = (container: object, more: Partial<sagemaker.CreateModelCommandInput> = {}) =>
  new sagemaker.CreateModelCommand({
    ModelName: 'strict',
    ExecutionRoleArn: modelRoleArn,
    PrimaryContainer: container as sagemaker.ContainerDefinition,
    ...more,
  })
const image = () => `683313688378.dkr.ecr.${account.region}.amazonaws.com/a:1`
const unreadable = (place: string) =>
  `Could not access model data at ${place}. Please ensure that the role "${modelRoleArn}" exists and that its trust relationship policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com". Also ensure that the role has "s3:GetObject" permissions and that the object is located in ${account.region}. If your Model uses multiple models or uncompressed models, please ensure that the role has "s3:ListBucket" permission.`
const statistics = (more: Partial<cloudWatch.GetMetricStatisticsCommandInput>) =>
  new cloudWatch.GetMetricStatisticsCommand({
    Namespace: 'AWS/Lambda',
    MetricName: 'Invocations',
    StartTime: new Date('2026-11-24T10:00:00Z'),
    EndTime: new Date('2026-11-24T11:00:00Z'),
    Period: 60,
    Statistics: ['Sum'],
    ...more,
  })

/** Operations whose path and method are those of one that the sandbox has. */
const one = { Bucket: 'strict-bucket', Key: 'one' }
const lacking = {
  CopyObject: () => new s3.CopyObjectCommand({ ...one, CopySource: 'strict-bucket/one' }),
  PutBucketTagging: () =>
    new s3.PutBucketTaggingCommand({ Bucket: one.Bucket, Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } }),
  DeleteBucketTagging: () => new s3.DeleteBucketTaggingCommand({ Bucket: one.Bucket }),
  GetObjectAcl: () => new s3.GetObjectAclCommand(one),
  PutBucketPolicy: () => new s3.PutBucketPolicyCommand({ Bucket: one.Bucket, Policy: '{}' }),
  DeleteBucketPolicy: () => new s3.DeleteBucketPolicyCommand({ Bucket: one.Bucket }),
  PutBucketVersioning: () =>
    new s3.PutBucketVersioningCommand({ Bucket: one.Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  'a part of GetObject': () => get({ PartNumber: 1 }),
  'a version of GetObject': () => get({ VersionId: 'a' }),
}

type Row = [
  point: string,
  source: string,
  command: () => object,
  code: string,
  status: number,
  message: () => string | RegExp,
]

const noArtifacts = 'https://github.com/philschmid/llm-sagemaker-sample/issues/2'
const wrongPrincipal = 'The provided principal was invalid. Please check the principal and try again.'
const noService = 'https://github.com/serverless/serverless/issues/5365'
const noRole = 'https://dev.to/prithvijj/resolving-provided-principal-was-invalid-for-awslambdapermission-49jp'
const invalidForGrant = (exception: string) =>
  `Lambda was unable to configure access to your environment variables because the KMS key is invalid for CreateGrant. Please check your KMS key settings. KMS Exception: ${exception}`
const invalidSchema =
  'Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]'
const moto = 'https://github.com/getmoto/moto/blob/master/tests/test_iam/test_iam_policies.py'
const lambdaRecords =
  'https://github.com/localstack/localstack/blob/master/tests/aws/services/lambda_/test_lambda_api.snapshot.json'
const s3Records = 'https://github.com/localstack/localstack/blob/master/tests/aws/services/s3/test_s3_api.snapshot.json'
const s3WholeRecords =
  'https://github.com/localstack/localstack/blob/master/tests/aws/services/s3/test_s3.snapshot.json'
const gatewayRecords =
  'https://github.com/localstack/localstack/blob/master/tests/aws/services/apigateway/test_apigateway_api.snapshot.json'
const principals = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html'
const cloudWatchRecords =
  'https://github.com/localstack/localstack/blob/master/tests/aws/services/cloudwatch/test_cloudwatch.snapshot.json'

const rows: Record<string, Row[]> = {
  iam: [
    [
      'trust of an unknown service',
      'https://github.com/aws-samples/aws-cdk-examples/issues/801',
      () => trusting({ Principal: { Service: 'nothing.amazonaws.com' } }),
      'MalformedPolicyDocumentException',
      400,
      () => 'Invalid principal in policy: "SERVICE":"nothing.amazonaws.com"',
    ],
    [
      'trust of a role that is not there',
      'https://github.com/hashicorp/terraform-provider-aws/issues/8905',
      () => trusting({ Principal: { AWS: `arn:aws:iam::${account.accountId}:role/nobody` } }),
      'MalformedPolicyDocumentException',
      400,
      () => `Invalid principal in policy: "AWS":"arn:aws:iam::${account.accountId}:role/nobody"`,
    ],
    [
      'trust of an account that is not there',
      principals,
      () => trusting({ Principal: { AWS: '999999999999' } }),
      'MalformedPolicyDocumentException',
      400,
      () => 'Invalid principal in policy: "AWS":"999999999999"',
    ],
    [
      'trust of a role in an account that is not there',
      'https://github.com/aws-samples/aws-iam-access-key-auto-rotation/issues/26',
      () => trusting({ Principal: { AWS: 'arn:aws:iam::999999999999:role/other' } }),
      'MalformedPolicyDocumentException',
      400,
      () => 'Invalid principal in policy: "AWS":"arn:aws:iam::999999999999:role/other"',
    ],
    [
      'trust of a role that another account does not have',
      'https://github.com/hashicorp/terraform-provider-aws/issues/8905',
      () => trusting({ Principal: { AWS: `arn:aws:iam::${other.accountId}:role/nobody` } }),
      'MalformedPolicyDocumentException',
      400,
      () => `Invalid principal in policy: "AWS":"arn:aws:iam::${other.accountId}:role/nobody"`,
    ],
    [
      'trust of a root without a partition',
      'https://github.com/aws-cloudformation/cfn-lint/issues/4287',
      () => trusting({ Principal: { AWS: `arn:aws::iam::${account.accountId}:root` } }),
      'MalformedPolicyDocumentException',
      400,
      () => `Invalid principal in policy: "AWS":"arn:aws::iam::${account.accountId}:root"`,
    ],
    [
      'trust of a principal that is no ARN',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
      () => trusting({ Principal: { AWS: 'somebody' } }),
      'MalformedPolicyDocumentException',
      400,
      () => 'Invalid principal in policy: "AWS":"somebody"',
    ],
    [
      'trust of nobody',
      moto,
      () => trusting({ Principal: {} }),
      'MalformedPolicyDocumentException',
      400,
      () => 'AssumeRole policy must contain principals.',
    ],
    [
      'trust of a provider that can be none',
      'https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2594',
      () => trusting({ Principal: { Federated: 'provider' }, Action: 'sts:AssumeRoleWithWebIdentity' }),
      'MalformedPolicyDocumentException',
      400,
      () => 'Federated principals must be valid domain names or SAML metadata ARNs',
    ],
    [
      'trust of another action',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-custom.html',
      () => trusting({ Action: 'lambda:InvokeFunction' }),
      'MalformedPolicyDocumentException',
      400,
      () => 'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    [
      'trust of an unknown version',
      moto,
      () => trusting({}, '2013-10-17'),
      'MalformedPolicyDocumentException',
      400,
      () => 'Syntax errors in policy.',
    ],
    [
      'trust with a resource',
      moto,
      () => trusting({ Resource: '*' }),
      'MalformedPolicyDocumentException',
      400,
      () => 'Has prohibited field Resource',
    ],
    [
      'policy of an unknown version',
      moto,
      () => permitting({}, '2013-10-17'),
      'MalformedPolicyDocumentException',
      400,
      () => 'Syntax errors in policy.',
    ],
    [
      'policy with an unknown element',
      moto,
      () => permitting({ Extra: 1 }),
      'MalformedPolicyDocumentException',
      400,
      () => 'Syntax errors in policy.',
    ],
    [
      'policy with an unknown operator',
      moto,
      () => permitting({ Condition: { DateLessThanMistake: { a: 'b' } } }),
      'MalformedPolicyDocumentException',
      400,
      () => 'Syntax errors in policy.',
    ],
    [
      'action without a prefix',
      moto,
      () => permitting({ Action: 'invalid' }),
      'MalformedPolicyDocumentException',
      400,
      () => 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    ],
    [
      'action with two colons',
      moto,
      () => permitting({ Action: 'a:b:c' }),
      'MalformedPolicyDocumentException',
      400,
      () => 'Actions/Condition can contain only one colon.',
    ],
    [
      'action of a vendor that cannot be',
      moto,
      () => permitting({ Action: 'a a:ListBucket' }),
      'MalformedPolicyDocumentException',
      400,
      () => 'Vendor a a is not valid',
    ],
    [
      'resource that is no ARN',
      moto,
      () => permitting({ Resource: 'invalid resource' }),
      'MalformedPolicyDocumentException',
      400,
      () => 'Resource invalid resource must be in ARN format or "*".',
    ],
    [
      'resource of an unknown partition',
      moto,
      () => permitting({ Resource: 'arn:error:s3::example_bucket' }),
      'MalformedPolicyDocumentException',
      400,
      () => /^Partition "error" is not valid for resource "arn:error:s3:/,
    ],
    [
      'two statements of one id',
      moto,
      () =>
        new iam.PutRolePolicyCommand({
          RoleName: 'strict',
          PolicyName: 'p',
          PolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [1, 2].map(() => ({ Sid: 'a', Effect: 'Allow', Action: 's3:Get*', Resource: '*' })),
          }),
        }),
      'MalformedPolicyDocumentException',
      400,
      () => 'Statement IDs (SID) in a single policy must be unique.',
    ],
    [
      'a description with a control character',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
      () =>
        new iam.CreateRoleCommand({
          ...{ RoleName: 'strict-other', Description: 'a\u0001b' },
          AssumeRolePolicyDocument: policy(statement),
        }),
      'ValidationError',
      400,
      () =>
        /^1 validation error detected: Value 'a\?b' at 'description' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
    ],
    [
      'tag keys that differ by case',
      'https://github.com/github-aws-runners/terraform-aws-github-runner/pull/1346',
      () =>
        new iam.TagRoleCommand({
          RoleName: 'strict',
          Tags: [
            { Key: 'Owner', Value: 'a' },
            { Key: 'owner', Value: 'b' },
          ],
        }),
      'InvalidInputException',
      400,
      () => 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ],
    [
      'tag keys of AWS',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html',
      () => new iam.TagRoleCommand({ RoleName: 'strict', Tags: [{ Key: 'aws:owner', Value: 'a' }] }),
      'InvalidInputException',
      400,
      () => 'Tag keys cannot start with the reserved prefix aws:',
    ],
  ],
  lambda: [
    [
      'function of another region',
      lambdaRecords,
      () => new lambda.GetFunctionCommand({ FunctionName: functionArn({ region: 'eu-west-3' }) }),
      'ResourceNotFoundException',
      404,
      () => `Functions from 'eu-west-3' are not reachable in this region ('${account.region}')`,
    ],
    [
      'function of another account',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
      () => new lambda.GetFunctionCommand({ FunctionName: functionArn({ accountId: '999999999999' }) }),
      'AccessDeniedException',
      403,
      () =>
        `User: arn:aws:iam::${account.accountId}:user/admin is not authorized to perform: lambda:GetFunction on resource: ${functionArn({ accountId: '999999999999' })} because no resource-based policy allows the lambda:GetFunction action`,
    ],
    [
      'invocation in another account',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
      () => new lambda.InvokeCommand({ FunctionName: functionArn({ accountId: '999999999999' }) }),
      'AccessDeniedException',
      403,
      () =>
        `User: arn:aws:iam::${account.accountId}:user/admin is not authorized to perform: lambda:InvokeFunction on resource: ${functionArn({ accountId: '999999999999' })} because no resource-based policy allows the lambda:InvokeFunction action`,
    ],
    [
      'a streamed invocation in another region',
      lambdaRecords,
      () => new lambda.InvokeWithResponseStreamCommand({ FunctionName: functionArn({ region: 'eu-west-3' }) }),
      'ResourceNotFoundException',
      404,
      () => `Functions from 'eu-west-3' are not reachable in this region ('${account.region}')`,
    ],
    [
      'six layers',
      lambdaRecords,
      () => createFunction({ Layers: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => layer(name)) }),
      'InvalidParameterValueException',
      400,
      () => 'Cannot reference more than 5 layers.',
    ],
    [
      'a layer of another region',
      lambdaRecords,
      () => createFunction({ Layers: [layer('a', 1, { region: 'eu-west-3' })] }),
      'InvalidParameterValueException',
      400,
      () => `Layers are not in the same region as the function. Layers are expected to be in region ${account.region}.`,
    ],
    [
      'a layer that is not there',
      lambdaRecords,
      () => createFunction({ Layers: [layer('gone', 9, { accountId: account.accountId })] }),
      'InvalidParameterValueException',
      400,
      () => `Layer version ${layer('gone', 9, { accountId: account.accountId })} does not exist.`,
    ],
    [
      'two versions of a layer',
      lambdaRecords,
      () => createFunction({ Layers: [layer('a', 1), layer('a', 2)] }),
      'InvalidParameterValueException',
      400,
      () =>
        `Two different versions of the same layer are not allowed to be referenced in the same function. ${layer('a', 1)} and ${layer('a', 2)} are versions of the same layer.`,
    ],
    [
      'all concurrency reserved',
      lambdaRecords,
      () => new lambda.PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 901 }),
      'InvalidParameterValueException',
      400,
      () =>
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    ],
    [
      'a principal that is none',
      lambdaRecords,
      () =>
        new lambda.AddPermissionCommand({
          FunctionName,
          StatementId: 'x',
          Action: 'lambda:InvokeFunction',
          Principal: 'invalid.nonaws.com',
        }),
      'InvalidParameterValueException',
      400,
      () => wrongPrincipal,
    ],
    ...(
      [
        ['a service that AWS does not have', noService, () => 'nothing.amazonaws.com'],
        ['a service by the suffix of China', noService, () => 'apigateway.amazonaws.com.cn'],
        [
          'S3 by the suffix of China',
          'https://github.com/DataDog/datadog-serverless-functions/issues/346',
          () => 's3.amazonaws.com.cn',
        ],
        ['all of AWS', 'https://github.com/Pocket/terraform-modules/pull/1037', () => 'amazonaws.com'],
        ['an account that is not there', principals, () => '999999999999'],
        ['a role that is not there', noRole, () => `arn:aws:iam::${account.accountId}:role/nobody`],
        ['a role of an account that is not there', noRole, () => 'arn:aws:iam::999999999999:role/other'],
        ['a role that another account does not have', noRole, () => `arn:aws:iam::${other.accountId}:role/nobody`],
      ] as [point: string, source: string, principal: () => string][]
    ).map(
      ([point, source, principal]): Row => [
        `a permission for ${point}`,
        source,
        () =>
          new lambda.AddPermissionCommand({
            FunctionName,
            StatementId: 'x',
            Action: 'lambda:InvokeFunction',
            Principal: principal(),
          }),
        'InvalidParameterValueException',
        400,
        () => wrongPrincipal,
      ],
    ),
    [
      'variables under a key that is not there',
      'https://github.com/boto/botocore/issues/2107',
      () => createFunction({ KMSKeyArn: keyArn('key/gone'), Environment: { Variables: { NAME: 'a' } } }),
      'InvalidParameterValueException',
      400,
      () => invalidForGrant(`NotFoundException KMS Message: Key '${keyArn('key/gone')}' does not exist`),
    ],
    [
      'variables under an alias of a key',
      'https://github.com/hashicorp/terraform/issues/20813',
      () => createFunction({ KMSKeyArn: keyArn('alias/strict'), Environment: { Variables: { NAME: 'a' } } }),
      'InvalidParameterValueException',
      400,
      () => invalidForGrant('InvalidArnException KMS Message: Key Aliases are not supported for this operation.'),
    ],
    [
      'a new function of another account',
      lambdaRecords,
      () => createFunction({ FunctionName: functionArn({ accountId: '999999999999' }) }),
      'AccessDeniedException',
      403,
      () =>
        `User: arn:aws:iam::${account.accountId}:user/admin is not authorized to perform: lambda:CreateFunction on resource: ${functionArn({ accountId: '999999999999' })} because no resource-based policy allows the lambda:CreateFunction action`,
    ],
    [
      'a new function of another region',
      lambdaRecords,
      () => createFunction({ FunctionName: functionArn({ region: 'eu-west-3' }) }),
      'ResourceNotFoundException',
      404,
      () => `Functions from 'eu-west-3' are not reachable in this region ('${account.region}')`,
    ],
    [
      'tags of a function of another account',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
      () => new lambda.TagResourceCommand({ Resource: functionArn({ accountId: '999999999999' }), Tags: { a: 'b' } }),
      'AccessDeniedException',
      403,
      () =>
        `User: arn:aws:iam::${account.accountId}:user/admin is not authorized to perform: lambda:TagResource on resource: ${functionArn({ accountId: '999999999999' })} because no resource-based policy allows the lambda:TagResource action`,
    ],
    [
      'tags of a function of another region',
      lambdaRecords,
      () => new lambda.ListTagsCommand({ Resource: functionArn({ region: 'eu-west-3' }) }),
      'ResourceNotFoundException',
      404,
      () => `Functions from 'eu-west-3' are not reachable in this region ('${account.region}')`,
    ],
    [
      '10,241 MB of /tmp',
      'https://docs.aws.amazon.com/lambda/latest/dg/API_EphemeralStorage.html',
      () => createFunction({ EphemeralStorage: { Size: 10_241 } }),
      'ValidationException',
      400,
      () =>
        "1 validation error detected: Value '10241' at 'ephemeralStorage.size' failed to satisfy constraint: Member must have value less than or equal to 10240",
    ],
    [
      'an action that is none',
      'https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html',
      () =>
        new lambda.AddPermissionCommand({
          FunctionName,
          StatementId: 'x',
          Action: 'lambda:Invoke Function',
          Principal: '*',
        }),
      'ValidationException',
      400,
      () =>
        /^1 validation error detected: Value 'lambda:Invoke Function' at 'action' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
    ],
    ...(
      [
        [
          'an action that Lambda does not have',
          'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html',
          { Action: 'lambda:InvokeFunctions' },
          'The provided action was invalid. Please check the action and try again.',
        ],
        [
          'the type of a URL beside another action',
          'https://github.com/RJPearson94/terraform-aws-open-next/issues/73',
          { Action: 'lambda:InvokeFunction', FunctionUrlAuthType: 'NONE' },
          'FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action',
        ],
        [
          'calls by a URL beside another action',
          'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
          { Action: 'lambda:InvokeFunctionUrl', InvokedViaFunctionUrl: true },
          'InvokedViaFunctionUrl is only supported for lambda:InvokeFunction action',
        ],
      ] as [point: string, source: string, more: Partial<lambda.AddPermissionCommandInput>, words: string][]
    ).map(
      ([point, source, more, words]): Row => [
        `a permission for ${point}`,
        source,
        () =>
          new lambda.AddPermissionCommand({
            ...{ FunctionName, StatementId: 'x', Action: 'lambda:InvokeFunction', Principal: '*' },
            ...more,
          }),
        'InvalidParameterValueException',
        400,
        () => words,
      ],
    ),
    ...Object.entries({
      'a function': (name: string) => new lambda.GetFunctionCommand({ FunctionName: name }),
      'a new function': (name: string) => createFunction({ FunctionName: name }),
      'an invocation': (name: string) => new lambda.InvokeCommand({ FunctionName: name }),
      'tags of a function': (name: string) => new lambda.ListTagsCommand({ Resource: name }),
    }).map(
      ([point, command]): Row => [
        `${point} of another partition`,
        'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html',
        () => command(functionArn().replace('arn:aws:', 'arn:aws-cn:')),
        'ResourceNotFoundException',
        404,
        () => `Function not found: ${functionArn().replace('arn:aws:', 'arn:aws-cn:')}`,
      ],
    ),
    [
      'a source that is no ARN',
      'https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html',
      () =>
        new lambda.AddPermissionCommand({
          FunctionName,
          StatementId: 'x',
          Action: 'lambda:InvokeFunction',
          Principal: '*',
          SourceArn: 'here',
        }),
      'ValidationException',
      400,
      () =>
        /^1 validation error detected: Value 'here' at 'sourceArn' failed to satisfy constraint: Member must satisfy regular expression pattern/,
    ],
    [
      'tag keys of AWS',
      'https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html',
      () => createFunction({ Tags: { 'AWS:owner': 'a' } }),
      'InvalidParameterValueException',
      400,
      () => 'Tag keys cannot start with the reserved prefix aws: AWS:owner',
    ],
    [
      'a timeout of 901 s',
      'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
      () => createFunction({ Timeout: 901 }),
      'ValidationException',
      400,
      () =>
        "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900",
    ],
    [
      '511 MB of /tmp',
      'https://docs.aws.amazon.com/lambda/latest/api/API_EphemeralStorage.html',
      () => createFunction({ EphemeralStorage: { Size: 511 } }),
      'ValidationException',
      400,
      () =>
        "1 validation error detected: Value '511' at 'ephemeralStorage.size' failed to satisfy constraint: Member must have value greater than or equal to 512",
    ],
    [
      'an unknown tracing mode',
      'https://docs.aws.amazon.com/lambda/latest/api/API_TracingConfig.html',
      () => createFunction({ TracingConfig: { Mode: 'Sometimes' as 'Active' } }),
      'ValidationException',
      400,
      () =>
        "1 validation error detected: Value 'Sometimes' at 'tracingConfig.mode' failed to satisfy constraint: Member must satisfy enum value set: [Active, PassThrough]",
    ],
    [
      'an unknown architecture',
      lambdaRecords,
      () => createFunction({ Architectures: ['X86_64' as 'x86_64'] }),
      'ValidationException',
      400,
      () =>
        "1 validation error detected: Value '[X86_64]' at 'architectures' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64]]",
    ],
  ],
  apiGateway: [
    [
      'the name of a stage variable',
      'https://github.com/serverless/serverless/issues/6133',
      () => stage('/variables/owner:name', 'foo'),
      'BadRequestException',
      400,
      () => 'Invalid stage variable name: owner:name.  Please use names with only word characters.',
    ],
    [
      'the value of a stage variable',
      'https://github.com/sirceljm/aws-lambda-blog/issues/10',
      () => stage('/variables/owner', 'a$b'),
      'BadRequestException',
      400,
      () =>
        "Invalid stage variable value: a$b.  Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','.",
    ],
    [
      'a service that is none',
      'https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html',
      () => integration({ type: 'AWS', uri: uriOf('nothing'), credentials: roleArn }),
      'BadRequestException',
      400,
      () => 'AWS service of type nothing not supported',
    ],
    [
      'a region that is none',
      'https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html',
      () => integration({ uri: uriOf('lambda', 'moon-1') }),
      'BadRequestException',
      400,
      () => 'Invalid ARN specified in the request',
    ],
    [
      'a function of another partition',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html',
      () => integration({ uri: uriOf('lambda').replace('arn:aws:', 'arn:aws-cn:') }),
      'BadRequestException',
      400,
      () => 'Invalid ARN specified in the request',
    ],
    [
      'a cache key that the method does not declare',
      'https://theburningmonk.com/2016/04/serverless-enable-caching-on-query-string-parameters-in-api-gateway/',
      () => integration({ uri: uriOf('lambda'), cacheKeyParameters: ['method.request.querystring.page'] }),
      'BadRequestException',
      400,
      () => 'Invalid cache key parameter specified',
    ],
    [
      'an update to a cache key that the method does not declare',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
      () =>
        new gateway.UpdateIntegrationCommand({
          ...{ restApiId, resourceId, httpMethod: 'ANY' },
          patchOperations: [{ op: 'add', path: '/cacheKeyParameters/method.request.querystring.page' }],
        }),
      'BadRequestException',
      400,
      () => 'Invalid cache key parameter specified',
    ],
    [
      'a document with a cache key that its operation does not declare',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
      () =>
        new gateway.PutRestApiCommand({
          restApiId,
          mode: 'merge',
          body: Buffer.from(
            JSON.stringify({
              openapi: '3.0.1',
              info: { title: 'strict', version: '1' },
              paths: {
                '/cached': {
                  get: {
                    'x-amazon-apigateway-integration': {
                      type: 'aws_proxy',
                      httpMethod: 'POST',
                      uri: uriOf('lambda'),
                      cacheKeyParameters: ['method.request.querystring.page'],
                    },
                  },
                },
              },
            }),
          ),
        }),
      'BadRequestException',
      400,
      () => /^Errors found during import:\n\t.*Invalid cache key parameter specified/,
    ],
    [
      'a header that the method does not declare',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html',
      () =>
        integration({
          uri: uriOf('lambda'),
          requestParameters: { 'integration.request.header.a': 'method.request.header.b' },
        }),
      'BadRequestException',
      400,
      () =>
        'Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.request.header.b]',
    ],
    [
      'an update to a header that the method does not declare',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html',
      () =>
        new gateway.UpdateIntegrationCommand({
          ...{ restApiId, resourceId, httpMethod: 'ANY' },
          patchOperations: [
            { op: 'add', path: '/requestParameters/integration.request.header.a', value: 'method.request.header.b' },
          ],
        }),
      'BadRequestException',
      400,
      () =>
        'Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.request.header.b]',
    ],
    [
      'an API described by nothing',
      gatewayRecords,
      () => new gateway.CreateRestApiCommand({ name: 'x', description: '' }),
      'BadRequestException',
      400,
      () => 'Description cannot be an empty string',
    ],
    // Descriptions of APIs, deployments and stages have no limit here: AWS's models, its quotas page, CloudFormation's reference,
    // localstack's records and the issues of Terraform, the CDK and Serverless name none.
    [
      'a key described at length',
      'https://github.com/localstack/localstack/blob/master/tests/aws/services/apigateway/test_apigateway_extended.snapshot.json',
      () => new gateway.CreateApiKeyCommand({ name: 'x', description: 'a'.repeat(125_001) }),
      'BadRequestException',
      400,
      () => 'Invalid API Key description specified.',
    ],
    ...['aws:owner', 'AWS:owner'].map(
      (key): Row => [
        `a tag key of AWS, ${key}`,
        'https://github.com/serverless/serverless/issues/9223',
        () => new gateway.CreateRestApiCommand({ name: 'x', tags: { [key]: 'a' } }),
        'BadRequestException',
        400,
        () => "Invalid tag key. Tag keys cannot start with 'aws:' (case insensitive)",
      ],
    ),
    // The model has no pattern; of the two pages on tags this one allows less, and the guide also `@` and blanks.
    ...(
      [{ 'ow@ner': 'a' }, { 'ow;ner': 'a' }, { owner: 'a b' }, { propriétaire: 'a' }] as Record<string, string>[]
    ).map(
      (tags): Row => [
        `the characters of a tag, ${JSON.stringify(tags)}`,
        'https://docs.aws.amazon.com/apigateway/latest/api/API_TagResource.html',
        () => new gateway.CreateRestApiCommand({ name: 'x', tags }),
        'BadRequestException',
        400,
        () => /^Invalid tag (key: (ow[@;]ner|propriétaire)|value for key owner)$/,
      ],
    ),
    [
      'half a request of burst',
      'https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateStage-Patch',
      () => stage('/*/*/throttling/burstLimit', '1.5'),
      'BadRequestException',
      400,
      () => 'Invalid value specified: 1.5',
    ],
    [
      'a rate that is no number',
      'https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateStage-Patch',
      () => stage('/*/*/throttling/rateLimit', 'fast'),
      'BadRequestException',
      400,
      () => 'Invalid value specified: fast',
    ],
    ...(
      [
        ['that is no JSON', 'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateModel.html', '{'],
        [
          'of an unknown type',
          'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateModel.html',
          '{"type":"foo"}',
        ],
        [
          'with a word that draft 4 does not have',
          'https://github.com/amazon-archives/aws-apigateway-importer/issues/213',
          '{"properties":{"a":{"type":"string","example":"b"}}}',
        ],
        ['that requires nothing', 'https://github.com/aws/aws-cdk/issues/27433', '{"type":"object","required":[]}'],
        ['whose choices repeat', 'https://github.com/aws/aws-cdk/issues/18715', '{"type":"string","enum":["A","A"]}'],
      ] as [point: string, source: string, schema: string][]
    ).map(
      ([point, source, schema]): Row => [
        `a schema ${point}`,
        source,
        () => new gateway.CreateModelCommand({ restApiId, name: 'm', contentType: 'application/json', schema }),
        'BadRequestException',
        400,
        () => invalidSchema,
      ],
    ),
    [
      'a stage variable of 513 characters',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
      () => stage('/variables/owner', 'a'.repeat(513)),
      'BadRequestException',
      400,
      () => 'Stage variable values can have at most 512 characters',
    ],
    [
      'a stage variable’s name of 65 characters',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
      () => stage(`/variables/${'a'.repeat(65)}`, 'a'),
      'BadRequestException',
      400,
      () => 'Stage variable names can have at most 64 characters',
    ],
    [
      'a selection pattern that is none',
      'https://docs.aws.amazon.com/apigateway/latest/api/API_IntegrationResponse.html',
      () =>
        new gateway.PutIntegrationResponseCommand({
          ...{ restApiId, resourceId, httpMethod: 'ANY', statusCode: '200' },
          selectionPattern: '(',
        }),
      'BadRequestException',
      400,
      () => 'Invalid selection pattern specified: (',
    ],
    [
      'the export of an unknown kind',
      'https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html',
      () => new gateway.GetExportCommand({ restApiId, stageName: 's1', exportType: 'raml' }),
      'BadRequestException',
      400,
      () => 'Invalid export type specified: raml',
    ],
    [
      'an export as XML',
      'https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html',
      () =>
        new gateway.GetExportCommand({ restApiId, stageName: 's1', exportType: 'oas30', accepts: 'application/xml' }),
      'BadRequestException',
      400,
      () => 'Invalid accept type specified: application/xml',
    ],
    [
      'the export of a stage that is not there',
      'https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html',
      () => new gateway.GetExportCommand({ restApiId, stageName: 's2', exportType: 'oas30' }),
      'NotFoundException',
      404,
      () => 'Invalid stage identifier specified',
    ],
  ],
  sagemaker: [
    [
      'an image of another registry',
      'https://github.com/aws/sagemaker-python-sdk/issues/2506',
      () => model({ Image: 'docker.io/library/nginx:1' }),
      'ValidationException',
      400,
      () => 'Using non-ECR image "docker.io/library/nginx:1" without Vpc repository access mode is not supported.',
    ],
    [
      'an image of another region',
      'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-containers-inference-private.html',
      () => model({ Image: '683313688378.dkr.ecr.eu-west-3.amazonaws.com/a:1' }),
      'ValidationException',
      400,
      () =>
        `The ECR image "683313688378.dkr.ecr.eu-west-3.amazonaws.com/a:1" is in eu-west-3: an image has to be in the model's region ${account.region}.`,
    ],
    ...Object.entries({
      'a model': (ExecutionRoleArn: string) => model({ Image: image() }, { ExecutionRoleArn }),
      'an endpoint configuration': (ExecutionRoleArn: string) =>
        new sagemaker.CreateEndpointConfigCommand({
          EndpointConfigName: 'c',
          ProductionVariants: [{ VariantName: 'a', InstanceType: 'ml.m5.large', InitialInstanceCount: 1 }],
          ExecutionRoleArn,
        }),
    }).flatMap(([point, command]): Row[] =>
      (
        [
          ['a role that is not there', () => `arn:aws:iam::${account.accountId}:role/nobody`],
          ['a role that trusts another service', () => roleArn],
        ] as const
      ).map(([role, arn]) => [
        `${point} with ${role}`,
        'https://github.com/bentoml/BentoML/issues/892',
        () => command(arn()),
        'ValidationException',
        400,
        () =>
          `The execution role ARN "${arn()}" is invalid. Please ensure that the role exists and that its trust relationship policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com".`,
      ]),
    ),
    [
      'artifacts that are not there',
      noArtifacts,
      () => model({ Image: image(), ModelDataUrl: 's3://strict-bucket/gone.tar.gz' }),
      'ValidationException',
      400,
      () => unreadable('s3://strict-bucket/gone.tar.gz'),
    ],
    [
      'artifacts in a bucket that is not there',
      noArtifacts,
      () => model({ Image: image(), ModelDataUrl: 's3://strict-nowhere/model.tar.gz' }),
      'ValidationException',
      400,
      () => unreadable('s3://strict-nowhere/model.tar.gz'),
    ],
    [
      'tag keys of AWS',
      'https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html',
      () => model({ Image: image() }, { Tags: [{ Key: 'AWS:owner', Value: 'a' }] }),
      'ValidationException',
      400,
      () => 'aws: prefixed tag key names are not allowed for external use.',
    ],
    [
      'a tag key twice',
      'https://github.com/aws/sagemaker-python-sdk/pull/3608',
      () =>
        model(
          { Image: image() },
          {
            Tags: [
              { Key: 'owner', Value: 'a' },
              { Key: 'owner', Value: 'b' },
            ],
          },
        ),
      'ValidationException',
      400,
      () => 'Duplicate tag key',
    ],
    [
      'a serverless variant beside another',
      'https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html',
      () =>
        new sagemaker.CreateEndpointConfigCommand({
          EndpointConfigName: 'c',
          ProductionVariants: [
            { VariantName: 'a', InstanceType: 'ml.m5.large', InitialInstanceCount: 1 },
            { VariantName: 'b', ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 1 } },
          ],
          ExecutionRoleArn: roleArn,
        }),
      'ValidationException',
      400,
      () => 'A serverless endpoint can have one production variant only.',
    ],
    [
      'a variant of two kinds',
      'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html',
      () =>
        new sagemaker.CreateEndpointConfigCommand({
          EndpointConfigName: 'c',
          ProductionVariants: [
            {
              VariantName: 'a',
              InstanceType: 'ml.m5.large',
              ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 1 },
            },
          ],
          ExecutionRoleArn: roleArn,
        }),
      'ValidationException',
      400,
      () => 'Variant a has a ServerlessConfig, so InstanceType and InitialInstanceCount must not be specified.',
    ],
    [
      'a variant of negative weight',
      'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html',
      () =>
        new sagemaker.CreateEndpointConfigCommand({
          EndpointConfigName: 'c',
          ProductionVariants: [{ VariantName: 'a', InstanceType: 'ml.m5.large', InitialVariantWeight: -1 }],
          ExecutionRoleArn: roleArn,
        }),
      'ValidationException',
      400,
      () =>
        /^1 validation error detected: Value '-1(\.0)?' at 'productionVariants\.1\.member\.initialVariantWeight' failed to satisfy constraint: Member must have value greater than or equal to 0$/,
    ],
    [
      'a variant without instances',
      'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html',
      () =>
        new sagemaker.CreateEndpointConfigCommand({
          EndpointConfigName: 'c',
          ProductionVariants: [{ VariantName: 'a', InstanceType: 'ml.m5.large', InitialInstanceCount: 0 }],
          ExecutionRoleArn: roleArn,
        }),
      'ValidationException',
      400,
      () =>
        "1 validation error detected: Value '0' at 'productionVariants.1.member.initialInstanceCount' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
  ],
  s3: [
    [
      'a bucket elsewhere than its constraint',
      s3WholeRecords,
      () =>
        new s3.CreateBucketCommand({
          Bucket: 'strict-elsewhere',
          CreateBucketConfiguration: { LocationConstraint: 'foo' as 'EU' },
        }),
      'InvalidLocationConstraint',
      400,
      () => 'The specified location-constraint is not valid',
    ],
    [
      'a locked object',
      s3WholeRecords,
      () => put({ ObjectLockLegalHoldStatus: 'ON' }),
      'InvalidRequest',
      400,
      () => 'Bucket is missing Object Lock Configuration',
    ],
    [
      'a storage class of another service',
      s3WholeRecords,
      () => put({ StorageClass: 'OUTPOSTS' }),
      'InvalidStorageClass',
      400,
      () => 'The storage class you specified is not valid',
    ],
    [
      'a write where something is',
      s3Records,
      () => put({ IfNoneMatch: '*' }),
      'PreconditionFailed',
      412,
      () => 'At least one of the pre-conditions you specified did not hold',
    ],
    [
      'a write unless it is another',
      s3Records,
      () => put({ IfNoneMatch: etag }),
      'NotImplemented',
      501,
      () => 'A header you provided implies functionality that is not implemented',
    ],
    [
      'a write over another object',
      s3Records,
      () => put({ IfMatch: '"0"' }),
      'PreconditionFailed',
      412,
      () => 'At least one of the pre-conditions you specified did not hold',
    ],
    [
      'a write over nothing',
      s3Records,
      () => put({ Key: 'gone', IfMatch: etag }),
      'NoSuchKey',
      404,
      () => 'The specified key does not exist.',
    ],
    [
      'a read of another object',
      'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html',
      () => get({ IfMatch: '"0"' }),
      'PreconditionFailed',
      412,
      () => 'At least one of the pre-conditions you specified did not hold',
    ],
    [
      'a digest of something else',
      'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
      () => put({ ContentMD5: createHash('md5').update('three').digest('base64') }),
      'BadDigest',
      400,
      () => 'The Content-MD5 you specified did not match what we received.',
    ],
    [
      'a digest that is none',
      'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
      () => put({ ContentMD5: 'abc' }),
      'InvalidDigest',
      400,
      () => 'The Content-MD5 you specified was invalid.',
    ],
    [
      'a write under two conditions',
      s3Records,
      () => put({ IfMatch: etag, IfNoneMatch: '*' }),
      'NotImplemented',
      501,
      () => 'A header you provided implies functionality that is not implemented',
    ],
    [
      'a delete of another object',
      s3Records,
      () => new s3.DeleteObjectCommand({ Bucket: 'strict-bucket', Key: 'one', IfMatch: '"0"' }),
      'PreconditionFailed',
      412,
      () => 'At least one of the pre-conditions you specified did not hold',
    ],
    [
      'a delete by the size',
      s3Records,
      () => new s3.DeleteObjectCommand({ Bucket: 'strict-bucket', Key: 'one', IfMatchSize: 1 }),
      'NotImplemented',
      501,
      () => 'A header you provided implies functionality that is not implemented',
    ],
    [
      'a bucket of somebody else',
      s3WholeRecords,
      () => get({ ExpectedBucketOwner: '999999999999' }),
      'AccessDenied',
      403,
      () => 'Access Denied',
    ],
    [
      'an owner that is none',
      s3WholeRecords,
      () => get({ ExpectedBucketOwner: 'abcd' }),
      'InvalidBucketOwnerAWSAccountID',
      400,
      () => 'The value of the expected bucket owner parameter must be an AWS Account ID... [abcd]',
    ],
    [
      'a digest by SHA-256 of something else',
      s3WholeRecords,
      () => put({ ChecksumSHA256: createHash('sha256').update('three').digest('base64') }),
      'BadDigest',
      400,
      () => 'The SHA256 you specified did not match the calculated checksum.',
    ],
    [
      'a digest by SHA-256 that is none',
      s3WholeRecords,
      () => put({ ChecksumSHA256: 'abc' }),
      'InvalidRequest',
      400,
      () => 'Value for x-amz-checksum-sha256 header is invalid.',
    ],
    [
      'tag keys of AWS',
      s3Records,
      () => put({ Tagging: 'aws:owner=a' }),
      'InvalidTag',
      400,
      () => 'Your TagKey cannot be prefixed with aws:',
    ],
    [
      'a tag key twice',
      s3Records,
      () => put({ Tagging: 'owner=a&owner=b' }),
      'InvalidTag',
      400,
      () => 'Cannot provide multiple Tags with the same key',
    ],
    [
      'a tag key twice, of an object that is there',
      s3Records,
      () => tagTwice(['owner', 'owner']),
      'InvalidTag',
      400,
      () => 'Cannot provide multiple Tags with the same key',
    ],
    [
      'tags of an object that is not there',
      'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
      () => new s3.GetObjectTaggingCommand({ Bucket: 'strict-bucket', Key: 'gone' }),
      'NoSuchKey',
      404,
      () => 'The specified key does not exist.',
    ],
    [
      'to take the tags of an object that is not there',
      'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
      () => new s3.DeleteObjectTaggingCommand({ Bucket: 'strict-bucket', Key: 'gone' }),
      'NoSuchKey',
      404,
      () => 'The specified key does not exist.',
    ],
    [
      'more than 2 KB of metadata',
      'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
      () => put({ Metadata: { note: 'a'.repeat(2048) } }),
      'MetadataTooLarge',
      400,
      () => 'Your metadata headers exceed the maximum allowed metadata size',
    ],
    ...Object.entries(lacking).map(
      ([name, command]): Row => [
        `what it does not have, ${name}`,
        'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
        command,
        'NotImplemented',
        501,
        () => 'A header or query you provided implies functionality that is not implemented',
      ],
    ),
    [
      'a bucket with objects',
      s3Records,
      () => new s3.DeleteBucketCommand({ Bucket: 'strict-bucket' }),
      'BucketNotEmpty',
      409,
      () => 'The bucket you tried to delete is not empty',
    ],
  ],
  cloudWatch: [
    [
      'too many datapoints',
      cloudWatchRecords,
      () => statistics({ Period: 1, StartTime: new Date('2026-11-23T11:00:00Z') }),
      'InvalidParameterCombinationException',
      400,
      () =>
        'You have requested up to 86400 datapoints, which exceeds the limit of 1440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
    ],
    [
      'an end before the start',
      cloudWatchRecords,
      () => statistics({ EndTime: new Date('2026-11-24T09:00:00Z') }),
      'InvalidParameterValueException',
      400,
      () => 'The parameter StartTime must be less than the parameter EndTime.',
    ],
    [
      'no statistic',
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html',
      () => statistics({ Statistics: undefined }),
      'InvalidParameterCombinationException',
      400,
      () => 'Either Statistics or ExtendedStatistics must be specified, and not both.',
    ],
  ],
}

interface Sender {
  send: (command: never) => Promise<unknown>
}

it('counts', () => {
  const all = Object.entries(rows).map(([service, of]) => [service, of.length] as const)
  console.error(`rules beyond the models: ${JSON.stringify(Object.fromEntries(all))}`)
  // None says only that it is refused: the code and the status are named, and the words are whole or have their beginning.
  const bare = Object.values(rows).flatMap((of) =>
    of.filter(([, source, , code, status, message]) => {
      const words = message()
      const hasWords = typeof words === 'string' ? words.length > 0 : words.source.startsWith('^')
      return !/^https:\/\//.test(source) || !/^[A-Z]\w+$/.test(code) || status < 400 || !hasWords
    }),
  )
  expect(bare.map(([point]) => point)).toEqual([])
  // A row has a name of its own.
  for (const [service] of all) expect(new Set(rows[service]?.map(([point]) => point)).size).toBe(rows[service]?.length)
  expect(all.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(120)
})

describe.each(Object.keys(rows))('%s refuses', (service) => {
  it.each(rows[service]!)('%s', async (_point, source, command, code, status, message) => {
    expect(source).toMatch(/^https:\/\//)
    const client = account[service as 'iam'] as Sender
    // AWS's own rates are none of what a row shows.
    const send = () => retried(() => client.send(command() as never), /TooManyRequests/)
    expect(await refusalOf(send)).toEqual(refused(code, status, message()))
  })
})

describe('a signature', () => {
  const signed = (service: string, region: string) =>
    new AwsClient({ ...account.credentials, service, region, retries: 0 })
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const listRoles = { method: 'POST', headers: form, body: 'Action=ListRoles&Version=2010-05-08' }

  it('is for a region that exists, in each service’s own form', async () => {
    const functions = await signed('lambda', 'moon-1').fetch(`${account.url}/2015-03-31/functions`)
    expect([functions.status, functions.headers.get('x-amzn-errortype')]).toEqual([403, 'InvalidSignatureException'])
    expect(await functions.json()).toMatchObject({
      message: "Credential should be scoped to a valid region, not 'moon-1'. ",
    })
    const buckets = await signed('s3', 'moon-1').fetch(account.url)
    expect([buckets.status, await buckets.text()]).toEqual([
      400,
      expect.stringMatching(
        /<Code>AuthorizationHeaderMalformed<\/Code>.*the region (?:&apos;|')moon-1(?:&apos;|') is wrong; expecting (?:&apos;|')us-east-1/s,
      ),
    ])
  })

  it('of IAM is for the one region that IAM has', async () => {
    expect((await signed('iam', 'us-east-1').fetch(account.url, listRoles)).status).toBe(200)
    const elsewhere = await signed('iam', 'eu-west-1').fetch(account.url, listRoles)
    expect(elsewhere.status).toBe(403)
    expect(await elsewhere.text()).toMatch(
      /<Code>SignatureDoesNotMatch<\/Code>.*Credential should be scoped to a valid region, not (&apos;|')eu-west-1/s,
    )
  })
})

describe('what the sandbox does not have', () => {
  it('changes nothing of the object that it names', async () => {
    for (const command of Object.values(lacking))
      await expect(account.s3.send(command() as s3.PutBucketTaggingCommand)).rejects.toMatchObject({
        name: 'NotImplemented',
      })
    const { Body } = await account.s3.send(get({}))
    expect(await Body?.transformToString()).toBe('one')
  })
})

describe('a permission for a role that is gone', () => {
  // https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1189
  it('stands in the way of any other', async () => {
    const RoleName = 'strict-gone'
    const { Role } = await account.iam.send(
      new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy(statement) }),
    )
    const permission = (StatementId: string, Principal: string) =>
      new lambda.AddPermissionCommand({
        ...{ FunctionName, StatementId, Principal },
        Action: 'lambda:InvokeFunction',
      })
    await account.lambda.send(permission('role', Role?.Arn ?? ''))
    await account.iam.send(new iam.DeleteRoleCommand({ RoleName }))
    const next = () => account.lambda.send(permission('after', 'apigateway.amazonaws.com'))
    expect(await refusalOf(next)).toEqual(refused('InvalidParameterValueException', 400, wrongPrincipal))
    await account.lambda.send(new lambda.RemovePermissionCommand({ FunctionName, StatementId: 'role' }))
    expect((await next()).$metadata.httpStatusCode).toBe(201)
  })
})

describe('an object whose length is not said', () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList
  it('is refused', async () => {
    const url = `${account.url}/strict-bucket/unknown`
    const signer = new AwsClient({ ...account.credentials, service: 's3', region: account.region, retries: 0 })
    const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }
    const { headers: signed } = await signer.sign(url, { method: 'PUT', headers })
    const refusal = await new Promise<[number | undefined, string]>((resolve, reject) => {
      const sent = request(url, { method: 'PUT', headers: Object.fromEntries(signed) }, async (response) => {
        resolve([response.statusCode, Buffer.concat(await response.toArray()).toString()])
      })
      sent.on('error', reject)
      // In chunks, so without a Content-Length.
      sent.write('one')
      sent.end('two')
    })
    expect(refusal).toEqual([411, expect.stringContaining('<Code>MissingContentLength</Code>')])
  })
})

describe('an invoke URL', () => {
  const call = (path: string, init?: RequestInit) => fetch(account.invokeUrl(restApiId, 's1', path), init)

  it('hands the root of the caller’s trace on', async () => {
    const root = 'Root=1-67891233-abcdef012345678912345678'
    const response = await call('', { headers: { 'X-Amzn-Trace-Id': `${root};Parent=53995c3f42cd8ad8;Sampled=1` } })
    const event = (await response.json()) as {
      headers: Record<string, string>
      multiValueHeaders: Record<string, string[]>
    }
    expect(event.headers['X-Amzn-Trace-Id']).toBe(root)
    const names = Object.keys(event.multiValueHeaders).filter((name) => name.toLowerCase() === 'x-amzn-trace-id')
    expect(names).toEqual(['X-Amzn-Trace-Id'])
    expect(event.multiValueHeaders['X-Amzn-Trace-Id']).toHaveLength(1)
  })

  it('has no TRACE behind ANY', async () => {
    const { hostname, port, pathname } = new URL(account.invokeUrl(restApiId, 's1', ''))
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request({ hostname, port, path: pathname, method: 'TRACE' }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      sent.on('error', reject)
      sent.end()
    })
    expect(status).toBe(403)
  })

  it('takes a bearer on a wrong path for half a signature', async () => {
    const response = await call('nowhere', { headers: { authorization: 'Bearer abc' } })
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([403, 'IncompleteSignatureException'])
    expect(await response.json()).toEqual({
      message: expect.stringMatching(
        /^Invalid key=value pair \(missing equal-sign\) in Authorization header \(hashed with SHA-256/,
      ),
    })
    const without = await call('nowhere')
    expect(await without.json()).toEqual({ message: 'Missing Authentication Token' })
  })

  it('takes 10,240 bytes of headers', async () => {
    expect((await call('', { headers: { 'x-long': 'a'.repeat(9_000) } })).status).toBe(200)
    const response = await call('', { headers: { 'x-long': 'a'.repeat(10_240) } })
    expect([response.status, await response.json()]).toEqual([
      413,
      { message: 'HTTP header is larger than 10240 bytes.' },
    ])
  })
})

describe('operations that any client can call', () => {
  it('GetAccountSettings counts functions and what is reserved', async () => {
    await account.lambda.send(
      new lambda.PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 7 }),
    )
    const settings = await account.lambda.send(new lambda.GetAccountSettingsCommand({}))
    expect(settings.AccountLimit).toMatchObject({ ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 993 })
    expect(settings.AccountUsage).toEqual({ FunctionCount: 1, TotalCodeSize: zip.length })
    await account.lambda.send(new lambda.DeleteFunctionConcurrencyCommand({ FunctionName }))
  })

  it('ListUsers names whose keys these are', async () => {
    const { Users } = await account.iam.send(new iam.ListUsersCommand({}))
    expect(Users).toEqual([
      expect.objectContaining({ UserName: 'admin', Arn: `arn:aws:iam::${account.accountId}:user/admin` }),
    ])
  })

  // localstack's AWS-recorded `test_update_method_validation`, `wrong-value-type`
  it('UpdateStage takes a value that is no boolean for false', async () => {
    const { tracingEnabled } = await account.apiGateway.send(stage('/tracingEnabled', 'TRUE'))
    expect(tracingEnabled).toBe(true)
    for (const path of ['/tracingEnabled', '/cacheClusterEnabled', '/*/*/metrics/enabled', '/*/*/caching/enabled'])
      await account.apiGateway.send(stage(path, 'whatever'))
    const stageNow = await account.apiGateway.send(new gateway.GetStageCommand({ restApiId, stageName: 's1' }))
    expect(stageNow).toMatchObject({
      tracingEnabled: false,
      cacheClusterEnabled: false,
      methodSettings: { '*/*': { metricsEnabled: false, cachingEnabled: false } },
    })
  })

  it('GetExport is the document of what the stage serves', async () => {
    const command = { restApiId, stageName: 's1', parameters: { extensions: 'apigateway' } }
    const { body, contentDisposition } = await account.apiGateway.send(
      new gateway.GetExportCommand({ ...command, exportType: 'oas30' }),
    )
    expect(contentDisposition).toMatch(/^attachment; filename="oas30_.*\.json"$/)
    const document = JSON.parse(Buffer.from(body ?? []).toString())
    expect(document).toMatchObject({
      openapi: '3.0.1',
      info: { title: 'strict' },
      servers: [{ url: `https://${restApiId}.execute-api.${account.region}.amazonaws.com/{basePath}` }],
      paths: {
        '/': {
          'x-amazon-apigateway-any-method': {
            'x-amazon-apigateway-integration': { type: 'aws_proxy', uri: uriOf('lambda') },
          },
        },
      },
    })
    const swagger = await account.apiGateway.send(
      new gateway.GetExportCommand({ restApiId, stageName: 's1', exportType: 'swagger' }),
    )
    expect(JSON.parse(Buffer.from(swagger.body ?? []).toString())).toMatchObject({ swagger: '2.0', basePath: '/s1' })
  })

  it('ListMetrics and GetMetricStatistics show the calls of a function', async () => {
    await account.lambda.send(new lambda.InvokeCommand({ FunctionName }))
    const Dimensions = [{ Name: 'FunctionName', Value: FunctionName }]
    const { Metrics = [] } = await account.cloudWatch.send(
      new cloudWatch.ListMetricsCommand({ Namespace: 'AWS/Lambda', MetricName: 'Invocations', Dimensions }),
    )
    expect(Metrics).toContainEqual({ Namespace: 'AWS/Lambda', MetricName: 'Invocations', Dimensions })
    const [StartTime, EndTime] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 60_000)]
    const { Label, Datapoints = [] } = await account.cloudWatch.send(
      statistics({ Dimensions, StartTime, EndTime, Period: 3600, Statistics: ['Sum', 'SampleCount'] }),
    )
    expect(Label).toBe('Invocations')
    const { Sum, SampleCount } = Datapoints.at(-1) ?? {}
    expect(Sum).toBeGreaterThanOrEqual(1)
    expect(SampleCount).toBe(Sum)
  })

  it('TagResources tags each, and says which it could not', async () => {
    const gone = `${functionArn()}-gone`
    const ResourceARNList = [functionArn(), `arn:aws:apigateway:${account.region}::/restapis/${restApiId}`, gone]
    const { FailedResourcesMap } = await account.tagging.send(
      new tagging.TagResourcesCommand({ ResourceARNList, Tags: { team: 'ml' } }),
    )
    expect(FailedResourcesMap).toEqual({
      [gone]: expect.objectContaining({ ErrorCode: 'InvalidParameterException', StatusCode: 404 }),
    })
    const tagged = () =>
      account.tagging.send(new tagging.GetResourcesCommand({ TagFilters: [{ Key: 'team', Values: ['ml'] }] }))
    expect((await tagged()).ResourceTagMappingList).toHaveLength(2)
    await account.tagging.send(
      new tagging.UntagResourcesCommand({ ResourceARNList: ResourceARNList.slice(0, 2), TagKeys: ['team'] }),
    )
    expect((await tagged()).ResourceTagMappingList).toEqual([])
    await expect(
      account.tagging.send(new tagging.TagResourcesCommand({ ResourceARNList: [], Tags: { a: 'b' } })),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' })
    await expect(
      account.tagging.send(new tagging.UntagResourcesCommand({ ResourceARNList: [], TagKeys: ['a'] })),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  it('DeleteBucket deletes an empty one', async () => {
    await account.s3.send(new s3.CreateBucketCommand({ Bucket: 'strict-empty' }))
    await account.s3.send(new s3.DeleteBucketCommand({ Bucket: 'strict-empty' }))
    await expect(account.s3.send(new s3.HeadBucketCommand({ Bucket: 'strict-empty' }))).rejects.toMatchObject({
      name: 'NotFound',
    })
  })

  it('a read is answered 304 where nothing changed', async () => {
    await expect(account.s3.send(get({ IfNoneMatch: etag }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    })
    const { Body } = await account.s3.send(get({ IfMatch: etag }))
    expect(await Body?.transformToString()).toBe('one')
  })

  it.each(['iam:ListUsers', 'lambda:GetAccountSettings', 'cloudwatch:ListMetrics'])('%s is denied', async (action) => {
    const { iam: users, lambda: functions, cloudWatch: metrics } = await account.restricted([action])
    const sent = {
      'iam:ListUsers': () => users.send(new iam.ListUsersCommand({})),
      'lambda:GetAccountSettings': () => functions.send(new lambda.GetAccountSettingsCommand({})),
      'cloudwatch:ListMetrics': () => metrics.send(new cloudWatch.ListMetricsCommand({})),
    }[action]
    await expect(sent?.()).rejects.toMatchObject({
      name: expect.stringMatching(/^AccessDenied/),
      message: expect.stringContaining(`is not authorized to perform: ${action} on resource: `),
    })
  })

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
  it('API Gateway has limits of their own for CreateRestApi, CreateDeployment and DeleteRestApi', async () => {
    await other.stopTime(true)
    const gone = { restApiId: 'gone123456' }
    const sent: [string, () => Promise<unknown>][] = [
      ['CreateRestApi', () => other.apiGateway.send(new gateway.CreateRestApiCommand({ name: 'x' }))],
      ['CreateDeployment', () => other.apiGateway.send(new gateway.CreateDeploymentCommand(gone))],
      ['DeleteRestApi', () => other.apiGateway.send(new gateway.DeleteRestApiCommand(gone))],
    ]
    const nameOf = async (send: () => Promise<unknown>) => (await send().catch((error: Error) => error.name)) ?? ''
    for (const [operation, send] of sent) {
      expect([operation, await nameOf(send)]).not.toContain('TooManyRequestsException')
      await expect(send()).rejects.toMatchObject({
        name: 'TooManyRequestsException',
        message: 'Too Many Requests',
        $metadata: { httpStatusCode: 429 },
      })
    }
    // Others still pass.
    await other.apiGateway.send(new gateway.GetRestApisCommand({}))
    await other.stopTime(false)
  })

  it('Lambda takes 15 calls a second of its control plane, without GetFunction and Invoke', async () => {
    await account.stopTime(true)
    const list = () => account.lambda.send(new lambda.ListFunctionsCommand({}))
    let passed = 0
    const refusal = await (async () => {
      for (; passed <= 15; passed += 1)
        try {
          await list()
        } catch (error) {
          return error
        }
      return undefined
    })()
    expect(passed).toBeLessThanOrEqual(15)
    expect(refusal).toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Rate exceeded',
      $metadata: { httpStatusCode: 429 },
    })
    await account.lambda.send(new lambda.GetFunctionCommand({ FunctionName }))
    await account.lambda.send(new lambda.InvokeCommand({ FunctionName }))
    await account.stopTime(false)
    await list()
  })
})
